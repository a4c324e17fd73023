// The shop's refusals and customers' changes of mind: nothing is charged wrongly, nothing typed is lost.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { launchBrowser, phoneScreen, temporaryFolder } from './support/browser.ts'
import { buyTickets, eventOfTonight, payByCard } from './support/steps.ts'

let stack: Stack
let browser: Browser
let page: Page
let slug: string

test.beforeAll(async () => {
  test.setTimeout(240_000)
  stack = await startStack({ dataDir: temporaryFolder('shop'), seed: true, serveApps: true })
  browser = await launchBrowser()
  slug = (await eventOfTonight(stack.info.apiUrl)).slug
})

test.afterAll(async () => {
  await browser.close()
  await stack.stop()
})

test.beforeEach(async () => {
  page = await browser.newPage({ viewport: phoneScreen, locale: 'en-US' })
  await page.goto(`${stack.info.shopUrl}/events/${slug}`)
})

test.afterEach(async () => {
  await page.close()
})

const heldVip = async (): Promise<number> => {
  const [type] = await stack.sql`
    select t.held from public.ticket_types t join public.events e on e.id = t.event_id
    where e.slug = ${slug} and t.code = 'VIP'`
  return type?.held
}

const startPaying = async (): Promise<void> => {
  await page.getByTestId('plus-VIP').click()
  await page.locator('input[name=email]').fill('paz@example.com')
  await page.locator('input[name=name]').fill('Paz Ortega')
  await page.getByTestId('pay').click()
  await page.waitForURL(`${stack.info.stripeUrl}/**`)
}

test('a malformed e-mail is named beside its field, and what was typed stays', async () => {
  await page.getByTestId('plus-VIP').click()
  await page.locator('input[name=email]').fill('paz@@example')
  await page.locator('input[name=name]').fill('Paz Ortega')
  await page.getByTestId('pay').click()
  const email = page.locator('input[name=email]')
  await expect(email).toBeFocused()
  await expect(email).toHaveAttribute('aria-invalid', 'true')
  await expect(email).toHaveValue('paz@@example')
  await page.reload()
  await expect(page.locator('input[name=name]')).toHaveValue('Paz Ortega')
})

test('a slip behind the @ is asked about, and taken only by a tap', async () => {
  const email = page.locator('input[name=email]')
  await page.getByTestId('plus-VIP').click()
  await email.fill('paz@gmial.com')
  await expect(email).toHaveValue('paz@gmial.com')
  await page.getByTestId('meant-email').click()
  await expect(email).toHaveValue('paz@gmail.com')
  await expect(page.getByTestId('meant-email')).toHaveCount(0)
})

test('held seats are named with their price, and follow to the list', async () => {
  await startPaying()
  await page.goto(`${stack.info.shopUrl}/events/${slug}`)
  await expect(page.getByTestId('held')).toHaveText(/1 × VIP\s*\$50\.00/)
  await page.goto(stack.info.shopUrl)
  await expect(page.getByTestId('held-on-list')).toHaveText(/\d+:\d\d/)
  // The page that a tap opens names itself, as one that a server sent does.
  await expect(page).toHaveTitle(/^Nights at /)
  await page
    .getByRole('link', { name: /perreo/i })
    .first()
    .click()
  await expect(page).toHaveTitle(/^Perreo \w+ · /)
})

test('with text twice as large, and on the smallest phone, nothing is beside the screen', async () => {
  const paths = ['/', `/events/${slug}`, '/club', '/events/nope']
  for (const [width, size] of [
    [390, 200],
    [320, 200],
    [320, 100],
  ] as const) {
    await page.setViewportSize({ width, height: 844 })
    for (const path of paths) {
      await page.goto(stack.info.shopUrl + path)
      await expect(page.getByRole('heading').first()).toBeVisible()
      if (path === `/events/${slug}`) await expect(page.getByTestId('plus-VIP')).toBeVisible()
      await page.addStyleTag({ content: `html { font-size: ${size}% }` })
      const tooWide = () => document.documentElement.scrollWidth - innerWidth
      expect([path, width, size, await page.evaluate(tooWide)]).toEqual([path, width, size, 0])
    }
  }
})

test('a list that was opened without a network is whole by itself soon after its return', async () => {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.context().setOffline(true)
  await page.getByRole('banner').getByRole('link').first().click()
  const problem = page.getByTestId('problem')
  await expect(problem).toBeVisible()
  await expect(problem).not.toContainText(/charg/i)
  await page.context().setOffline(false)
  await expect(page.getByRole('link', { name: /perreo/i }).first()).toBeVisible()
})

test('a declined card keeps the seats, and another card buys them', async () => {
  await startPaying()
  await payByCard(page, stack.info, '4000 0000 0000 0002')
  await expect(page.locator('#error')).toBeVisible()
  expect(await heldVip()).toBe(1)
  await payByCard(page, stack.info, '4242 4242 4242 4242')
  await expect(page.getByTestId('ticket')).toHaveCount(1, { timeout: 40_000 })
  expect(await heldVip()).toBe(0)
})

test('cancelling on the pay page gives the seats back and keeps the cart', async () => {
  await startPaying()
  expect(await heldVip()).toBe(1)
  await page.locator('#cancel').click()
  await page.waitForURL(`${stack.info.shopUrl}/events/**`)
  await expect.poll(heldVip).toBe(0)
  await expect(page.getByTestId('chosen-VIP')).toHaveText('1')
})

test('an order page with a wrong token shows no ticket', async () => {
  const order = await buyTickets(
    browser,
    stack.info,
    { email: 'eva@example.com', name: 'Eva Soto' },
    1,
  )
  const url = new URL(order.url())
  await order.close()
  const stranger = await browser.newPage({ viewport: phoneScreen, locale: 'en-US' })
  await stranger.goto(`${url.origin}${url.pathname}#${'A'.repeat(22)}`)
  await expect(stranger.getByRole('heading').first()).toBeVisible()
  await expect(stranger.getByTestId('ticket')).toHaveCount(0)
  await expect(stranger.locator('body')).not.toContainText('Eva')
  await stranger.close()
})

test('opened once, the order page shows its tickets without a network', async () => {
  const order = await buyTickets(
    browser,
    stack.info,
    { email: 'noe@example.com', name: 'Noé Gil' },
    1,
  )
  await order.evaluate(() => navigator.serviceWorker.ready)
  await order.reload()
  await expect(order.getByTestId('ticket-qr')).toHaveCount(1)
  await order.context().setOffline(true)
  await order.reload()
  await expect(order.getByTestId('ticket-qr')).toBeVisible()
  await order.close()
})
