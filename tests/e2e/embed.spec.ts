// The example of a club's own website, at another site than the shop: it lists the nights, and sells one in its frame.
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { launchBrowser, phoneScreen, temporaryFolder } from './support/browser.ts'
import { eventOfTonight, payByCard } from './support/steps.ts'

const example = new URL('../../docs/examples/club-website/', import.meta.url)

let stack: Stack
let browser: Browser
let website: Server
let clubUrl: string
let slug: string

test.beforeAll(async () => {
  test.setTimeout(240_000)
  stack = await startStack({ dataDir: temporaryFolder('embed'), seed: true, serveApps: true })
  browser = await launchBrowser()
  slug = (await eventOfTonight(stack.info.apiUrl)).slug
  website = createServer(async (request, response) => {
    const name = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1)
    const file = await readFile(new URL(name, example), 'utf8').catch(() => null)
    const type = name.endsWith('.js') ? 'text/javascript' : 'text/html'
    response.writeHead(file === null ? 404 : 200, { 'content-type': `${type}; charset=utf-8` })
    const { shopUrl, apiUrl } = stack.info
    response.end(
      file
        ?.replaceAll('https://shop.example', shopUrl)
        .replaceAll('https://api.example', apiUrl)
        .replaceAll('perreo-fridays-20261127', slug),
    )
  })
  await new Promise<void>((resolve) => website.listen(0, '127.0.0.1', resolve))
  // Another site than 127.0.0.1 to a browser, so that the frame's storage is a third party's.
  clubUrl = `http://localhost:${(website.address() as AddressInfo).port}`
})

test.afterAll(async () => {
  await browser.close()
  website.closeAllConnections()
  website.close()
  await stack.stop()
})

test('the club’s website says what is left, in its own words', async () => {
  const page = await browser.newPage({ viewport: phoneScreen, locale: 'en-US' })
  await page.goto(clubUrl)
  await expect(page.locator(`#nights [data-slug="${slug}"]`)).toHaveText(/\d+ left/)
  await page.close()
})

/** The frame of the list has grown to what is in it; until then everything below it moves. */
const nightsToBeWhole = (page: Page): Promise<void> =>
  expect
    .poll(() => page.locator('iframe[title="Our nights"]').evaluate((one) => one.clientHeight))
    .toBeGreaterThan(1500)

test('a frame shows the nights, as tall as they are, and a tap opens one in it', async () => {
  const page = await browser.newPage({ viewport: phoneScreen, locale: 'en-US' })
  await page.goto(clubUrl)
  const frame = page.frameLocator('iframe[title="Our nights"]')
  await expect(frame.getByRole('heading', { name: /perreo/i }).first()).toBeVisible()
  await expect(frame.locator('header a[href="/"]')).toHaveCount(0)
  await nightsToBeWhole(page)
  await frame.getByRole('link', { name: /noche de cumbia/i }).click()
  await expect(frame.getByTestId('plus-GA')).toBeVisible()
  expect(page.url()).toBe(`${clubUrl}/`)
  await page.close()
})

test('one night is sold in its frame: paid in the whole window, with the tickets in the shop', async () => {
  const page = await browser.newPage({ viewport: phoneScreen, locale: 'en-US' })
  await page.goto(clubUrl)
  // A browser draws nothing in a frame that was pushed out of view.
  await nightsToBeWhole(page)
  const element = page.locator('iframe[title="Tickets for Perreo Fridays"]')
  await element.scrollIntoViewIfNeeded()
  const frame = element.contentFrame()
  // By keyboard: the frame above may still grow, and then a click lands where the button was.
  await frame.getByTestId('plus-VIP').press('Enter')
  await frame.locator('input[name=email]').fill('ines@example.com')
  await frame.locator('input[name=name]').fill('Inés Roa')
  await frame.getByTestId('pay').press('Enter')
  await payByCard(page, stack.info, '4242 4242 4242 4242')
  await expect(page.getByTestId('ticket')).toHaveCount(1, { timeout: 40_000 })
  expect(page.url().startsWith(`${stack.info.shopUrl}/orders/`)).toBe(true)
  await page.close()
})

test('nothing but the embed can be put into a frame', async () => {
  const page = await browser.newPage({ viewport: phoneScreen, locale: 'en-US' })
  await page.goto(clubUrl)
  const refused = page.waitForEvent('console', (said) => said.text().includes('frame-ancestors'))
  await page.evaluate((url) => {
    const frame = document.createElement('iframe')
    frame.src = url
    document.body.append(frame)
  }, `${stack.info.shopUrl}/events/${slug}`)
  await refused
  await page.close()
})
