// The customer's screens, including the mails and the pay page.

import { expect } from '@playwright/test'
import { heading, openEvent, type Stop, stopOf } from './tour-stop.ts'

const shop = stopOf('shop')
const local = stopOf('local')

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
