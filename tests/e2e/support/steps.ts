// What people do, defined once: buy, pay, sign in, pair, hold a ticket up to the camera.

import type { StackInfo } from '@maguey/local-stack/stack/stack-info'
import type { Stack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page } from '@playwright/test'
import { SLOW_3G } from '../../../scripts/lib/chromium.mjs'
import { type DoorPhone, phoneScreen } from './browser.ts'
import { forgetVerdicts, verdictsShown } from './verdicts-shown.ts'

export type Customer = { email: string; name: string }

export const eventOfTonight = async (apiUrl: string): Promise<{ id: string; slug: string }> => {
  const { events } = (await (await fetch(`${apiUrl}/api/events`)).json()) as {
    events: { id: string; slug: string }[]
  }
  const tonight = events.find((event) => event.slug.startsWith('perreo-'))
  if (tonight === undefined) throw new Error('the seed has no night tonight')
  return tonight
}

/** Phones carry tickets to sell from twelve hours before doors on: so they do whatever the hour at which a test runs. */
export const bringDoorsNear = async ({ sql }: Stack): Promise<void> => {
  await sql`
    update public.events set doors_open_at = now() + interval '2 hours', admits_from = least(admits_from, now())
    where slug like 'perreo-%' and doors_open_at between now() + interval '2 hours' and now() + interval '1 day'`
}

/** From the list of nights to the tickets on screen; leaves the order page open. */
export const buyTickets = async (
  browser: Browser,
  stack: StackInfo,
  customer: Customer,
  vip: number,
  { on3G = false } = {},
): Promise<Page> => {
  const page = await browser.newPage({ viewport: phoneScreen, locale: 'en-US' })
  if (on3G) await slowDown(page)
  await page.goto(stack.shopUrl)
  await page
    .getByRole('link', { name: /perreo/i })
    .first()
    .click()
  for (let count = 0; count < vip; count++) await page.getByTestId('plus-VIP').click()
  await page.locator('input[name=email]').fill(customer.email)
  await page.locator('input[name=name]').fill(customer.name)
  await page.getByTestId('pay').click()
  await payByCard(page, stack, '4242 4242 4242 4242')
  await expect(page.getByTestId('ticket')).toHaveCount(vip, { timeout: 40_000 })
  return page
}

const slowDown = async (page: Page): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.emulateNetworkConditions', { offline: false, ...SLOW_3G })
}

export const payByCard = async (page: Page, stack: StackInfo, card: string): Promise<void> => {
  await page.waitForURL(`${stack.stripeUrl}/**`).catch(async (error) => {
    // The innermost first: it is where the purchase was begun, and a report may show only the beginning.
    const frames = page.frames().toReversed()
    const shown = frames.map((frame) => frame.locator('body').ariaSnapshot())
    throw new Error([error, 'Still on:', ...(await Promise.all(shown))].join('\n'))
  })
  await page.locator('#cardNumber').fill(card)
  await page.locator('#cardExpiry').fill('12/34')
  await page.locator('#cardCvc').fill('123')
  await page.locator('#pay').click()
}

export const signInManager = async (browser: Browser, stack: StackInfo): Promise<Page> => {
  const page = await (
    await browser.newContext({ viewport: phoneScreen, locale: 'en-US' })
  ).newPage()
  await page.goto(stack.backOfficeUrl)
  await page.locator('input[name=email]').fill(stack.manager.email)
  await page.locator('input[name=password]').fill(stack.manager.password)
  await page.locator('form button[type=submit]').click()
  await expect(page.getByTestId('inside-now')).toBeVisible()
  return page
}

/** A hand-held scanner types its reading within milliseconds, however slow this machine is, and ends with Enter. */
export const readByHardwareScanner = async (door: Page, text: string): Promise<void> => {
  await forgetVerdicts(door)
  await door.evaluate(
    (keys) => {
      for (const key of keys)
        window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    },
    [...text, 'Enter'],
  )
}

export const verdictOf = (page: Page) => page.getByTestId('verdict')

/** A green disappears after a moment, perhaps between two looks: what was shown since the last reading counts too. */
export const expectVerdict = async (
  page: Page,
  verdict: string,
  colour: string,
  says: RegExp = /./,
): Promise<void> => {
  const text = expect.stringMatching(says)
  await expect
    .poll(() => verdictsShown(page), { timeout: 45_000, intervals: [100] })
    .toContainEqual({ verdict, colour, text })
}

/** Takes the ticket away and waits until the phone reads again, as a doorman does between two guests. */
export const takeAway = async (phone: DoorPhone, page: Page): Promise<void> => {
  phone.camera.show(null)
  await page.waitForTimeout(2_500)
  if (await verdictOf(page).isVisible()) await verdictOf(page).click()
  await expect(verdictOf(page)).toBeHidden()
  await forgetVerdicts(page)
}

/** The manager names the phone and its gate and shows the code; the phone opens its link, as its camera app would. */
export const pairPhone = async (
  live: Page,
  stack: StackInfo,
  phone: DoorPhone,
  { name, gate }: { name: string; gate: string },
): Promise<Page> => {
  const manager = await live.context().newPage()
  await manager.goto(new URL('/phones', live.url()).href)
  await manager.getByRole('button', { name: /pair/i }).first().click()
  await manager.locator('input[name=device_name]').fill(name)
  await manager.locator('select[name=gate]').selectOption({ label: gate })
  await manager.locator('form button[type=submit]').click()
  const code = manager.getByTestId('pairing-code')
  await expect(code).toHaveText(/[0-9A-Z]{4}.?[0-9A-Z]{4}/)
  const characters = ((await code.textContent()) ?? '').replaceAll(/[^0-9A-Z]/g, '')
  const door = await phone.open(`${stack.scannerUrl}/pair#${characters}`)
  await expect(door.getByTestId('status-strip')).toHaveAttribute('data-online', 'true')
  await expect(door.getByTestId('status-strip')).toHaveAttribute('data-list', 'whole')
  // From here on it opens without a network too.
  await door.evaluate(() => navigator.serviceWorker.ready)
  await manager.close()
  return door
}
