// The customer's screens, including the mails and the pay page.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { heading, openEvent, type Stop, stopOf } from './tour-stop.ts'
import type { World } from './tour-world.ts'

const shop = stopOf('shop')
const local = stopOf('local')

/** A place whose night has gone on: the server's answer, but for how the place stands. */
const waitingOnceIt = (state: 'bought' | 'ended'): Stop =>
  shop(`waiting-${state}`, async (page, world) => {
    const link = await takePlace(world, 'noche-de-cumbia')
    await page.route('**/api/waiting/*', async (route) => {
      const response = await route.fetch()
      const { entry, ...view } = await response.json()
      await route.fulfill({ response, json: { ...view, entry: { ...entry, state, ahead: null } } })
    })
    await page.goto(link)
    await expect(page.getByTestId('waiting-page')).toHaveAttribute('data-status', state)
  })

export const shopStops: Stop[] = [
  // First: later stops leave an order in this browser.
  shop('my-tickets-empty', async (page, world) => {
    await page.goto(`${world.stack.info.shopUrl}/tickets`)
    await expect(page.getByTestId('no-tickets')).toBeVisible()
  }),
  shop('nights', async (page, world) => {
    await page.goto(world.stack.info.shopUrl)
    await expect(page.getByRole('link', { name: /perreo/i }).first()).toBeVisible()
  }),
  shop('event', async (page, world) => {
    await openEvent(page, world, 'perreo')
    await page.getByTestId('plus-GA').click()
    await page.getByTestId('plus-GA').click()
  }),
  shop('event-errors', async (page, world) => {
    await openEvent(page, world, 'noche-de-cumbia')
    await page.getByTestId('plus-GA').click()
    await page.locator('input[name=email]').fill('lupe@@example')
    await page.getByTestId('pay').click()
    await expect(page.locator('input[name=email]')).toHaveAttribute('aria-invalid', 'true')
  }),
  shop('event-part-sold-out', (page, world) => openEvent(page, world, 'noche-de-cumbia')),
  shop('waiting-join', async (page) => {
    await page.getByTestId('waiting-list').getByRole('button').click()
    await page.locator('#wait-email').fill('lupe@@example')
    await page.getByTestId('waiting-list').locator('[type=submit]').click()
    await expect(page.locator('#wait-email')).toHaveAttribute('aria-invalid', 'true')
  }),
  shop('waiting-place', async (page, world) => {
    await page.goto(await takePlace(world, 'noche-de-cumbia'))
    await expect(page.getByTestId('waiting-page')).toHaveAttribute('data-status', 'waiting')
  }),
  shop('waiting-left', async (page) => {
    // "Leave", and then "Yes, leave".
    await page.getByTestId('waiting-page').getByRole('button').click()
    await page.getByRole('group').getByRole('button').first().click()
    await expect(page.getByTestId('waiting-page')).toHaveAttribute('data-status', 'left')
  }),
  waitingOnceIt('bought'),
  waitingOnceIt('ended'),
  shop('event-not-yet', async (page, world) => {
    await openEvent(page, world, 'agave-techno')
    await expect(page.getByText(/^(not on sale yet|aún no está a la venta)/i)).toBeVisible()
  }),
  shop('event-missing', async (page, world) => {
    await page.goto(`${world.stack.info.shopUrl}/events/no-such-night`)
    await heading(page)
  }),
  shop('order', async (page, world) => {
    await page.goto(world.orderLink)
    await expect(page.getByTestId('ticket-qr').first()).toBeVisible()
  }),
  shop('order-used', async (page) => {
    await page.getByTestId('stamp').first().scrollIntoViewIfNeeded()
    await expect(page.getByTestId('stamp').first()).toBeInViewport()
  }),
  shop('order-returning', async (page) => {
    await page.getByTestId('returns').getByRole('button').last().click()
    await expect(page.getByTestId('returns').locator('[type=radio]').first()).toBeFocused()
  }),
  shop('order-large', async (page) => {
    await page
      .getByRole('button', { name: /^(show large|ver en grande)$/i })
      .first()
      .click()
    await expect(page.getByTestId('full-screen-ticket')).toBeVisible()
  }),
  shop('my-tickets', async (page, world) => {
    await page.goto(`${world.stack.info.shopUrl}/tickets`)
    await expect(page.getByTestId('kept-order')).toBeVisible()
  }),
  shop('find-tickets', async (page, world) => {
    await page.goto(`${world.stack.info.shopUrl}/find-tickets`)
    await page.locator('input[name=email]').fill('lupe@@example')
    await page.locator('form button').click()
    await expect(page.locator('input[name=email]')).toHaveAttribute('aria-invalid', 'true')
  }),
  shop('find-tickets-sent', async (page) => {
    await page.locator('input[name=email]').fill('nobody@example.com')
    await page.locator('form button').click()
    await expect(page.getByTestId('find-sent')).toBeVisible()
  }),
  shop('order-wrong-token', async (page, world) => {
    await page.goto(`${world.orderLink.split('#')[0]}#${'A'.repeat(22)}`)
    await heading(page)
  }),
  shop('hold', async (page, world) => {
    await openEvent(page, world, 'perreo')
    await page.locator('input[name=email]').fill('ana@example.com')
    await page.locator('input[name=name]').fill('Ana Gil')
    if ((await page.getByTestId('chosen-GA').textContent()) === '0')
      await page.getByTestId('plus-GA').click()
    await page.getByTestId('pay').click()
    await page.waitForURL(`${world.stack.info.stripeUrl}/**`)
    await openEvent(page, world, 'perreo')
    await expect(page.getByTestId('hold')).toBeVisible()
  }),
]

export const localStops: Stop[] = [
  local('mail', async (page, world) => {
    await page.goto(`${world.stack.info.inboxUrl}/inbox/${world.mailId}`)
    await page.waitForLoadState('networkidle')
  }),
  local('pay-page', async (page, world) => {
    await openEvent(page, world, 'noche-de-cumbia')
    await page.getByTestId('plus-GA').click()
    await page.locator('input[name=email]').fill('ana@example.com')
    await page.locator('input[name=name]').fill('Ana Gil')
    await page.getByTestId('pay').click()
    await page.waitForURL(`${world.stack.info.stripeUrl}/**`)
  }),
]

/** A place on the list of what is sold out there, for somebody new. @returns its link */
async function takePlace({ stack, slugs }: World, base: string): Promise<string> {
  const [id, token] = [randomUUID(), randomBytes(16).toString('base64url')]
  const slug = slugs[base] ?? ''
  const hash = createHash('sha256').update(token).digest('hex')
  const customer = { email: `${id}@example.com`, name: 'Sol Vega', locale: 'es' }
  await stack.sql`
    select public.join_waiting(${slug}, y.code, 1, ${stack.sql.json(customer)}, ${id}, ${hash})
    from public.ticket_types y join public.events e on e.id = y.event_id
    where e.slug = ${slug} and y.sold + y.held >= y.capacity limit 1`
  return `${stack.info.shopUrl}/waiting/${id}#${token}`
}
