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
