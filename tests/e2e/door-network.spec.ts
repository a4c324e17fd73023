// A door phone on real networks: a wifi's sign-in page in place of our server, a sign-in days old, a dying camera.
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import QRCode from 'qrcode'
import {
  createDoorPhone,
  type DoorPhone,
  launchBrowser,
  temporaryFolder,
} from './support/browser.ts'
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
let door: Page
let tickets: string[]

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(240_000)
  stack = await startStack({ dataDir: temporaryFolder('network'), seed: true, serveApps: true })
  browser = await launchBrowser()
  phone = createDoorPhone('networked-door')
  const customer = { email: 'nadia@example.com', name: 'Nadia Cruz' }
  const page = await buyTickets(browser, stack.info, customer, 3)
  await page.close()
  const live = await signInManager(browser, stack.info)
  door = await pairPhone(live, stack.info, phone, { name: 'Phone at Main', gate: 'Main' })
  const rows = await stack.sql`select qr_code_data from public.tickets order by ticket_id`
  tickets = rows.map((row) => String(row.qr_code_data))
})

test.afterAll(async () => {
  await phone?.close()
  await browser?.close()
  await stack?.stop()
})

const strip = () => door.getByTestId('status-strip')
const scansOf = async (text: string) =>
  await stack.sql`select s.verdict from public.scans s join public.tickets t on t.ticket_id = s.ticket_id
    where t.qr_code_data = ${text}`

/** Fetch handles these itself, or they have no body. */
const NO_PAGE = new Set([204, 205])

test('a portal that answers with any status refuses no scan, and the strip does not call it our server', async () => {
  test.slow()
  let status = 200
  let asked = 0
  await door.route(`${stack.info.apiUrl}/**`, (route) => {
    asked += 1
    return route.fulfill({
      status,
      headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
      contentType: 'text/html',
      body: '<html><h1>Welcome to Hotel Wifi</h1></html>',
    })
  })
  await readByHardwareScanner(door, tickets[0] ?? '')
  await expectVerdict(door, 'admit', 'green')
  for (status = 200; status < 600; status += 1) {
    if (status > 208 && status < 400) continue
    if (NO_PAGE.has(status)) continue
    const before = asked
    // The browser reports that the network is back: a new round starts at once.
    await door.evaluate(() => window.dispatchEvent(new Event('online')))
    await expect.poll(() => asked).toBeGreaterThan(before)
  }
  await expect(strip()).toHaveAttribute('data-queue', '1')
  await expect(strip()).not.toHaveAttribute('data-online', 'true')
  status = 403
  await door.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(strip()).toHaveAttribute('data-contact', 'stranger')
  await door.unroute(`${stack.info.apiUrl}/**`)
  await door.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(strip()).toHaveAttribute('data-queue', '0')
  expect((await scansOf(tickets[0] ?? '')).map(({ verdict }) => verdict)).toEqual(['admit'])
})

test('a sign-in that has been dead for three days is made anew, and the scan arrives', async () => {
  await door.evaluate(() => {
    const key = 'maguey.door.session'
    const session = JSON.parse(localStorage.getItem(key) ?? '{}')
    const threeDaysAgo = Math.floor(Date.now() / 1_000) - 3 * 86_400
    localStorage.setItem(
      key,
      JSON.stringify({ ...session, refresh_token: 'long-gone', expires_at: threeDaysAgo }),
    )
  })
  await door.reload()
  await expect(strip()).toHaveAttribute('data-online', 'true')
  await readByHardwareScanner(door, tickets[1] ?? '')
  await expectVerdict(door, 'admit', 'green')
  await expect(strip()).toHaveAttribute('data-queue', '0')
  expect(await scansOf(tickets[1] ?? '')).toHaveLength(1)
})

test('a camera that dies without a word is opened anew, and reads', async () => {
  await door.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>('[data-testid=camera]')
    const stream = video?.srcObject as MediaStream | null
    for (const track of stream?.getTracks() ?? []) track.stop()
  })
  // Held in view since before the camera is back, so that it is in whichever frame is read first.
  phone.camera.show(await QRCode.toBuffer(tickets[2] ?? ''))
  await expectVerdict(door, 'admit', 'green', /Nadia Cruz/)
})
