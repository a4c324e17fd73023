// The night: two VIP tickets are bought, mailed and scanned, online and with the network gone; the manager watches.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import {
  createDoorPhone,
  type DoorPhone,
  launchBrowser,
  temporaryFolder,
} from './support/browser.ts'
import { imagesOf, waitForMail } from './support/inbox.ts'
import { buyTickets, expectVerdict, pairPhone, signInManager, takeAway } from './support/steps.ts'

test.describe.configure({ mode: 'serial' })

let stack: Stack
let browser: Browser
let phone: DoorPhone
let door: Page
let live: Page
let codes: Buffer[]

test.beforeAll(async () => {
  test.setTimeout(240_000)
  stack = await startStack({ dataDir: temporaryFolder('night'), seed: true, serveApps: true })
  browser = await launchBrowser()
  phone = createDoorPhone('main-door')
})

test.afterAll(async () => {
  await phone.close()
  await browser.close()
  await stack.stop()
})

const strip = () => door.getByTestId('status-strip')

const storedScans = () =>
  stack.sql`select id, ticket_id, verdict, result, offline from public.scans order by scanned_at, id`

/** After this, a ticket that comes again counts as used, and no longer as the guest who has just gone in. */
const NO_LONGER_JUST_NOW_MS = 10_000

test('a customer on slow 3G buys two VIP tickets through the pay page and has them on screen', async () => {
  const page = await buyTickets(
    browser,
    stack.info,
    { email: 'lupe@example.com', name: 'Lupe Ávila' },
    2,
    { on3G: true },
  )
  await expect(page.getByTestId('ticket-qr')).toHaveCount(2)
  await page.close()
})

test('the mail brings both tickets as images', async () => {
  const mail = await waitForMail(stack.info.inboxUrl, 'lupe@example.com')
  codes = imagesOf(mail)
  expect(codes).toHaveLength(2)
})

test('a phone pairs with the code that the manager shows', async () => {
  live = await signInManager(browser, stack.info)
  await expect(live.getByTestId('inside-now')).toHaveText(/^0\b/)
  door = await pairPhone(live, stack.info, phone, { name: 'Phone at Main', gate: 'Main' })
  await expect(strip()).toHaveAttribute('data-online', 'true')
})

test('the image from the mail opens the door, once', async () => {
  await live.evaluate(() => {
    document.documentElement.dataset.loaded = 'once'
  })
  phone.camera.show(codes[0] ?? null)
  await expectVerdict(door, 'admit', 'green', /Lupe Ávila/)
  await takeAway(phone, door)
  phone.camera.show(codes[0] ?? null)
  await expect(door.getByTestId('just-admitted')).toBeVisible()
  await takeAway(phone, door)
  await door.waitForTimeout(NO_LONGER_JUST_NOW_MS)
  phone.camera.show(codes[0] ?? null)
  await expectVerdict(door, 'already_used', 'red', /\d{1,2}:\d{2}.*at Main/)
  await takeAway(phone, door)
})

test("the manager's count rose without a reload", async () => {
  await expect(live.getByTestId('inside-now')).toHaveText(/^1\b/)
  expect(await live.evaluate(() => document.documentElement.dataset.loaded)).toBe('once')
})

test('with the network gone the second ticket is let in', async () => {
  await phone.setOffline(true)
  await expect(strip()).toHaveAttribute('data-online', 'false')
  phone.camera.show(codes[1] ?? null)
  await expectVerdict(door, 'admit', 'green')
  await takeAway(phone, door)
  await expect(strip()).toHaveAttribute('data-queue', '1')
})

test('closed and opened again in flight mode, the phone still knows', async () => {
  await door.waitForTimeout(NO_LONGER_JUST_NOW_MS)
  await phone.close()
  phone.camera.show(codes[1] ?? null)
  door = await phone.open(stack.info.scannerUrl, { offline: true })
  await expectVerdict(door, 'already_used', 'red')
  await takeAway(phone, door)
})

test('back online, the server has each scan once', async () => {
  await phone.setOffline(false)
  await expect(strip()).toHaveAttribute('data-queue', '0')
  const scans = await storedScans()
  expect(scans.map((scan) => [scan.verdict, scan.result, scan.offline])).toEqual([
    ['admit', 'entry', false],
    ['already_used', 'refusal', false],
    ['admit', 'entry', true],
    ['already_used', 'refusal', true],
  ])
  expect(new Set(scans.map((scan) => scan.ticket_id)).size).toBe(2)
  await expect(live.getByTestId('inside-now')).toHaveText(/^2\b/)
})
