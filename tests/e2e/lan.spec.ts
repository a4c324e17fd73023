// `npm start -- --lan` as a phone sees it: https on a network name, with an authority that only this browser trusts.

import { readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import {
  type BrowserExtras,
  createDoorPhone,
  type DoorPhone,
  launchBrowser,
  temporaryFolder,
} from './support/browser.ts'
import { imagesOf, waitForMail } from './support/inbox.ts'
import { buyTickets, expectVerdict, pairPhone, signInManager } from './support/steps.ts'
import { certutilIsThere, homeThatTrusts } from './support/trusting-home.ts'

test.describe.configure({ mode: 'serial' })

const host = 'night.maguey.test'

let stack: Stack
let browser: Browser
let phone: DoorPhone
let trusting: BrowserExtras
let door: Page
let live: Page

/** A network address if there is one; otherwise an address of the machine itself that nothing treats as localhost. */
const anAddress = (): string =>
  Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .find((entry) => entry.family === 'IPv4' && !entry.internal)?.address ?? '127.0.0.2'

test.beforeAll(async () => {
  test.setTimeout(240_000)
  test.skip(process.platform !== 'linux', 'trust is given by NSS, which Chromium reads on Linux')
  test.skip(!certutilIsThere(), 'certutil (libnss3-tools) is missing')
  const address = anAddress()
  stack = await startStack({
    dataDir: temporaryFolder('lan'),
    lan: { host, address, dns: [host], ips: [address], others: [] },
  })
  trusting = {
    args: [`--host-resolver-rules=MAP ${host} ${address}`],
    env: { HOME: homeThatTrusts(stack.info.authorityFile ?? '') },
  }
  browser = await launchBrowser(trusting)
  phone = createDoorPhone('lan-door', trusting)
})

test.afterAll(async () => {
  await phone?.close()
  await browser?.close()
  await stack?.stop()
})

test('every address that the stack names is https on that name', () => {
  const { apiUrl, shopUrl, scannerUrl, inboxUrl, stripeUrl } = stack.info
  for (const url of [apiUrl, shopUrl, scannerUrl, inboxUrl, stripeUrl]) {
    expect(url).toMatch(new RegExp(`^https://${host}:\\d+$`))
  }
})

test('the setup page tells a phone that trusts the authority from one that does not', async () => {
  const stranger = await launchBrowser({ args: trusting.args ?? [] })
  for (const [which, state] of [
    [stranger, 'no'],
    [browser, 'yes'],
  ] as const) {
    const page = await which.newPage({ locale: 'es-MX' })
    await page.goto(stack.info.setupUrl ?? '')
    await expect(page.locator('body')).toHaveAttribute('data-trust', state)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('confíe en Maguey')
    const file = await page.evaluate(async () => {
      const response = await fetch('/maguey-authority.crt')
      return [response.headers.get('content-type'), await response.text()]
    })
    expect(file).toEqual([
      'application/x-x509-ca-cert',
      readFileSync(stack.info.authorityFile ?? '', 'utf8'),
    ])
    await page.close()
  }
  const page = await stranger.newPage()
  await expect(page.goto(stack.info.shopUrl)).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID')
  await stranger.close()
})

test('tickets are bought, and the shop works offline afterwards', async () => {
  const customer = { email: 'lan@example.com', name: 'Lan Ruiz' }
  const page = await buyTickets(browser, stack.info, customer, 1)
  expect(page.url()).toContain(`https://${host}`)
  expect(await page.evaluate(() => isSecureContext)).toBe(true)
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.reload()
  await expect(page.getByTestId('ticket')).toHaveCount(1)
  await page.context().setOffline(true)
  await page.reload()
  await expect(page.getByTestId('ticket')).toHaveCount(1)
  await page.close()
})

test('a phone pairs, reads a ticket with its camera, and the manager hears of it over a secure socket', async () => {
  live = await signInManager(browser, stack.info)
  const sockets: string[] = []
  live.on('websocket', (socket) => sockets.push(socket.url()))
  await live.reload()
  await expect(live.getByTestId('inside-now')).toHaveText(/^0\b/)
  await expect
    .poll(() => sockets.filter((url) => url.startsWith(`wss://${host}`)).length)
    .toBeGreaterThan(0)
  door = await pairPhone(live, stack.info, phone, { name: 'Phone at Main', gate: 'Main' })
  await door.evaluate(() => navigator.serviceWorker.ready)
  const [code] = imagesOf(await waitForMail(stack.info.local.inboxUrl, 'lan@example.com'))
  phone.camera.show(code ?? null)
  await expectVerdict(door, 'admit', 'green', /Lan Ruiz/)
  await expect(live.getByTestId('inside-now')).toHaveText(/^1\b/)
})

test('in flight mode the door opens all the same', async () => {
  await phone.close()
  phone.camera.show(null)
  door = await phone.open(stack.info.scannerUrl, { offline: true })
  await expect(door.getByTestId('status-strip')).toHaveAttribute('data-online', 'false')
})
