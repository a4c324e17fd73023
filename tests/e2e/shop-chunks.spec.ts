// What a page does when part of its script doesn't come: a release took it away, or somebody has tapped a link meanwhile.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { launchBrowser, phoneScreen, temporaryFolder } from './support/browser.ts'

const ENTRY = /assets\/index-.*\.js/
const EVENT_PAGE = /assets\/event-page-.*\.js/
const NIGHTS_PAGE = /assets\/nights-page-.*\.js/

let stack: Stack
let browser: Browser
let page: Page

test.beforeAll(async () => {
  test.setTimeout(240_000)
  stack = await startStack({ dataDir: temporaryFolder('chunks'), seed: true, serveApps: true })
  browser = await launchBrowser()
})

test.afterAll(async () => {
  await browser.close()
  await stack.stop()
})

test.beforeEach(async () => {
  // What a worker keeps is never gone: this is about a first visit.
  const phone = { viewport: phoneScreen, locale: 'en-US', serviceWorkers: 'block' } as const
  page = await browser.newPage(phone)
})

test.afterEach(async () => {
  await page.close()
})

const tapTheNight = () =>
  page
    .getByRole('link', { name: /perreo/i })
    .first()
    .click({ noWaitAfter: true })

test('a page whose script a release took away is loaded anew, once', async () => {
  await page.goto(stack.info.shopUrl)
  await page.waitForLoadState('networkidle')
  const missing = { status: 404, contentType: 'text/html', body: 'Not found' }
  await page.route(EVENT_PAGE, (route) => route.fulfill(missing))
  await page.route(ENTRY, (route) => route.fulfill(missing), { times: 1 })
  const loads: string[] = []
  page.on('request', (request) => {
    if (!request.isNavigationRequest()) return
    loads.push(new URL(request.url()).pathname)
    page.unroute(EVENT_PAGE)
  })
  await tapTheNight()
  await expect(page.getByTestId('plus-VIP')).toBeVisible()
  await page.getByTestId('plus-VIP').click()
  await expect(page.getByTestId('chosen-VIP')).toHaveText('1')
  expect(loads).toEqual([new URL(page.url()).pathname])
})

test('a night that was tapped before the script began opens, whatever became of the script', async () => {
  const shownMs = 1_500
  await page.route(ENTRY, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, shownMs))
    await route.continue()
  })
  // As WebKit ends what it was loading when the page is on its way elsewhere.
  await page.route(NIGHTS_PAGE, (route) => route.abort())
  await page.route('**/events/*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2 * shownMs))
    await route.continue()
  })
  const loads: string[] = []
  page.on('request', (request) => {
    if (request.isNavigationRequest()) loads.push(new URL(request.url()).pathname)
  })
  await page.goto(stack.info.shopUrl, { waitUntil: 'commit' })
  await tapTheNight()
  await page.waitForURL('**/events/*')
  await expect(page.getByTestId('plus-VIP')).toBeVisible()
  expect(loads).toEqual(['/', new URL(page.url()).pathname])
})
