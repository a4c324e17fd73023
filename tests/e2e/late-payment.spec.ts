// Money that comes late, twice or to a page that has ended: what the customer reads, and what they have in the end.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { launchBrowser, phoneScreen, temporaryFolder } from './support/browser.ts'
import { heldByProvider } from './support/office.ts'
import { eventOfTonight, payByCard } from './support/steps.ts'

const CARD = '4242 4242 4242 4242'

let stack: Stack
let browser: Browser
let customer: BrowserContext
let slug: string

test.beforeAll(async () => {
  test.setTimeout(240_000)
  stack = await startStack({ dataDir: temporaryFolder('late'), seed: true, serveApps: true })
  browser = await launchBrowser()
  slug = (await eventOfTonight(stack.info.apiUrl)).slug
})

test.afterAll(async () => {
  await browser.close()
  await stack.stop()
})

test.beforeEach(async () => {
  customer = await browser.newContext({ viewport: phoneScreen, locale: 'en-US' })
})

test.afterEach(async () => {
  await customer.close()
})

const control = async (path: string, body: object = {}) => {
  const answer = await fetch(`${stack.info.stripeUrl}/_control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.ok).toBe(true)
}

/** One VIP ticket; leaves the pay page open. */
const startPaying = async (page: Page, email: string): Promise<void> => {
  await page.goto(`${stack.info.shopUrl}/events/${slug}`)
  await page.getByTestId('plus-VIP').click()
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=name]').fill('Lea Rivas')
  await page.getByTestId('pay').click()
  await page.waitForURL(`${stack.info.stripeUrl}/**`)
}

const ordersOf = (email: string) =>
  stack.sql<{ status: string; tickets: number }[]>`
    select o.status, (select count(*)::int from public.tickets t where t.order_id = o.id) as tickets
    from public.orders o where o.customer_email = ${email} order by o.created_at`

test('while nobody has heard of the payment the page says so, counts, and heals', async () => {
  const page = await customer.newPage()
  await page.clock.install()
  await startPaying(page, 'late@example.com')
  await control('deliveries/pause')
  await control('faults', { api: 'down' })
  await payByCard(page, stack.info, CARD)
  const status = page.getByTestId('order-status')
  await expect(status).toHaveAttribute('data-status', 'confirming')
  await page.clock.fastForward(61_000)
  await expect(status).toContainText('Your payment is safe')
  await expect(status).toContainText(/6\d s so far/)
  await expect(page.getByRole('button', { name: 'Check now' })).toBeVisible()
  await control('faults', { api: 'up' })
  await control('deliveries/resume')
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByTestId('ticket')).toHaveCount(1)
  expect(await ordersOf('late@example.com')).toEqual([{ status: 'completed', tickets: 1 }])
})

test('a pay page that a newer one has taken the place of takes no money', async () => {
  const older = await customer.newPage()
  await startPaying(older, 'twice@example.com')
  // Somewhere else: this browser would offer the seats that it already holds.
  const newer = await browser.newPage({ viewport: phoneScreen, locale: 'en-US' })
  await startPaying(newer, 'twice@example.com')
  const before = await heldByProvider(stack.info)
  await payByCard(older, stack.info, CARD)
  await expect(older.getByRole('heading', { name: 'This payment page has ended' })).toBeVisible()
  expect(await heldByProvider(stack.info)).toBe(before)
  await payByCard(newer, stack.info, CARD)
  await expect(newer.getByTestId('ticket')).toHaveCount(1)
  const orders = await ordersOf('twice@example.com')
  expect(orders.filter(({ status }) => status === 'completed')).toEqual([
    { status: 'completed', tickets: 1 },
  ])
  expect(orders.flatMap(({ tickets }) => tickets)).toEqual([0, 1])
  await newer.close()
})

test('money for seats that were sold to others meanwhile goes back, and the page says so', async () => {
  const page = await customer.newPage()
  await startPaying(page, 'slow@example.com')
  await stack.sql`
    update public.orders set hold_expires_at = now() - interval '1 minute'
    where customer_email = 'slow@example.com'`
  await stack.sql`select public.sweep_holds()`
  await stack.sql`
    update public.ticket_types t set capacity = t.sold + t.held from public.events e
    where e.id = t.event_id and e.slug = ${slug} and t.code = 'VIP'`
  await payByCard(page, stack.info, CARD)
  const status = page.getByTestId('order-status')
  await expect(status).toHaveAttribute('data-status', /^refund/)
  await expect(status).toContainText('$50.00')
  await expect
    .poll(() => ordersOf('slow@example.com'))
    .toEqual([{ status: 'refunded', tickets: 0 }])
  await expect(status).toHaveAttribute('data-status', 'refunded')
})
