// Two phones offline on one ticket: both admit it, and the truth comes out when the network is back.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import {
  createDoorPhone,
  type DoorPhone,
  launchBrowser,
  temporaryFolder,
} from './support/browser.ts'
import { imagesOf, waitForMail } from './support/inbox.ts'
import {
  buyTickets,
  expectVerdict,
  pairPhone,
  readByHardwareScanner,
  signInManager,
} from './support/steps.ts'

let stack: Stack
let browser: Browser
let phones: [DoorPhone, DoorPhone]
let live: Page
const doors: Page[] = []

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(240_000)
  stack = await startStack({ dataDir: temporaryFolder('two-phones'), seed: true, serveApps: true })
  browser = await launchBrowser()
  phones = [createDoorPhone('first-door'), createDoorPhone('second-door')]
})

test.afterAll(async () => {
  for (const phone of phones) await phone.close()
  await browser.close()
  await stack.stop()
})

test('two offline phones admit one ticket, and the manager sees the double entry with both phones', async () => {
  const page = await buyTickets(
    browser,
    stack.info,
    { email: 'chava@example.com', name: 'Chava Ruiz' },
    1,
  )
  await page.close()
  const [code] = imagesOf(await waitForMail(stack.info.inboxUrl, 'chava@example.com'))
  live = await signInManager(browser, stack.info)
  for (const [index, phone] of phones.entries()) {
    doors.push(
      await pairPhone(live, stack.info, phone, { name: `Phone ${index + 1}`, gate: 'Main' }),
    )
  }

  for (const [index, phone] of phones.entries()) {
    await phone.setOffline(true)
    phone.camera.show(code ?? null)
    await expectVerdict(doors[index] as Page, 'admit', 'green')
    phone.camera.show(null)
  }
  for (const phone of phones) await phone.setOffline(false)
  for (const door of doors)
    await expect(door.getByTestId('status-strip')).toHaveAttribute('data-queue', '0')

  const scans =
    await stack.sql`select id, result, first_scan_id, device_id from public.scans order by scanned_at, id`
  expect(scans.map((scan) => [scan.result, scan.first_scan_id])).toEqual([
    ['entry', null],
    ['double_entry', scans[0]?.id],
  ])
  expect(scans[0]?.device_id).not.toBe(scans[1]?.device_id)

  const card = live.getByTestId('double-entry')
  await expect(card).toHaveCount(1)
  await expect(card).toContainText('Chava Ruiz')
  for (const [name] of await stack.sql`select name from public.devices`.values())
    await expect(card).toContainText(name)

  // Two people are inside on one ticket, and the big figure is the one that matters for fire safety.
  await expect(live.getByTestId('inside-now')).toHaveText('2')
  await expect(live.getByTestId('admitted-of-sold')).toHaveText(/^1 of \d+ valid tickets admitted$/)
  await expect(live.getByTestId('beyond-tickets')).toBeVisible()
})

test('the manager notes what the double entry was, and it is put aside', async () => {
  await live.getByRole('button', { name: 'Note what it was' }).click()
  await live.locator('textarea[name=note]').fill('A copy, asked to leave')
  await live.getByRole('button', { name: 'Save and put aside' }).click()
  await expect(live.getByTestId('double-entry')).toHaveCount(0)
  const aside = live.getByTestId('noted-doubles')
  await aside.locator('summary').click()
  await expect(aside).toContainText('A copy, asked to leave')
  await expect(live.getByTestId('inside-now')).toHaveText('2')
})

test('a guest on the search screen reads Inside as soon as the other phone has let them in', async () => {
  const customer = { email: 'ines@example.com', name: 'Inés Rojas' }
  await (await buyTickets(browser, stack.info, customer, 1)).close()
  const [ticket] = await stack.sql`select t.qr_code_data as text from public.tickets t
    join public.orders o on o.id = t.order_id where o.customer_email = ${customer.email}`
  const [scanning, looking] = doors as [Page, Page]
  await looking.getByRole('button', { name: 'Find', exact: true }).click()
  await looking.locator('input[name=guest]').fill('rojas')
  const guest = looking.getByRole('listitem').filter({ hasText: customer.name })
  await expect(guest).toBeVisible()
  await expect(guest).not.toContainText('Inside')
  await readByHardwareScanner(scanning, String(ticket?.text))
  await expectVerdict(scanning, 'admit', 'green')
  await expect(guest).toContainText('Inside')
})

test.describe('people without a ticket', () => {
  const counter = (door: Page) => door.getByTestId('hand-counter')
  const countIn = (door: Page) => door.getByRole('button', { name: 'Count one in' })
  const inside = async () => Number(await live.getByTestId('inside-now').textContent())
  let before = 0

  test('counted at one door are the manager’s people inside at once', async () => {
    const [door] = doors as [Page, Page]
    before = await inside()
    for (let nth = 0; nth < 3; nth += 1) await countIn(door).click()
    await expect(counter(door)).toHaveAttribute('data-count', '3')
    await door.getByRole('button', { name: 'Count one out' }).click()
    await expect(counter(door)).toHaveAttribute('data-count', '2')
    await expect(live.getByTestId('inside-now')).toHaveText(String(before + 2))
    await expect(live.getByTestId('by-hand')).toHaveText('Counted by hand: 3 in, 1 out')
  })

  test('counted offline wait on the phone, and arrive once when the network is back', async () => {
    const door = doors[1] as Page
    // Its search is still open.
    await door.keyboard.press('Escape')
    await phones[1].setOffline(true)
    for (let nth = 0; nth < 4; nth += 1) await countIn(door).click()
    await expect(counter(door)).toHaveAttribute('data-count', '4')
    await expect(door.getByTestId('status-strip')).toHaveAttribute('data-queue', '4')
    await door.reload()
    await expect(counter(door)).toHaveAttribute('data-count', '4')
    await phones[1].setOffline(false)
    await expect(door.getByTestId('status-strip')).toHaveAttribute('data-queue', '0')
    await expect(live.getByTestId('inside-now')).toHaveText(String(before + 6))
    await expect(live.getByTestId('by-hand')).toHaveText('Counted by hand: 7 in, 1 out')
    const [row] = await stack.sql`
      select count(*)::int as acts, count(distinct id)::int as once, sum((payload ->> 'heads')::int)::int as heads
      from public.door_acts`
    expect(row).toEqual({ acts: 8, once: 8, heads: 6 })
  })

  test('fill the house: the phone warns, says full, and hears at once of a raised limit', async () => {
    const door = doors[0] as Page
    const now = await inside()
    await stack.sql`update public.events set venue_capacity = greatest(taken, ${now + 1}) where id = (select event_id from public.door_acts limit 1)`
    const [event] = await stack.sql`
      select venue_capacity from public.events where id = (select event_id from public.door_acts limit 1)`
    const limit = Number(event?.venue_capacity)
    for (let nth = now; nth < limit; nth += 1) await countIn(door).click()
    await expect(door.getByTestId('crowd')).toHaveAttribute('data-limit', 'full')
    await expect(live.getByTestId('inside-now')).toHaveText(String(limit))

    // Each ticket still gets its verdict: the notice blocks nothing.
    await readByHardwareScanner(door, 'MGY-NONE')
    await expect.poll(() => door.getByTestId('verdict').count()).toBeGreaterThan(0)
    await door.getByTestId('verdict').click()

    await live.getByRole('button', { name: 'Change tonight’s limit' }).click()
    await live.locator('input[name=limit]').fill(String(limit * 2))
    await live.getByRole('button', { name: 'Set the limit' }).click()
    await expect(door.getByTestId('crowd')).toHaveCount(0)
    await expect(live.getByTestId('limit-raised')).toContainText(String(limit * 2))
  })
})
