// A sold-out night: somebody waits, a ticket is returned, offered, bought, and its money goes back; another offer is left alone.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { launchBrowser, phoneScreen, temporaryFolder } from './support/browser.ts'
import { examine } from './support/examine.ts'
import { mailsTo } from './support/inbox.ts'
import { buyTickets, eventOfTonight, payByCard } from './support/steps.ts'

let stack: Stack
let browser: Browser
let slug: string

test.beforeAll(async () => {
  test.setTimeout(240_000)
  stack = await startStack({ dataDir: temporaryFolder('waiting'), seed: true, serveApps: true })
  browser = await launchBrowser()
  slug = (await eventOfTonight(stack.info.apiUrl)).slug
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

/** The last mail to this address whose subject has that in it, once so many have arrived. */
async function mailAbout(address: string, subject: RegExp, least = 1) {
  const found = async () =>
    (await mailsTo(stack.info.inboxUrl, address)).filter((mail) => subject.test(mail.subject))
  const count = async () => (await found()).length
  await expect.poll(count, { timeout: 60_000 }).toBeGreaterThanOrEqual(least)
  return (await found()).at(-1)?.text ?? ''
}

/** As if the rest had been sold before: only what is taken by now is left. */
const sellOut = (code: string) => stack.sql`
  update public.ticket_types t set capacity = t.sold + t.held from public.events e
  where e.id = t.event_id and e.slug = ${slug} and t.code = ${code}`

test('sold out, joined, returned, offered, bought, refunded', async () => {
  test.setTimeout(240_000)
  const order = await buyTickets(browser, stack.info, { email: 'lia@example.com', name: 'Lía' }, 2)
  const orderUrl = order.url()
  await order.close()
  await sellOut('VIP')

  const night = `${stack.info.shopUrl}/events/${slug}`
  const waiting = await onPhone(night)
  await expect(waiting.getByTestId('waiting-list')).toBeVisible()
  await look(waiting, 'sold out')
  await waiting.getByRole('button', { name: 'Join the waiting list' }).click()
  await waiting.getByRole('button', { name: 'Join the waiting list' }).click()
  await expect(waiting.locator('#wait-email')).toBeFocused()
  await expect(waiting.locator('#wait-email')).toHaveAttribute('aria-invalid', 'true')
  await look(waiting, 'joining, with what is missing')
  await waiting.locator('#wait-email').fill('sol@example.com')
  await waiting.locator('#wait-name').fill('Sol Vega')
  await waiting.reload()
  await waiting.getByRole('button', { name: 'Join the waiting list' }).click()
  await expect(waiting.locator('#wait-name')).toHaveValue('Sol Vega')
  await waiting.getByRole('button', { name: 'Join the waiting list' }).click()
  await expect(waiting.getByTestId('wait-joined')).toContainText('sol@example.com')
  await look(waiting, 'joined')

  const link = linkIn(await mailAbout('sol@example.com', /on the waiting list/))
  const place = await onPhone(link)
  await expect(place.getByTestId('waiting-page')).toHaveAttribute('data-status', 'waiting')
  await expect(place.getByText('You’re the next in line.')).toBeVisible()
  await look(place, 'waiting')

  const payer = await onPhone(orderUrl)
  await expect(payer.getByTestId('ticket')).toHaveCount(2)
  await payer.getByRole('button', { name: 'Return a ticket' }).click()
  await look(payer, 'returning')
  await payer.getByRole('button', { name: 'Return it' }).click()
  await expect(payer.getByTestId('return')).toBeVisible()
  await expect(payer.getByTestId('ticket-qr')).toHaveCount(2)
  await look(payer, 'returned')
  await payer.getByRole('button', { name: 'Take it back' }).click()
  await expect(payer.getByTestId('return')).toHaveCount(0)
  await payer.getByRole('button', { name: 'Return a ticket' }).click()
  await payer.getByRole('button', { name: 'Return it' }).click()
  await expect(payer.getByTestId('return')).toBeVisible()

  await expect(place.getByTestId('offer')).toBeVisible({ timeout: 60_000 })
  const offered = await mailAbout('sol@example.com', /keeping them for you/)
  expect(linkIn(offered)).toBe(link)
  await look(place, 'offered')
  await place.getByRole('button', { name: 'Buy the tickets' }).click()
  await place.waitForURL(`${stack.info.stripeUrl}/**`)
  // Whoever comes back finds the offer as it was, without the link.
  await place.goto(link.split('#')[0] ?? '')
  await expect(place.getByTestId('offer')).toBeVisible()
  await place.getByRole('button', { name: 'Buy the tickets' }).click()
  await payByCard(place, stack.info, '4242 4242 4242 4242')
  await place.waitForURL(/\/orders\//)
  await expect(place.getByTestId('ticket-qr')).toHaveCount(1)
  await place.goto(link)
  await expect(place.getByTestId('waiting-page')).toHaveAttribute('data-status', 'bought')
  await look(place, 'bought')

  await payer.reload()
  await expect(payer.getByTestId('return')).toHaveAttribute('data-state', 'sold')
  await expect(payer.getByTestId('ticket-qr')).toHaveCount(1)
  await look(payer, 'sold')
  await mailAbout('lia@example.com', /found somebody/)
  await mailAbout('lia@example.com', /Partial refund/)
})

test('another place is left again, in Spanish, and a wrong link leads nowhere', async () => {
  test.setTimeout(180_000)
  await sellOut('GA')
  const night = `${stack.info.shopUrl}/events/${slug}`
  const page = await onPhone(night, 'es-MX')
  await page.getByRole('button', { name: 'Entrar a la lista de espera' }).click()
  await page.locator('#wait-email').fill('mar@example.com')
  await page.locator('#wait-name').fill('Mar')
  await page.getByRole('button', { name: 'Entrar a la lista de espera' }).click()
  await expect(page.getByTestId('wait-joined')).toContainText('mar@example.com')
  await page.goto(linkIn(await mailAbout('mar@example.com', /lista de espera/)))
  await page.getByRole('button', { name: 'Salir de la lista de espera' }).click()
  await look(page, 'leaving')
  await page.getByRole('button', { name: 'Sí, salir' }).click()
  await expect(page.getByTestId('waiting-page')).toHaveAttribute('data-status', 'left')
  await look(page, 'left')
  await page.goto(`${stack.info.shopUrl}/waiting/not-a-place`)
  await expect(page.getByTestId('waiting-page')).toHaveAttribute('data-status', 'unknown')
  await look(page, 'unknown')
})

const linkIn = (text: string): string => /https?:\/\/\S+\/waiting\/[^\s\])]+/.exec(text)?.[0] ?? ''
