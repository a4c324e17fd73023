// What staff do in the back office and a customer in the shop, for the tests that begin with an empty installation.

import type { StackInfo } from '@maguey/local-stack/stack/stack-info'
import { type Browser, expect, type Page } from '@playwright/test'
import { desktopScreen, phoneScreen } from './browser.ts'
import { payByCard } from './steps.ts'

export type SignIn = { email: string; password: string }

/** The venue's zone; its people and customers are there too. */
export const ZONE = 'America/Los_Angeles'

export const officeContext = (browser: Browser) =>
  browser.newContext({ viewport: desktopScreen, locale: 'en-US', timezoneId: ZONE })

/** Signs in; whatever page comes first for the role. */
export const signInStaff = async (browser: Browser, stack: StackInfo, who: SignIn) => {
  const page = await (await officeContext(browser)).newPage()
  await page.goto(stack.backOfficeUrl)
  await fillSignIn(page, who)
  await expect(page.getByRole('navigation').first()).toBeVisible()
  return page
}

export const fillSignIn = async (page: Page, { email, password }: SignIn): Promise<void> => {
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.locator('form button[type=submit]').click()
}

export const openOffice = (page: Page, path: string) => page.goto(new URL(path, page.url()).href)

/** A local time of the venue, as the editor's fields take it. */
export const venueTime = (fromNowHours: number): string => {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: ZONE,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(Date.now() + fromNowHours * 3_600_000)
  return parts.replace(' ', 'T')
}

export const nightField = (page: Page, path: string) => page.locator(`main [name="${path}"]`)

/** The night that an action is about. */
export const nightOf = async (page: Page): Promise<string> => {
  await page.waitForURL(/\/nights\/(new\/)?[\w-]{36}/)
  return /[\w-]{36}/.exec(page.url())?.[0] ?? ''
}

export type Purchase = {
  slug: string
  email: string
  name: string
  take: Record<string, number>
  promo?: string
}

/** Buys in the shop by a card that works; leaves the page with the tickets open. */
export const buyInShop = async (
  browser: Browser,
  stack: StackInfo,
  { slug, email, name, take, promo }: Purchase,
): Promise<Page> => {
  const page = await browser.newPage({ viewport: phoneScreen, locale: 'en-US', timezoneId: ZONE })
  await page.goto(`${stack.shopUrl}/events/${slug}`)
  let tickets = 0
  for (const [type, count] of Object.entries(take))
    for (let taken = 0; taken < count; taken += 1) {
      await page.getByTestId(`plus-${type}`).click()
      tickets += 1
    }
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=name]').fill(name)
  if (promo !== undefined) {
    await page.getByTestId('promo-open').click()
    await page.getByTestId('promo-code').fill(promo)
    await page.getByTestId('promo-apply').click()
    await expect(page.getByTestId('promo-applied')).toBeVisible()
  }
  await page.getByTestId('pay').click()
  await payByCard(page, stack, '4242 4242 4242 4242')
  await expect(page.getByTestId('ticket')).toHaveCount(tickets, { timeout: 60_000 })
  return page
}

/** What the provider holds, in minor units: every charge that succeeded less every refund that did. */
export const heldByProvider = async (stack: StackInfo): Promise<number> => {
  const read = async (what: string) =>
    (await (await fetch(`${stack.stripeUrl}/_control/${what}`)).json()) as {
      status: string
      amount: number
      amount_received?: number
    }[]
  const paid = await read('payment_intents')
  const returned = await read('refunds')
  const sum = (amounts: number[]) => amounts.reduce((all, amount) => all + amount, 0)
  return (
    sum(paid.filter(({ status }) => status === 'succeeded').map((p) => p.amount_received ?? 0)) -
    sum(returned.filter(({ status }) => status === 'succeeded').map((r) => r.amount))
  )
}
