// What the door must refuse, what people there may decide all the same, and that an expired session stops nobody.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { formatTicketId, parseTicketId } from '@maguey/ticket-core/ticket-id'
import { type Browser, expect, type Page, test } from '@playwright/test'
import {
  createDoorPhone,
  type DoorPhone,
  launchBrowser,
  temporaryFolder,
} from './support/browser.ts'
import { closeSheet } from './support/door-hands.ts'
import {
  signWithStrangersKey,
  ticketIdOfAnotherNight,
  withOneCharacterChanged,
} from './support/forgery.ts'
import {
  buyTickets,
  expectVerdict,
  pairPhone,
  readByHardwareScanner,
  signInManager,
  verdictOf,
} from './support/steps.ts'

let stack: Stack
let browser: Browser
let phone: DoorPhone
let live: Page
let door: Page
let tickets: string[]

test.beforeAll(async () => {
  test.setTimeout(240_000)
  stack = await startStack({
    dataDir: temporaryFolder('refusals'),
    seed: true,
    serveApps: true,
    jwtExpirySeconds: 30,
  })
  browser = await launchBrowser()
  phone = createDoorPhone('refusing-door')
  const page = await buyTickets(
    browser,
    stack.info,
    { email: 'rosa@example.com', name: 'Rosa Díaz' },
    5,
  )
  await page.close()
  live = await signInManager(browser, stack.info)
  door = await pairPhone(live, stack.info, phone, { name: 'Phone at Main', gate: 'Main' })
  tickets = await stack.sql`select qr_code_data from public.tickets order by ticket_id`.then(
    (rows) => rows.map((row) => row.qr_code_data as string),
  )
})

test.afterAll(async () => {
  await phone.close()
  await browser.close()
  await stack.stop()
})

const [first, second, third, fourth, fifth] = [0, 1, 2, 3, 4].map(
  (nth) => () => tickets[nth] ?? '',
) as [() => string, () => string, () => string, () => string, () => string]

/** What the server has of this ticket's scans, in the order in which they were made. */
const resultsOf = async (ticketId: string): Promise<string[]> => {
  const rows = await stack.sql`
    select verdict, result from public.scans where ticket_id = ${ticketId} order by id`
  return rows.map(({ verdict, result }) => `${verdict}: ${result}`)
}

const idOf = (text: string): string => text.split('.')[0] ?? ''

/** A well-formed id of tonight that nobody has. */
const unsold = (nth: number): string => {
  const parsed = parseTicketId(idOf(first()))
  if (!parsed.ok) throw new Error('not a ticket id')
  const random = nth.toString().padStart(10, '0')
  return formatTicketId({ eventCode: parsed.eventCode, eventDay: parsed.eventDay, random })
}

test('a ticket signed by a stranger is forged', async () => {
  await readByHardwareScanner(door, await signWithStrangersKey(first()))
  await expectVerdict(door, 'forged', 'red')
})

test('a truncated ticket is forged', async () => {
  await readByHardwareScanner(door, second().slice(0, -20))
  await expectVerdict(door, 'forged', 'red')
})

test('a mistyped id is told from an unknown one', async () => {
  await readByHardwareScanner(door, withOneCharacterChanged(first()))
  await expectVerdict(door, 'mistyped', 'red')
})

test('a ticket of another night is refused', async () => {
  await readByHardwareScanner(door, ticketIdOfAnotherNight(first()))
  await expectVerdict(door, 'wrong_event', 'red')
})

test('a link or a menu card is not a ticket', async () => {
  await readByHardwareScanner(door, 'https://example.com/menu')
  await expectVerdict(door, 'not_a_ticket', 'red')
})

test('none of the refusals used the tickets: the genuine ones still open the door', async () => {
  await readByHardwareScanner(door, first())
  await expectVerdict(door, 'admit', 'green')
})

test('a session that ends in mid-shift asks for nothing: the phone goes on, and its scans arrive', async () => {
  await stack.sql`delete from auth.sessions`
  await stack.sql`delete from auth.refresh_tokens`
  await phone.setOffline(true)
  await door.waitForTimeout(35_000)
  await readByHardwareScanner(door, second())
  await expectVerdict(door, 'admit', 'green')
  await phone.setOffline(false)
  await readByHardwareScanner(door, third())
  await expectVerdict(door, 'admit', 'green')
  const entries = () =>
    stack.sql`select from public.scans where result = 'entry'`.then((rows) => rows.length)
  await expect.poll(entries, { timeout: 60_000 }).toBe(3)
  await expect(door.getByTestId('status-strip')).toBeVisible()
  await expect(door.locator('input[type=password]')).toHaveCount(0)
})

test('amber waits for its answer; the next code takes the screen, and nobody was let in by silence', async () => {
  // Her session ended with all others.
  live = await signInManager(browser, stack.info)
  await phone.setOffline(true)
  await readByHardwareScanner(door, unsold(1))
  await expectVerdict(door, 'unverified', 'amber')
  await door.waitForTimeout(4_000)
  await expect(verdictOf(door)).toHaveAttribute('data-verdict', 'unverified')
  await readByHardwareScanner(door, fourth())
  await expectVerdict(door, 'admit', 'green', /4 of 5 of this order/)
  await expect(verdictOf(door)).toBeHidden()

  await readByHardwareScanner(door, unsold(2))
  await door.getByRole('button', { name: 'Let in' }).click()
  await expect(door.getByTestId('let-in')).toBeVisible()
  await readByHardwareScanner(door, unsold(3))
  await door.getByRole('button', { name: 'Refuse' }).click()
  await expect(verdictOf(door)).toBeHidden()
  await phone.setOffline(false)
  await expect.poll(() => resultsOf(unsold(3)), { timeout: 60_000 }).toHaveLength(2)
  expect(await resultsOf(unsold(1))).toEqual(['unverified: refusal'])
  expect(await resultsOf(unsold(2))).toEqual(['unverified: refusal', 'let_in: unknown_ticket'])
  expect(await resultsOf(unsold(3))).toEqual(['unverified: refusal', 'turned_away: refusal'])
  await expect(live.getByTestId('inside-now')).toHaveText(/^5\b/)
  await expect(live.locator('[data-testid=decisions] [data-kind=let_in]')).toBeVisible()
})

test('a wrong green is taken back within ten seconds, also after it was sent, and the ticket is good again', async () => {
  await readByHardwareScanner(door, fifth())
  await expectVerdict(door, 'admit', 'green')
  await expect.poll(() => resultsOf(idOf(fifth())), { timeout: 8_000 }).toEqual(['admit: entry'])
  await door.getByTestId('undo').click()
  await expect(door.getByTestId('undone')).toBeVisible()
  await expect
    .poll(() => resultsOf(idOf(fifth())), { timeout: 60_000 })
    .toEqual(['admit: undone', 'undo: undo'])
  await expect(live.getByTestId('inside-now')).toHaveText(/^5\b/)
  await readByHardwareScanner(door, fifth())
  await expectVerdict(door, 'admit', 'green')
  await expect(live.getByTestId('inside-now')).toHaveText(/^6\b/)
})

test('a manager overrules a red by long press, reason and PIN, offline; who and why is on the server', async () => {
  test.setTimeout(240_000)
  const account = await live.context().newPage()
  await account.goto(new URL('/account', live.url()).href)
  await account.locator('input[name=pin]').fill('495027')
  await account.locator('input[name=pin_again]').fill('495027')
  await account.getByRole('button', { name: 'Set the PIN' }).click()
  await expect(account.getByText('The PIN is set.')).toBeVisible({ timeout: 30_000 })
  await account.close()
  await door.reload()
  await expect(door.getByTestId('status-strip')).toHaveAttribute('data-online', 'true')
  await door.waitForTimeout(2_000)
  await phone.setOffline(true)

  await readByHardwareScanner(door, first())
  await expectVerdict(door, 'already_used', 'red')
  const hold = door.getByRole('button', { name: 'Hold: manager' })
  await hold.click({ delay: 200 })
  await expect(verdictOf(door)).toBeVisible()
  await hold.click({ delay: 1_200 })
  await door.getByRole('button', { name: 'Guest of the house' }).click()
  const type = async (pin: string) => {
    for (const digit of pin) {
      await door.getByRole('dialog').getByRole('button', { name: digit, exact: true }).click()
    }
  }
  await type('111222')
  await expect(door.getByText('Wrong PIN. 4 tries left.')).toBeVisible({ timeout: 30_000 })
  // Reading goes on meanwhile, and takes nothing away.
  await readByHardwareScanner(door, 'https://example.com/menu')
  await expectVerdict(door, 'not_a_ticket', 'red')
  await verdictOf(door).click()
  await expect(verdictOf(door)).toBeHidden()
  await type('495027')
  await expectVerdict(door, 'override', 'green', /Manager: Guest of the house/)
  await phone.setOffline(false)
  const overrides = () => stack.sql`
    select s.override_reason, s.override_allowed, m.name <> '' as named, r.verdict
    from public.scans s join public.staff_members m on m.id = s.override_by
    join public.scans r on r.id = s.refers_to where s.verdict = 'override'`
  await expect
    .poll(async () => [...(await overrides())], { timeout: 60_000 })
    .toEqual([
      {
        ...{ override_reason: 'Guest of the house', override_allowed: true },
        ...{ named: true, verdict: 'already_used' },
      },
    ])
  await expect(live.locator('[data-kind=override]')).toContainText('Guest of the house')
})

test('every cause of a refusal by hand is in sight on a phone held across', async () => {
  const upright = door.viewportSize()
  await door.setViewportSize({ width: 844, height: 390 })
  await door.getByRole('button', { name: 'More', exact: true }).click()
  await door.getByRole('button', { name: /^Refuse somebody/ }).click()
  const causes = door.getByTestId('refusal-causes').getByRole('button')
  await expect(causes).toHaveCount(7)
  for (const cause of await causes.all()) await expect(cause).toBeInViewport({ ratio: 1 })
  await closeSheet(door)
  if (upright) await door.setViewportSize(upright)
})

test('a guessed pairing code is refused in words, and typing goes on', async () => {
  const thief = createDoorPhone('thief')
  const page = await thief.open(`${stack.info.scannerUrl}/pair#00000000`)
  await expect(page.locator('input[name=code]')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('No such code')).toBeVisible()
  await expect(page).toHaveURL(/\/pair$/)
  await thief.close()
})
