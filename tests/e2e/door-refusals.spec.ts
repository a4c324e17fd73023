// What the door must refuse, and that an expired session stops nobody.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import {
  createDoorPhone,
  type DoorPhone,
  launchBrowser,
  temporaryFolder,
} from './support/browser.ts'
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
    3,
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

const [first, second, third] = [
  () => tickets[0] ?? '',
  () => tickets[1] ?? '',
  () => tickets[2] ?? '',
]

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

test('a guessed pairing code is refused in words, and typing goes on', async () => {
  const thief = createDoorPhone('thief')
  const page = await thief.open(`${stack.info.scannerUrl}/pair#00000000`)
  await expect(page.locator('input[name=code]')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('No such code')).toBeVisible()
  await expect(page).toHaveURL(/\/pair$/)
  await thief.close()
})
