// Two releases in one shift: a page opened before them keeps working on every screen, even in flight mode.
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { type DoorSite, openDoorSite } from '../engines/support/door-site.ts'
import { launchBrowser, phoneScreen } from './support/browser.ts'
import { pairingCode } from './support/pairing-code.ts'

let stack: Stack
let site: DoorSite
let browser: Browser
let door: Page

test.beforeAll(async () => {
  test.setTimeout(240_000)
  stack = await startStack({ seed: true, serveApps: true })
  site = await openDoorSite(stack.info)
  browser = await launchBrowser()
  const context = await browser.newContext({ viewport: phoneScreen, locale: 'en-US' })
  door = await context.newPage()
})

test.afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await stack?.stop()
})

/** The page finds the new release, which waits. */
async function findRelease(tag: string): Promise<void> {
  site.deploy(tag)
  await door.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    const before = registration.waiting
    await registration.update()
    while (!registration.waiting || registration.waiting === before) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })
}

test('a page of two releases ago opens every screen in flight mode', async () => {
  await door.goto(`${site.url}/pair#${await pairingCode(stack)}`)
  await expect(door.getByTestId('status-strip')).toHaveAttribute('data-online', 'true')
  await door.evaluate(() => navigator.serviceWorker.ready)
  await findRelease('b')
  await findRelease('c')
  // Another window of this phone applied the update; this one was in the middle of a guest and stayed.
  await door.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    const changed = new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true })
    })
    registration.waiting?.postMessage('take-over')
    await changed
  })
  await door.context().setOffline(true)

  const failures: string[] = []
  door.on('pageerror', (error) => failures.push(error.message))
  await door.getByRole('button', { name: 'Type', exact: true }).click()
  await expect(door.locator('input[name=ticket]')).toBeVisible()
  await door.keyboard.press('Escape')
  await door.getByRole('button', { name: 'Find', exact: true }).click()
  await expect(door.locator('input[name=guest]')).toBeVisible()
  await door.keyboard.press('Escape')
  for (const [row, shows] of [
    [/ready check/i, '[data-ready]'],
    [/scans/i, '[role=dialog]'],
    [/night and gate/i, '[role=dialog] [role=radiogroup], [role=dialog] button'],
    [/settings/i, '[role=dialog] [role=switch]'],
  ] as const) {
    await door.getByRole('button', { name: 'More', exact: true }).click()
    await door.getByRole('dialog').getByRole('button', { name: row }).first().click()
    await expect(door.locator(shows).first()).toBeVisible()
    await door.keyboard.press('Escape')
  }
  // Pairing is a separate screen, and its file is requested only now.
  await door.evaluate(() => {
    history.pushState(null, '', '/pair')
    dispatchEvent(new PopStateEvent('popstate'))
  })
  await expect(door.locator('input[name=code]')).toBeVisible()
  expect(failures).toEqual([])
})
