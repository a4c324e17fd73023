// A guest list from its first name to the last guest: house, promoter, two doors, one of them offline.

import AxeBuilder from '@axe-core/playwright'
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import {
  createDoorPhone,
  type DoorPhone,
  launchBrowser,
  phoneScreen,
  temporaryFolder,
} from './support/browser.ts'
import { eventOfTonight, pairPhone, payByCard, signInManager } from './support/steps.ts'

let stack: Stack
let browser: Browser
let phones: [DoorPhone, DoorPhone]
let manager: Page
let promoter: Page
let privateLink: string
let slug: string

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(240_000)
  stack = await startStack({ dataDir: temporaryFolder('lists'), seed: true, serveApps: true })
  browser = await launchBrowser()
  phones = [createDoorPhone('main'), createDoorPhone('vip')]
  slug = (await eventOfTonight(stack.info.apiUrl)).slug
  manager = await signInManager(browser, stack.info)
})

test.afterAll(async () => {
  for (const phone of phones) await phone.close()
  await browser.close()
  await stack.stop()
})

const office = (path: string) => `${stack.info.backOfficeUrl}/${path}`

test('a manager makes a promoter, gives them their link, and makes them a list', async () => {
  await manager.goto(office('promoters'))
  await manager.getByRole('button', { name: 'New promoter' }).click()
  await manager.locator('input[name=name]').fill('Rocío Núñez')
  await manager.locator('select[name=pays]').selectOption('head_amount')
  await manager.locator('input[name=value]').fill('3')
  await manager.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(manager.getByTestId('promoter')).toContainText('?p=ROCIONUNEZ')
  await manager.getByRole('button', { name: 'Private link of Rocío Núñez' }).click()
  await manager.getByRole('button', { name: 'Make the link' }).click()
  privateLink = (await manager.getByTestId('promoter-link').textContent()) ?? ''
  expect(privateLink).toMatch(/\/promoters\/[0-9a-f-]{36}#[A-Za-z0-9_-]{22}$/)

  await manager.goto(office(`lists?event=${slug}`))
  await manager.getByRole('button', { name: 'New list' }).click()
  await manager.locator('input[name=name]').fill('Rocío y amigos')
  await manager.locator('select[name=promoterId]').selectOption({ label: 'Rocío Núñez' })
  await manager.locator('input[name=quota]').fill('12')
  await manager.getByRole('dialog').getByRole('button', { name: 'Save the list' }).click()
  await expect(manager.getByTestId('guest-list')).toContainText('Rocío Núñez · Free, all night')
})

test('the promoter pastes names on their phone, and is told of a twin', async () => {
  promoter = await browser.newPage({ viewport: phoneScreen, locale: 'es-MX' })
  await promoter.goto(privateLink)
  await promoter.locator('textarea').fill('1. Ana López +3\nJosé Ñáñez x2')
  await promoter.getByRole('button', { name: 'Agregar 2 nombres' }).click()
  await expect(promoter.getByTestId('list-name')).toHaveCount(2)
  await expect(promoter.getByTestId('named')).toHaveText('6 de 12 en la lista')
  await promoter.locator('textarea').fill('lopez, ANA')
  await promoter.getByRole('button', { name: 'Agregar 1 nombre' }).click()
  await expect(promoter.getByTestId('left-out')).toContainText('Ya está en «Rocío y amigos»')
  const stranger = await browser.newPage()
  await stranger.goto(privateLink.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')))
  await expect(stranger.getByTestId('promoter-page')).toHaveAttribute('data-status', 'unknown')
  await stranger.close()
})

const findAndSee = async (door: Page, query: string): Promise<void> => {
  await door.getByRole('button', { name: 'Find' }).click()
  await door.locator('input[name=guest]').fill(query)
  await expect(door.getByTestId('list-name')).toHaveCount(1)
}
const closeSheet = (door: Page) => door.keyboard.press('Escape')

test('two doors tick the same name, one of them offline; the rest is found as too much, with both doors', async () => {
  test.setTimeout(180_000)
  const [main, vip] = phones
  const first = await pairPhone(manager, stack.info, main, { name: 'Main phone', gate: 'Main' })
  const second = await pairPhone(manager, stack.info, vip, { name: 'VIP phone', gate: 'VIP' })
  await findAndSee(second, 'lop')
  await closeSheet(second)
  await vip.setOffline(true)

  await findAndSee(first, 'lopez an')
  const { violations } = await new AxeBuilder({ page: first }).withTags(['wcag2aa']).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await first.getByRole('button', { name: 'Let 3 of Ana López in' }).click()
  await expect(first.getByTestId('list-ticked')).toContainText('3 in')
  await expect(first.getByTestId('list-name')).toContainText('3 of 4 in')
  // The promoter's page is open, and hears of it by itself.
  await expect(promoter.getByTestId('list-name').first()).toContainText('3 de 4 dentro')

  // What the other door could not know.
  await findAndSee(second, 'ana lop')
  await second.getByRole('button', { name: 'Let all 4 in' }).click()
  await expect(second.getByTestId('list-name')).toContainText('4 of 4 in')
  await vip.setOffline(false)
  await expect
    .poll(async () => {
      const [row] = await stack.sql`select sum(arrived)::int as arrived from public.list_entries`
      return row?.arrived
    })
    .toBe(7)
  await manager.goto(office(`lists?event=${slug}`))
  const excess = manager.getByTestId('list-excess')
  await expect(excess).toHaveCount(1)
  await expect(excess).toContainText('Ana López: 3 more than the 4')
  await expect(excess).toContainText('VIP · VIP phone')
  await expect(excess).toContainText('Main · Main phone')

  // Online again it knows, and asks.
  await expect(second.getByTestId('list-name')).toContainText('7 of 4 in')
  await second.getByRole('button', { name: 'One more' }).click()
  await expect(second.getByTestId('list-asked')).toBeVisible()
  const acts = await stack.sql`select count(*)::int as acts from public.door_acts`
  expect(acts[0]?.acts).toBe(2)
  await second.getByRole('button', { name: 'Not now' }).click()
  await closeSheet(second)
  await closeSheet(first)
})

test('a late name is at the door without a word', async () => {
  const door = await phones[0].open(stack.info.scannerUrl)
  await promoter.locator('textarea').fill('Última Invitada')
  await promoter.getByRole('button', { name: 'Agregar 1 nombre' }).click()
  await findAndSee(door, 'ult inv')
  await closeSheet(door)
})

test('the promoter’s link sells, and the statement has each head with its door', async () => {
  test.setTimeout(120_000)
  const buyer = await browser.newPage({ viewport: phoneScreen, locale: 'en-US' })
  await buyer.goto(`${stack.info.shopUrl}/?p=rocionunez`)
  await buyer
    .getByRole('link', { name: /perreo/i })
    .first()
    .click()
  await buyer.getByTestId('plus-GA').click()
  await buyer.locator('input[name=email]').fill('lola@example.com')
  await buyer.locator('input[name=name]').fill('Lola')
  await buyer.getByTestId('pay').click()
  await payByCard(buyer, stack.info, '4242 4242 4242 4242')
  await expect(buyer.getByTestId('ticket')).toHaveCount(1, { timeout: 40_000 })

  await manager.goto(office('promoters'))
  await manager.getByRole('link', { name: /^Statement/ }).click()
  await expect(manager.getByTestId('commission')).toHaveText('$21.00')
  await manager.getByRole('button', { name: 'Show each line' }).click()
  await expect(manager.getByTestId('statement-line')).toHaveCount(3)
  await expect(manager.getByText(/4 people · in .*VIP · VIP phone/)).toBeVisible()
  const download = manager.waitForEvent('download')
  await manager.getByRole('button', { name: 'CSV' }).click()
  expect((await download).suggestedFilename()).toMatch(/^rocío-núñez-perreo-\w+\.csv$/)
})
