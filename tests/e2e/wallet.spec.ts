// What a customer holds after buying: tickets to swipe and to fill the screen with, all orders of the phone, and no signal.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { PNG } from 'pngjs'
import { readQrPng } from '../contract/support/read-qr.ts'
import { launchBrowser, phoneScreen, temporaryFolder } from './support/browser.ts'
import { mailsTo } from './support/inbox.ts'
import { buyTickets, eventOfTonight } from './support/steps.ts'

test.describe.configure({ mode: 'serial' })

let stack: Stack
let browser: Browser
let page: Page
let night: { id: string; slug: string }
const orderPath = () => new URL(page.url()).pathname

test.beforeAll(async () => {
  test.setTimeout(240_000)
  stack = await startStack({ dataDir: temporaryFolder('wallet'), seed: true, serveApps: true })
  browser = await launchBrowser()
  night = await eventOfTonight(stack.info.apiUrl)
  page = await buyTickets(browser, stack.info, { email: 'ines@example.com', name: 'Inés Gil' }, 3)
})

test.afterAll(async () => {
  await browser.close()
  await stack.stop()
})

/** Every second pixel of every second row: the same picture on a phone that is half as wide. */
const halved = (bytes: Buffer): Buffer => {
  const from = PNG.sync.read(bytes)
  const to = new PNG({ width: from.width >> 1, height: from.height >> 1 })
  for (let y = 0; y < to.height; y += 1)
    for (let x = 0; x < to.width; x += 1)
      from.data.copy(
        to.data,
        (y * to.width + x) * 4,
        (2 * y * from.width + 2 * x) * 4,
        (2 * y * from.width + 2 * x) * 4 + 4,
      )
  return PNG.sync.write(to)
}

const codesOf = async (): Promise<string[]> => {
  const rows = await stack.sql`
    select qr_code_data from public.tickets where event_id = ${night.id} and guest_name = 'Inés Gil' order by ticket_id`
  return rows.map((row) => row.qr_code_data as string)
}

test('the page says when, where, how old, and whether one may come back in', async () => {
  await expect(page.locator('dl')).toContainText(/doors/i)
  await expect(page.getByRole('link', { name: /map/i })).toHaveAttribute(
    'href',
    /google.*maps.*query=/,
  )
  await expect(page.locator('dl')).toContainText(/21\+|18\+|All ages/)
  await expect(page.locator('dl')).toContainText(/re-entry/i)
})

test('the tickets are a deck: turned by buttons and by arrow keys', async () => {
  const place = page.getByTestId('deck-place')
  await expect(place).toHaveText('Ticket 1 of 3')
  await page.getByRole('button', { name: 'Next ticket' }).click()
  await expect(place).toHaveText('Ticket 2 of 3')
  await page.getByTestId('deck').focus()
  await page.keyboard.press('ArrowRight')
  await expect(place).toHaveText('Ticket 3 of 3')
  await expect(page.getByRole('button', { name: 'Next ticket' })).toBeDisabled()
  await page.getByRole('button', { name: 'Previous ticket' }).click()
  await expect(place).toHaveText('Ticket 2 of 3')
})

test('a ticket fills the screen in a place of its own: Back closes it, a reload keeps it', async () => {
  const large = page.getByTestId('full-screen-ticket')
  await page.getByRole('button', { name: 'Show large' }).first().click()
  await expect(large).toBeVisible()
  expect(new URL(page.url()).search).toBe('?ticket=1')
  await page.keyboard.press('ArrowRight')
  await expect(large).toContainText('Ticket 2 of 3')
  await page.goBack()
  await expect(large).toBeHidden()
  await expect(page.getByTestId('ticket')).toHaveCount(3)
  await page.goForward()
  await expect(large).toContainText('Ticket 2 of 3')
  await page.reload()
  await expect(large).toContainText('Ticket 2 of 3')
  await page.getByRole('button', { name: /close|dismiss/i }).click()
  await expect(large).toBeHidden()
  expect(new URL(page.url()).search).toBe('')
})

test('the code on the screen is read at phone size and at half of it', async () => {
  const [first] = await codesOf()
  await page.getByRole('button', { name: 'Show large' }).first().click()
  const code = page.getByTestId('full-screen-ticket').getByTestId('ticket-qr')
  const width = (await code.boundingBox())?.width ?? 0
  expect(width).toBe(phoneScreen.width)
  const picture = await code.screenshot()
  expect(await readQrPng(picture)).toEqual([first])
  expect(await readQrPng(halved(picture))).toEqual([first])
  await page.goBack()
  const card = await page.getByTestId('ticket-qr').first().screenshot()
  expect(await readQrPng(card)).toEqual([first])
  expect(await readQrPng(halved(card))).toEqual([first])
})

test('a used ticket is stamped, and keeps a code that can be read while there is re-entry', async () => {
  const [first] = await codesOf()
  await stack.sql`update public.events set reentry = true where id = ${night.id}`
  await stack.sql`
    update public.tickets set entry_scan_id = gen_random_uuid(), entered_at = now(), presence = 'inside'
    where qr_code_data = ${first ?? ''}`
  await page.reload()
  const card = page.getByTestId('ticket').first()
  await expect(card.getByTestId('stamp')).toHaveText('Used')
  expect(await readQrPng(await card.screenshot())).toEqual([first])
  await stack.sql`update public.events set reentry = false where id = ${night.id}`
  await page.reload()
  await expect(card.getByTestId('stamp')).toHaveText('Used')
  await expect(card.getByTestId('ticket-qr')).toHaveCount(0)
  await expect(page.getByTestId('ticket-qr')).toHaveCount(2)
})

test('My tickets lists this browser’s orders, one tap from every page', async () => {
  const path = orderPath()
  await page.goto(`${stack.info.shopUrl}/events/${night.slug}`)
  await page.getByRole('link', { name: 'My tickets' }).click()
  await expect(page.getByTestId('kept-order')).toHaveCount(1)
  await expect(page.getByTestId('kept-order')).toContainText('3 tickets')
  await page.getByTestId('kept-order').getByRole('link').click()
  await expect(page.getByTestId('ticket')).toHaveCount(3)
  expect(orderPath()).toBe(path)
})

test('within twelve hours of the doors the shop opens on the tickets, and all nights are one tap away', async () => {
  const [event] = await stack.sql`
    select extract(epoch from doors_open_at) * 1000 as doors_ms from public.events where id = ${night.id}`
  const doorsMs = Number(event?.doors_ms)
  const storageState = await page.context().storageState()
  const openShop = async (nowMs: number) => {
    const tab = await browser.newPage({ viewport: phoneScreen, locale: 'en-US', storageState })
    await tab.clock.setFixedTime(nowMs)
    await tab.goto(stack.info.shopUrl)
    return tab
  }
  const early = await openShop(doorsMs - 13 * 3_600_000)
  await expect(early.getByRole('link', { name: /perreo/i }).first()).toBeVisible()
  await expect(early.getByTestId('ticket')).toHaveCount(0)
  await early.close()
  const near = await openShop(doorsMs - 11 * 3_600_000)
  await expect(near.getByTestId('ticket')).toHaveCount(3)
  await near.getByRole('link', { name: 'All nights' }).click()
  await expect(near.getByRole('link', { name: /perreo/i }).first()).toBeVisible()
  expect(new URL(near.url()).pathname).toBe('/')
  await near.reload()
  await expect(near.getByRole('link', { name: /perreo/i }).first()).toBeVisible()
  await near.close()
})

test('opened once, a night and the list are there without a network, and say how old they are', async () => {
  const context = await browser.newContext({ viewport: phoneScreen, locale: 'en-US' })
  const tab = await context.newPage()
  await tab.goto(`${stack.info.shopUrl}/events/${night.slug}`)
  await expect(tab.getByTestId('plus-VIP')).toBeVisible()
  await tab.evaluate(() => navigator.serviceWorker.ready)
  await context.setOffline(true)
  await tab.reload()
  await expect(tab.getByRole('heading', { level: 1, name: /perreo/i })).toBeVisible()
  await expect(tab.getByText(/availability as of/i)).toBeVisible()
  const poster = tab.locator('article img').first()
  await expect
    .poll(() => poster.evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(0)
  await tab.getByRole('banner').getByRole('link').first().click()
  await expect(tab.getByTestId('problem')).toBeVisible()
  await expect(tab.getByRole('link', { name: /perreo/i }).first()).toBeVisible()
  await tab.getByRole('link', { name: 'My tickets' }).click()
  await expect(tab.getByTestId('no-tickets')).toBeVisible()
  await context.close()
})

test('opened for the first time by a link, the tickets are there without a network', async () => {
  const context = await browser.newContext({ viewport: phoneScreen, locale: 'en-US' })
  const tab = await context.newPage()
  await tab.goto(page.url())
  await expect(tab.getByTestId('ticket')).toHaveCount(3)
  await tab.evaluate(() => navigator.serviceWorker.ready)
  await context.setOffline(true)
  await tab.reload()
  await expect(tab.getByTestId('ticket')).toHaveCount(3)
  await expect(tab.getByTestId('ticket-qr').first()).toBeVisible()
  await context.close()
})

test('whoever lost the link gets it by mail, from every dead end, and a stranger learns nothing', async () => {
  const context = await browser.newContext({ viewport: phoneScreen, locale: 'en-US' })
  const tab = await context.newPage()
  const { shopUrl, inboxUrl } = stack.info
  const deadEnds = [
    '/nowhere',
    '/events/nope',
    orderPath(),
    `${orderPath()}#${'A'.repeat(22)}`,
    '/tickets',
  ]
  for (const path of deadEnds) {
    await tab.goto('about:blank')
    await tab.goto(shopUrl + path)
    await tab.getByRole('link', { name: 'Find my tickets' }).click()
    await expect(tab.getByRole('heading', { level: 1, name: 'Find my tickets' })).toBeVisible()
  }
  const ask = async (email: string) => {
    await tab.locator('input[name=email]').fill(email)
    await tab.locator('form button').click()
    await expect(tab.getByTestId('find-sent')).toContainText(email)
    return (await tab.getByTestId('find-sent').textContent())?.replaceAll(email, '')
  }
  const unknown = await ask('stranger@example.com')
  const known = await ask('ines@example.com')
  expect(known).toBe(unknown)
  const found = async () =>
    (await mailsTo(inboxUrl, 'ines@example.com')).find(({ text }) =>
      text.includes('somebody asked'),
    )
  await expect.poll(found, { timeout: 90_000 }).toBeDefined()
  const link = /https?:\/\/\S+\/orders\/\S+#[\w-]+/.exec((await found())?.text ?? '')
  await tab.goto(link?.[0] ?? '')
  await expect(tab.getByTestId('ticket')).toHaveCount(3)
  expect(await mailsTo(inboxUrl, 'stranger@example.com')).toEqual([])
  await context.close()
})
