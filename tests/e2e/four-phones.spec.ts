// A whole night at four doors, two of them without a network for an hour. At its end every figure of the record is what a
// recount of the facts says.
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { callAs } from '../db/support/act-as.ts'
import { recountRecord, unordered } from '../db/support/recount-record.ts'
import {
  createDoorPhone,
  type DoorPhone,
  launchBrowser,
  temporaryFolder,
} from './support/browser.ts'
import {
  admitAndTakeBack,
  backdateFacts,
  closeSheet,
  countDrawer,
  countHeads,
  expectStock,
  findName,
  overrule,
  refuseByHand,
  seeAge,
  sellAtDoor,
  tick,
  tickAnyway,
  writeIncident,
} from './support/door-hands.ts'
import {
  type FourPhonesNight,
  type ListsOfTonight,
  makeFourPhonesNight,
  makeLists,
  PIN,
  QUOTA,
  STOCK,
  setPin,
} from './support/four-phones-night.ts'
import {
  expectVerdict,
  pairPhone,
  readByHardwareScanner,
  signInManager,
  verdictOf,
} from './support/steps.ts'

const HOUR_MS = 3_600_000
const DOORS = { first: 'Main', second: 'Main', vip: 'VIP', yard: 'Main' } as const
type Name = keyof typeof DOORS
const names = Object.keys(DOORS) as Name[]
const offline = ['vip', 'yard'] as const

let stack: Stack
let browser: Browser
let live: Page
let night: FourPhonesNight
let lists: ListsOfTonight
const phones = {} as Record<Name, DoorPhone>
const doors = {} as Record<Name, Page>

test.beforeAll(async () => {
  test.setTimeout(400_000)
  stack = await startStack({ dataDir: temporaryFolder('four-phones'), seed: true, serveApps: true })
  browser = await launchBrowser()
  night = await makeFourPhonesNight(stack)
  live = await signInManager(browser, stack.info)
  await setPin(live)
  for (const name of names) {
    phones[name] = createDoorPhone(`${name}-door`)
    const named = { name: `Phone ${name}`, gate: DOORS[name] }
    doors[name] = await pairPhone(live, stack.info, phones[name], named)
  }
  for (const name of ['first', 'yard'] as const) await expectStock(doors[name], STOCK)
  lists = await makeLists(stack, night)
  for (const name of names) {
    // Its share of the lists comes with them.
    await findName(doors[name], 'carlos')
    await closeSheet(doors[name])
  }
  // What they tell of an hour ago is possible only if they were there.
  await stack.sql`update public.devices set paired_at = paired_at - interval '3 hours'`
})

test.afterAll(async () => {
  for (const name of names) await phones[name]?.close()
  await browser?.close()
  await stack?.stop()
})

const queue = (name: Name) => doors[name].getByTestId('status-strip')
const ticket = (of: 'vip' | 'general', nth: number) => night[of][nth] ?? ''

const admit = async (name: Name, ticketId: string) => {
  await readByHardwareScanner(doors[name], ticketId)
  await expectVerdict(doors[name], 'admit', 'green')
  await expect(verdictOf(doors[name])).toBeHidden()
}

const peopleInside = async (): Promise<number> => {
  const [row] = await stack.sql`select internal.people_inside(${night.eventId}) as people`
  return Number(row?.people)
}

async function atTheVipDoor({ vip }: typeof doors) {
  await admit('vip', ticket('vip', 0))
  await admit('vip', ticket('vip', 1))
  // Not this door's; a manager stands there.
  await overrule(vip, {
    ...{ ticket: ticket('general', 0), red: 'wrong_gate' },
    ...{ reason: 'Guest of the house', pin: PIN },
  })
  await readByHardwareScanner(vip, ticket('general', 1))
  await expectVerdict(vip, 'wrong_gate', 'red')
  await verdictOf(vip).click()
  await expect(verdictOf(vip)).toBeHidden()
  await countHeads(vip, 3)
  // Two of the four.
  await findName(vip, 'ana lop')
  await tick(vip, 'Let 2 of Ana López in', 2)
  await closeSheet(vip)
  await seeAge(vip, 'under_age', 'Under 18')
}

async function atTheYardDoor({ yard }: typeof doors) {
  // The VIP door let this one in too, and neither can know.
  await admit('yard', ticket('vip', 0))
  await admitAndTakeBack(yard, ticket('general', 2))
  await readByHardwareScanner(yard, night.unsold)
  await expectVerdict(yard, 'unverified', 'amber')
  await yard.getByRole('button', { name: 'Let in', exact: true }).click()
  await expect(yard.getByTestId('let-in')).toBeVisible()
  await expect(verdictOf(yard)).toBeHidden()
  await countHeads(yard, 2)
  await countHeads(yard, -1)
  // Its share is two of ten: the other two are the doorman's word.
  await findName(yard, 'carlos')
  await tick(yard, 'Let 2 of Carlos Vega in', 2)
  await tickAnyway(yard, 'Let all 2 in', 2)
  await closeSheet(yard)
  await refuseByHand(yard, 'No ID')
  await writeIncident(yard, 'Glass broken, nobody hurt')
  // All that it carries, with a dollar too little in the drawer at the end.
  await countDrawer(yard, 'Open the drawer', '100')
  await sellAtDoor(yard, { quantity: 2, paid: 'Cash' })
  await sellAtDoor(yard, { quantity: 1, paid: 'Cash', undo: true })
  await countDrawer(yard, 'Count and close', '139')
}

async function atTheMainDoor({ first, second }: typeof doors) {
  await admit('first', ticket('general', 3))
  await admit('second', ticket('general', 2))
  await admitAndTakeBack(second, ticket('general', 4))
  await findName(first, 'ana lop')
  await tick(first, 'Let 1 of Ana López in', 1)
  await tick(first, 'Let all 3 in', 3)
  await closeSheet(first)
  // Two of its own, and what nobody holds.
  await findName(second, 'dina')
  await tick(second, 'Let all 4 in', 4)
  await closeSheet(second)
  await findName(first, 'eva')
  await tick(first, 'Let all 2 in', 2)
  await closeSheet(first)
  await lists.house.addLate('Última Invitada')
  await findName(first, 'ult inv')
  await tick(first, 'Let in', 1)
  await closeSheet(first)
  await seeAge(first, 'of_age', 'ID seen: 18+')
  // More than it carries, with the network.
  await sellAtDoor(first, { quantity: STOCK + 1, paid: 'Terminal' })
  await refuseByHand(second, 'Another cause', 'Would not show the bag')
}

test('a night at four doors, two of them offline for an hour, is in its record to the last head', async () => {
  test.setTimeout(900_000)
  await test.step('two phones work alone', async () => {
    for (const name of offline) await phones[name].setOffline(true)
    await atTheVipDoor(doors)
    await atTheYardDoor(doors)
    await expect(queue('vip')).toHaveAttribute('data-queue', '10')
    await expect(queue('yard')).toHaveAttribute('data-queue', '21')
    // An hour goes by, and both are switched off and on.
    for (const name of offline) {
      await backdateFacts(doors[name], HOUR_MS)
      await doors[name].reload()
      await expect(doors[name].getByTestId('hand-counter')).toBeVisible()
    }
    await expect(queue('vip')).toHaveAttribute('data-queue', '10')
    await expect(queue('yard')).toHaveAttribute('data-queue', '21')
  })

  await test.step('the other two go on, and borrow what nobody holds', async () => {
    await atTheMainDoor(doors)
    const [share] = await stack.sql`
      select s.granted from public.list_shares s join public.devices d on d.id = s.device_id
      where s.list_id = ${lists.overbooked.id} and d.name = 'Phone second'`
    expect(share?.granted).toBeGreaterThanOrEqual(4)
    for (const name of ['first', 'second'] as const)
      await expect(queue(name)).toHaveAttribute('data-queue', '0')
  })

  await test.step('the two are heard again, and what nobody could know is shown', async () => {
    for (const name of offline) await phones[name].setOffline(false)
    for (const name of offline) await expect(queue(name)).toHaveAttribute('data-queue', '0')
    await expect(live.getByTestId('double-entry')).toHaveCount(1)
    // The list of ten is full by now, which every phone knows.
    await findName(doors.second, 'carlos', '4 of 4 in')
    await closeSheet(doors.second)
    await lists.overbooked.addLate('Zoe Tarde')
    await findName(doors.second, 'zoe')
    await tickAnyway(doors.second, 'Let in', 1)
    await closeSheet(doors.second)
    // Overruled, with the network.
    await overrule(doors.second, {
      ...{ ticket: ticket('general', 3), red: 'already_used' },
      ...{ reason: 'Guest of the house', pin: PIN },
    })
    await expect(queue('second')).toHaveAttribute('data-queue', '0')
  })

  await test.step('the house fills up, and a manager raises the limit', async () => {
    const people = await peopleInside()
    await stack.sql`
      update public.events set venue_capacity = greatest(taken, ${people + 3}) where id = ${night.eventId}`
    const [event] = await stack.sql`
      select venue_capacity from public.events where id = ${night.eventId}`
    const limit = Number(event?.venue_capacity)
    await countHeads(doors.first, limit - people)
    await expect(doors.first.getByTestId('crowd')).toHaveAttribute('data-limit', 'full')
    await expect(doors.yard.getByTestId('crowd')).toHaveAttribute('data-limit', 'full')
    await refuseByHand(doors.first, 'House is full')
    await live.getByRole('button', { name: 'Change tonight’s limit' }).click()
    await live.locator('input[name=limit]').fill(String(limit * 2))
    await live.getByRole('button', { name: 'Set the limit' }).click()
    for (const name of names) await expect(doors[name].getByTestId('crowd')).toHaveCount(0)
    await admit('yard', ticket('general', 5))
    for (const name of names) await expect(queue(name)).toHaveAttribute('data-queue', '0')
  })

  await test.step('every figure of the record equals a recount of the facts', async () => {
    const { parts } = await callAs(stack.sql, night.manager, 'night_record($1)', night.eventId)
    const counted = await recountRecord(stack.sql, night.eventId)
    expect(Object.keys(parts)).toEqual(expect.arrayContaining(Object.keys(counted)))
    for (const [part, figures] of Object.entries(counted))
      expect(unordered(parts[part]), part).toEqual(unordered(figures))
    expectTheNight(parts)
    await expect(live.getByTestId('inside-now')).toHaveText(String(parts.heads.inside_at_end))
  })
})

/** What was done above, in the record's words: a recount alone would agree with an empty night. */
function expectTheNight(parts: Record<string, Record<string, unknown>>) {
  const totals = (rows: unknown) =>
    (rows as { total: number }[]).reduce((sum, one) => sum + one.total, 0)
  expect(parts.double_entries?.entries).toHaveLength(2)
  expect(parts.limits?.raises).toHaveLength(1)
  expect(parts.incidents?.incidents).toHaveLength(1)
  expect(totals(parts.age_checks?.checks)).toBe(2)
  expect(totals(parts.hand_refusals?.causes)).toBe(3)
  const decisions = (parts.decisions?.decisions ?? []) as { what: string }[]
  const whats = ['let_in', 'override', 'override', 'undo', 'undo', 'undo']
  expect(decisions.map(({ what }) => what).sort()).toEqual(whats)
  expect(parts.walk_ups).toMatchObject({
    ...{ tickets: 2 + STOCK + 1, cash: '40.00', terminal: '80.00', undone: 1, without_seat: 0 },
    drawers: [
      { phone: 'Phone first', opened_at: null, terminal: '80.00' },
      {
        phone: 'Phone yard',
        float: '100.00',
        cash: '40.00',
        counted: '139.00',
        difference: '-1.00',
      },
    ],
  })
  expect(parts.lists?.lists).toEqual([
    expect.objectContaining({ list: 'Casa', arrived: 7 }),
    expect.objectContaining({ list: 'DJ Sol', arrived: QUOTA + 1 }),
  ])
  expect(parts.lists?.excess).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ list: 'Casa', what: 'name', excess: 2 }),
      expect.objectContaining({ list: 'DJ Sol', what: 'quota', excess: 1 }),
    ]),
  )
  const outages = parts.outages?.outages as {
    phone: string
    longest_wait_ms: number
    facts: number
  }[]
  const long = outages.filter(({ longest_wait_ms }) => longest_wait_ms > HOUR_MS)
  expect(long.map(({ phone, facts }) => [phone, facts]).sort()).toEqual([
    ['Phone vip', 10],
    ['Phone yard', 21],
  ])
}
