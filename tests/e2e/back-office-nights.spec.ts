// A night's life in the back office: made by keyboard, sold, changed, duplicated, cancelled; each checked on screen.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { launchBrowser, phoneScreen, temporaryFolder } from './support/browser.ts'
import { payByCard, signInManager } from './support/steps.ts'

let stack: Stack
let browser: Browser
let office: Page

test.beforeAll(async () => {
  test.setTimeout(300_000)
  stack = await startStack({ dataDir: temporaryFolder('nights'), seed: true, serveApps: true })
  browser = await launchBrowser()
  office = await signInManager(browser, stack.info)
})

test.afterAll(async () => {
  await browser.close()
  await stack.stop()
})

const field = (path: string) => office.locator(`main [name="${path}"]`)
const state = () => office.getByTestId('state')
const saved = () => office.getByText('All saved')
const save = () => office.getByRole('button', { name: 'Save', exact: true })

/** Reaches the element by Tab alone, as somebody without a mouse does. */
async function tabTo(selector: string): Promise<void> {
  for (let steps = 0; steps < 120; steps += 1) {
    if (await office.evaluate((css) => document.activeElement?.matches(css), selector)) return
    await office.keyboard.press('Tab')
  }
  throw new Error(`no Tab leads to ${selector}`)
}

/** Replaces the content of the focused field. */
async function retype(text: string): Promise<void> {
  await office.keyboard.press('ControlOrMeta+A')
  await office.keyboard.type(text)
}

async function buy(slug: string, quantity: number, email: string): Promise<Page> {
  const page = await browser.newPage({ viewport: phoneScreen, locale: 'en-US' })
  await page.goto(`${stack.info.shopUrl}/events/${slug}`)
  for (let count = 0; count < quantity; count += 1)
    await page
      .getByRole('button', { name: /one more/i })
      .first()
      .click()
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=name]').fill('Rosa Mena')
  await page.getByTestId('pay').click()
  await payByCard(page, stack.info, '4242 4242 4242 4242')
  await expect(page.getByTestId('ticket')).toHaveCount(quantity, { timeout: 60_000 })
  return page
}

const nightNamed = async (name: string) => {
  const [row] = await stack.sql`
    select e.id, e.slug, e.status, e.revision, t.price::text as price, t.sold from public.events e
    join public.ticket_types t on t.event_id = e.id where e.name = ${name} order by e.event_date, t.sort limit 1`
  return row as {
    id: string
    slug: string
    status: string
    revision: number
    price: string
    sold: number
  }
}

test('a night, from the first key to the last refund', async () => {
  test.setTimeout(600_000)

  await test.step('is made with the keyboard alone, and a closed tab loses nothing', async () => {
    await office.goto(new URL('/nights', office.url()).href)
    await expect(office.getByRole('heading', { name: 'Upcoming' })).toBeVisible()
    await office.getByRole('button', { name: 'New night' }).focus()
    await office.keyboard.press('Enter')
    await expect(state()).toHaveText('New, not saved')
    await tabTo('[name="name"]')
    await retype('Noche de Prueba')
    await tabTo('[name="venue_name"]')
    await retype('Maguey')
    await tabTo('[name="types.0.price"]')
    await retype('0.10')
    await tabTo('summary')
    await office.keyboard.press('Enter')
    await office.reload()
    await expect(field('name')).toHaveValue('Noche de Prueba')
    await expect(office.getByText('Your unsaved changes are back')).toBeVisible()
  })

  await test.step('names what is wrong beside its field, and keeps what was typed', async () => {
    await office.getByRole('button', { name: 'Publish' }).focus()
    await office.keyboard.press('Enter')
    await expect(field('types.0.price')).toBeFocused()
    await expect(field('types.0.price')).toHaveAttribute('aria-invalid', 'true')
    await retype('30')
    await tabTo('summary')
    await office.keyboard.press('Enter')
    const add = office.getByRole('button', { name: 'Add a release' })
    await add.focus()
    await office.keyboard.press('Enter')
    await tabTo('[name="types.0.releases.0.price"]')
    await retype('20')
    await tabTo('[name="types.0.releases.0.until_taken"]')
    await retype('2')
    await office.getByRole('button', { name: 'Publish' }).focus()
    await office.keyboard.press('Enter')
    await expect(state()).toHaveText('On sale')
    await expect(saved()).toBeVisible()
  })

  const night = await nightNamed('Noche de Prueba')

  await test.step('is in the shop at the price of its release, and is paid at that price', async () => {
    const page = await buy(night.slug, 2, 'rosa@example.com')
    await page.goto(`${stack.info.shopUrl}/events/${night.slug}`)
    await expect(page.getByText('$30').first()).toBeVisible()
    await expect(page.getByTestId('release')).toHaveCount(0)
    await page.close()
    const [order] = await stack.sql`
      select o.total_amount::text as total, l.release from public.orders o join public.order_lines l on l.order_id = o.id
      where o.event_id = ${night.id} and o.status = 'completed'`
    expect(order).toEqual({ total: '40.00', release: 'Release 1' })
  })

  await test.step('keeps the seats that are sold, and asks before a price that was paid', async () => {
    await office.reload()
    await field('types.0.capacity').fill('1')
    await save().click()
    await expect(field('types.0.capacity')).toBeFocused()
    await expect(office.getByText('2 tickets are sold or held already').first()).toBeVisible()
    await field('types.0.capacity').fill('150')
    await field('types.0.price').fill('35')
    await save().click()
    await expect(office.getByTestId('hurts')).toContainText('2 tickets are sold or held at the old')
    expect((await nightNamed('Noche de Prueba')).price).toBe('30.00')
    await office.getByRole('button', { name: 'Save anyway' }).click()
    await expect(office.getByTestId('saved')).toBeVisible()
    expect((await nightNamed('Noche de Prueba')).price).toBe('35.00')
  })

  await test.step('tells two who edit at once of each other', async () => {
    await field('venue_address').fill('1520 E 7th St')
    await stack.sql`update public.events set revision = revision + 1, description = 'Theirs' where id = ${night.id}`
    await save().click()
    await expect(office.getByText('Someone else changed this night')).toBeVisible()
    await office.getByRole('button', { name: 'Take their version' }).click()
    await expect(field('description')).toHaveValue('Theirs')
    await expect(field('venue_address')).toHaveValue('')
  })

  await test.step('pauses and goes on', async () => {
    await office.getByRole('button', { name: 'Pause sales' }).click()
    await expect(state()).toHaveText('Sales paused')
    const page = await browser.newPage({ viewport: phoneScreen, locale: 'en-US' })
    await page.goto(`${stack.info.shopUrl}/events/${night.slug}`)
    await expect(page.locator('[data-testid=sale-state][data-state=paused]')).toBeVisible()
    await page.close()
    await office.getByRole('button', { name: 'Resume sales' }).click()
    await expect(state()).toHaveText('On sale')
  })

  await test.step('is duplicated for a later date of the same weekday', async () => {
    await office.getByRole('link', { name: 'Nights' }).first().click()
    const button = office.getByRole('button', { name: /^Duplicate/ })
    const name = (await button.textContent())?.replace(/^Duplicate\s+/, '').trim() ?? ''
    const [original] = await stack.sql<{ day: string }[]>`
      select to_char(event_date at time zone timezone, 'YYYY-MM-DD') as day from public.events where name = ${name}`
    await button.click()
    await expect(state()).toHaveText('Draft')
    const copied = (await field('event_date').inputValue()).slice(0, '2026-01-16'.length)
    const days = (Date.parse(copied) - Date.parse(String(original?.day))) / 86_400_000
    expect(days).toBeGreaterThan(0)
    expect(days % 7).toBe(0)
  })

  await test.step('is called off, and every cent goes back', async () => {
    await office.goto(new URL(`/nights/${night.id}`, office.url()).href)
    await office.getByRole('button', { name: 'Cancel the night' }).click()
    await office.locator('input[name=reason]').fill('Water damage')
    await office.getByRole('button', { name: 'Cancel and refund everyone' }).click()
    await expect(state()).toHaveText('Cancelled')
    await expect(office.getByTestId('cancellation')).toContainText('Refunds: 1 of 1', {
      timeout: 90_000,
    })
    await expect(office.getByTestId('cancellation')).toContainText('$40 of $40 returned')
    const [order] = await stack.sql`select status from public.orders where event_id = ${night.id}`
    expect(order?.status).toBe('refunded')
  })
})
