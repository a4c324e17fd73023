// A ticket goes to a friend: offered by a link, taken back, accepted, and shown by that friend alone.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, type Route, test } from '@playwright/test'
import { launchBrowser, phoneScreen, temporaryFolder } from './support/browser.ts'
import { examine } from './support/examine.ts'
import { waitForMail } from './support/inbox.ts'
import { buyTickets } from './support/steps.ts'

let stack: Stack
let browser: Browser

test.beforeAll(async () => {
  test.setTimeout(240_000)
  stack = await startStack({ dataDir: temporaryFolder('transfer'), seed: true, serveApps: true })
  browser = await launchBrowser()
})

test.afterAll(async () => {
  await browser.close()
  await stack.stop()
})

/** In both themes. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await examine(page, `${name}, ${colorScheme}`)
  }
  const tooWide = () => document.documentElement.scrollWidth - innerWidth
  expect.soft(await page.evaluate(tooWide), name).toBe(0)
}

/** In a context of its own, which axe asks for. */
const onPhone = async (url: string, locale = 'en-US'): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: phoneScreen, locale })).newPage()
  await page.goto(url)
  return page
}

/** The order's page, on another phone than the one that bought. */
async function buy(customer: { email: string; name: string }, vip: number): Promise<Page> {
  const order = await buyTickets(browser, stack.info, customer, vip)
  const url = order.url()
  await order.close()
  const page = await onPhone(url)
  await expect(page.getByTestId('ticket')).toHaveCount(vip)
  return page
}

/** The link as the payer shares it: this browser has no share sheet, so that it is copied. */
async function sharedLink(page: Page): Promise<string> {
  await page.evaluate(() => {
    const copied: string[] = []
    Object.assign(globalThis, { copied })
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => copied.push(text) },
      configurable: true,
    })
  })
  await page.getByRole('button', { name: 'Share the link' }).click()
  await expect(page.getByText('Link copied', { exact: true })).toBeVisible()
  return page.evaluate(() => (globalThis as unknown as { copied: string[] }).copied[0] ?? '')
}

async function offer(payer: Page, email = ''): Promise<void> {
  await payer.getByRole('button', { name: 'Give a ticket away' }).click()
  await expect(payer.getByText(/the money comes to you/)).toBeVisible()
  if (email) await payer.locator('#transfer-email').fill(email)
  await payer.getByRole('button', { name: 'Make the link' }).click()
  await expect(payer.getByTestId('transfer')).toHaveAttribute('data-state', 'open')
}

test('by a link: taken back once, then accepted; the code is the friend’s alone', async () => {
  test.setTimeout(180_000)
  const payer = await buy({ email: 'lia@example.com', name: 'Lía Soto' }, 2)
  await payer.getByRole('button', { name: 'Give a ticket away' }).click()
  await expect(payer.getByRole('radio').first()).toBeFocused()
  await look(payer, 'offering')
  const heading = payer.getByRole('heading', { name: 'Give a ticket to a friend' })
  await payer.getByRole('button', { name: 'Cancel' }).click()
  await expect(heading).toBeFocused()
  await offer(payer)
  await expect(heading).toBeFocused()
  await look(payer, 'offered')
  const first = await sharedLink(payer)

  const friend = await onPhone(first)
  await expect(friend.getByTestId('transfer-page')).toHaveAttribute('data-status', 'open')
  await expect(friend.getByText('Lía Soto wants to give you a VIP ticket.')).toBeVisible()
  await look(friend, 'an offer')
  await payer.getByRole('button', { name: 'Take it back' }).click()
  await expect(payer.getByTestId('transfer')).toHaveCount(0)
  await expect(heading).toBeFocused()
  await friend.reload()
  await expect(friend.getByTestId('transfer-page')).toHaveAttribute('data-status', 'taken_back')
  await look(friend, 'taken back')

  await offer(payer)
  const link = await sharedLink(payer)
  expect(link).not.toBe(first)
  await friend.goto(link)
  await friend.getByRole('button', { name: 'Accept the ticket' }).click()
  await expect(friend.locator('#accept-name')).toHaveAttribute('aria-invalid', 'true')
  await expect(friend.locator('#accept-name')).toBeFocused()
  await friend.locator('#accept-name').fill('Sol Vega')
  await friend.locator('#accept-email').fill('sol@example.com')
  await friend.getByRole('button', { name: 'Accept the ticket' }).click()
  await expect(friend.getByTestId('ticket-qr')).toBeVisible()
  await expect(friend.getByTestId('ticket')).toContainText('Sol Vega')
  await expect(friend.getByTestId('ticket')).toBeFocused()
  expect(friend.url()).not.toBe(link)
  const held = friend.url()
  await look(friend, 'the friend’s ticket')
  const theirs = await friend.getByTestId('ticket').getAttribute('data-ticket-id')

  await payer.reload()
  await expect(payer.getByTestId('transfer')).toHaveAttribute('data-state', 'accepted')
  await expect(payer.getByTestId('transfer')).toContainText('now belongs to Sol Vega')
  await expect(payer.getByTestId('ticket-qr')).toHaveCount(1)
  await expect(payer.locator(`[data-ticket-id="${theirs}"]`)).toHaveCount(0)
  await look(payer, 'handed on')
  // The link that the payer shared shows no code.
  await payer.goto(link)
  await expect(payer.getByTestId('transfer-page')).toHaveAttribute('data-status', 'accepted')
  await expect(payer.getByTestId('ticket-qr')).toHaveCount(0)

  const mail = await waitForMail(stack.info.inboxUrl, 'sol@example.com')
  expect(mail.text).toContain(held)
  // The message with the offer's link is still there, and is tapped again.
  await friend.goto('about:blank')
  await friend.goto(link)
  await expect(friend.getByTestId('ticket-qr')).toBeVisible()
  // At the door, without a signal.
  await friend.evaluate(() => navigator.serviceWorker.ready)
  await friend.reload()
  await expect(friend.getByTestId('ticket-qr')).toBeVisible()
  await friend.context().setOffline(true)
  await friend.reload()
  await expect(friend.getByTestId('ticket-qr')).toBeVisible()
  await expect(friend.getByTestId('kept')).toContainText('Last checked')
  await friend.context().close()
  await payer.context().close()
})

test('by mail: the friend opens the link of the mail; a cut link says so', async () => {
  const payer = await buy({ email: 'rio@example.com', name: 'Río Paz' }, 1)
  await offer(payer, 'uma@example.com')
  await expect(payer.getByTestId('transfer')).toContainText('u•••@example.com')
  const mail = await waitForMail(stack.info.inboxUrl, 'uma@example.com')
  const link = /http\S+\/transfers\/\S+#[\w-]{22}/.exec(mail.text)?.[0] ?? ''
  const friend = await onPhone(link.slice(0, -3), 'es-MX')
  await expect(friend.getByTestId('transfer-page')).toHaveAttribute('data-status', 'unknown')
  await look(friend, 'a cut link')
  await friend.goto(link)
  await expect(friend.getByText('Río Paz quiere pasarte un boleto VIP.')).toBeVisible()
  await friend.context().close()
  await payer.context().close()
})

test('answers that are lost: the offer shows all the same, and accepting again is the same acceptance', async () => {
  const payer = await buy({ email: 'noe@example.com', name: 'Noé Ruiz' }, 1)
  const loseAnswer = async (page: Page, address: string) => {
    const lost = async (route: Route) => {
      if (route.request().method() !== 'POST') return route.fallback()
      await route.fetch()
      await route.abort()
    }
    await page.route(address, lost)
    return () => page.unroute(address, lost)
  }
  const offerHeard = await loseAnswer(payer, '**/tickets/*/transfers')
  await offer(payer)
  await expect(payer.getByTestId('transfer')).toHaveCount(1)
  await offerHeard()
  const link = await sharedLink(payer)

  const friend = await onPhone(link)
  const accept = async () => {
    await friend.locator('#accept-name').fill('Ivo Luna')
    await friend.locator('#accept-email').fill('ivo@example.com')
    await friend.getByRole('button', { name: 'Accept the ticket' }).click()
  }
  const acceptHeard = await loseAnswer(friend, '**/transfers/*/accept')
  await accept()
  await expect(friend.getByText(/it can’t be accepted twice/)).toBeVisible()
  await acceptHeard()
  // The page now hears that the ticket was accepted, and knows that it may have been by itself.
  await friend.reload()
  await expect(friend.getByTestId('transfer-page')).toHaveAttribute('data-status', 'accepted')
  await expect(friend.getByText(/it can’t be accepted twice/)).toBeVisible()
  await accept()
  await expect(friend.getByTestId('ticket-qr')).toBeVisible()
  await friend.context().close()
  await payer.context().close()
})

test('without the panel’s script the tickets stand; a link that can’t be copied is shown', async () => {
  const payer = await buy({ email: 'eva@example.com', name: 'Eva Mora' }, 1)
  await offer(payer)
  await payer.evaluate(() => {
    const writeText = async () => {
      throw new DOMException('', 'NotAllowedError')
    }
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })
  })
  await payer.getByRole('button', { name: 'Share the link' }).click()
  const field = payer.getByRole('textbox', { name: 'The link' })
  await expect(field).toBeFocused()
  await expect(field).toHaveValue(/\/transfers\/[\w-]+#[\w-]{22}$/)
  await look(payer, 'a link to copy by hand')

  const context = await browser.newContext({ viewport: phoneScreen })
  // Not those that it shares with the page: their names begin with `some~`.
  await context.route(/\/panels-below-/, (route) => route.abort())
  const page = await context.newPage()
  await page.goto(payer.url())
  await expect(page.getByTestId('ticket-qr')).toBeVisible()
  await expect(page.getByTestId('transfers')).toHaveCount(0)
  await context.close()
  await payer.context().close()
})
