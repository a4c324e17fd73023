// The week of a club, by its people and without SQL: from an empty installation to takings that agree with the provider.

import { readFileSync } from 'node:fs'
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import {
  createDoorPhone,
  type DoorPhone,
  launchBrowser,
  phoneScreen,
  temporaryFolder,
} from './support/browser.ts'
import { waitForMail } from './support/inbox.ts'
import {
  buyInShop,
  heldByProvider,
  nightField,
  nightOf,
  officeContext,
  openOffice,
  signInStaff,
  venueTime,
} from './support/office.ts'
import { expectVerdict, pairPhone, readByHardwareScanner } from './support/steps.ts'

test.describe.configure({ mode: 'serial' })

let stack: Stack
let browser: Browser
let phone: DoorPhone
let owner: Page
let manager: Page
let tonight: { id: string; slug: string }
let nextWeek: { id: string; slug: string }
let codes: string[]

test.beforeAll(async () => {
  test.setTimeout(300_000)
  stack = await startStack({ dataDir: temporaryFolder('week'), seed: false, serveApps: true })
  browser = await launchBrowser()
  phone = createDoorPhone('week')
})

test.afterAll(async () => {
  await phone.close()
  await browser.close()
  await stack.stop()
})

const slugOf = async (id: string): Promise<string> => {
  const [row] = await stack.sql<{ slug: string }[]>`select slug from public.events where id = ${id}`
  return row?.slug ?? ''
}

test('the owner finds what to do first, and gives the club its face', async () => {
  owner = await signInStaff(browser, stack.info, stack.info.manager)
  await expect(owner.getByTestId('first-steps')).toContainText('Give the club its name')
  await owner.getByTestId('first-steps').getByRole('link', { name: /name/ }).click()
  const face = owner.getByRole('form', { name: "The club's face" })
  await face.locator('[name=name]').fill('Noche Alta')
  await face.locator('[name=accent]').fill('#c2185b')
  await face
    .locator('input[type=file]')
    .setInputFiles('apps/purchase-web/public/icons/maguey-192.png')
  await expect(face.locator('img')).toBeVisible()
  await face.getByRole('button', { name: 'Save' }).click()
  await expect(face.getByText('Saved.')).toBeVisible()
})

test('a night with a poster and releases goes on sale', async () => {
  await openOffice(owner, '/nights')
  await owner.getByRole('button', { name: 'New night' }).click()
  const id = await nightOf(owner)
  await nightField(owner, 'name').fill('Viernes Alto')
  await nightField(owner, 'venue_name').fill('Noche Alta')
  await nightField(owner, 'doors_open_at').fill(venueTime(-1))
  await nightField(owner, 'event_date').fill(venueTime(1))
  await nightField(owner, 'ends_at').fill(venueTime(8))
  await owner
    .locator('main input[type=file]')
    .setInputFiles('apps/purchase-web/public/images/agave-techno.webp')
  await nightField(owner, 'image_alt').fill('A dancer in red light')
  await nightField(owner, 'types.0.price').fill('30')
  await owner.locator('summary').first().click()
  await owner.getByRole('button', { name: 'Add a release' }).click()
  await nightField(owner, 'types.0.releases.0.price').fill('20')
  await nightField(owner, 'types.0.releases.0.until_taken').fill('3')
  await owner.getByRole('button', { name: 'Publish' }).click()
  await expect(owner.getByTestId('state')).toHaveText('On sale')
  tonight = { id, slug: await slugOf(id) }
})

test('the shop wears the face and shows the poster', async () => {
  const page = await browser.newPage({ viewport: phoneScreen, locale: 'en-US' })
  await page.goto(`${stack.info.shopUrl}/events/${tonight.slug}`)
  await expect(page).toHaveTitle(/Noche Alta/)
  await expect(page.getByAltText('A dancer in red light')).toBeVisible()
  await expect(page.getByTestId('release')).toBeVisible()
  await page.close()
})

test('a manager is invited by mail, and chooses a password', async () => {
  await openOffice(owner, '/staff')
  await owner.getByRole('button', { name: 'Invite somebody' }).click()
  await owner.locator('input[name=staff_name]').fill('Ines Ortega')
  await owner.locator('input[name=staff_email]').fill('ines@example.com')
  await owner.locator('select[name=staff_role]').selectOption('manager')
  await owner.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(owner.getByTestId('invitation')).toContainText('ines@example.com')
  const mail = await waitForMail(stack.info.inboxUrl, 'ines@example.com')
  expect(mail.subject).toContain('Noche Alta')
  manager = await (await officeContext(browser)).newPage()
  await manager.goto(/https?:\/\/\S+\/password#[\w-]+/.exec(mail.text)?.[0] ?? '')
  await manager.locator('input[name=new_password]').fill('perro azul y luna')
  await manager.locator('form button[type=submit]').click()
  await expect(manager.getByTestId('inside-now')).toBeVisible()
  await expect(manager.getByRole('link', { name: 'Settings' })).toHaveCount(0)
})

test('customers buy with a promo code, and the next release begins by itself', async () => {
  await openOffice(manager, '/promos')
  await manager.getByRole('button', { name: 'New code' }).click()
  await manager.locator('input[name=code]').fill('AMIGAS')
  await manager.locator('input[name=value]').fill('10')
  await manager.getByRole('button', { name: 'Make the code' }).click()
  await expect(manager.getByText('AMIGAS').first()).toBeVisible()
  const order = { slug: tonight.slug, email: 'rosa@example.com', name: 'Rosa Mean' }
  await (
    await buyInShop(browser, stack.info, { ...order, take: { GENE: 3 }, promo: 'amigas' })
  ).close()
  const page = await buyInShop(browser, stack.info, {
    slug: tonight.slug,
    email: 'beto@example.com',
    name: 'Beto Luna',
    take: { GENE: 1 },
  })
  await page.close()
  expect(await heldByProvider(stack.info)).toBe(5400 + 3000)
})

const openOrder = async (query: string): Promise<void> => {
  await openOffice(manager, `/orders?q=${encodeURIComponent(query)}`)
  const found = manager.getByTestId('orders').getByRole('link')
  await found.filter({ hasText: query }).first().click()
  await expect(manager.getByTestId('order-number')).toBeVisible()
}

test('the manager corrects a name, refunds one of three tickets, gives two away', async () => {
  await openOrder('rosa@example.com')
  await manager.getByRole('button', { name: 'Correct name or e-mail' }).click()
  await manager.locator('input[name=name]').fill('Rosa Mena')
  await manager.locator('input[name=reason]').fill('She called')
  await manager.getByRole('button', { name: 'Save and send' }).click()
  await expect(manager.getByRole('dialog')).toHaveCount(0)
  await expect(manager.getByRole('heading', { level: 1, name: 'Rosa Mena' })).toBeVisible()

  await expect(manager.getByTestId('desk-ticket')).toHaveCount(3)
  await manager
    .getByTestId('desk-ticket')
    .first()
    .getByRole('button', { name: /^Refund/ })
    .click()
  const refund = manager.getByRole('dialog', { name: 'Give money back' })
  await expect(refund.getByRole('button', { name: 'Give back $18' })).toBeVisible()
  await refund.locator('input[name=reason]').fill('A friend fell ill')
  await refund.getByRole('button', { name: 'Give back $18' }).click()
  await expect(manager.getByTestId('order-state')).toHaveAttribute(
    'data-status',
    'partially_refunded',
    { timeout: 60_000 },
  )

  await openOffice(manager, '/orders/comp')
  await manager.locator('[name^=quantity-]').fill('2')
  await manager.locator('input[name=name]').fill('DJ Sol')
  await manager.locator('input[name=email]').fill('sol@example.com')
  await manager.locator('input[name=reason]').fill('Plays tonight')
  await manager.getByRole('button', { name: 'Give and send' }).click()
  await expect(manager.getByTestId('desk-ticket')).toHaveCount(2)
  const rows = await stack.sql<{ qr: string }[]>`
    select qr_code_data as qr from public.tickets where status = 'issued' order by ticket_id`
  codes = rows.map(({ qr }) => qr)
  expect(codes).toHaveLength(5)
})

test('a scan at the door arrives on the live page', async () => {
  await openOffice(manager, '/live')
  await expect(manager.getByTestId('inside-now')).toHaveText(/^0\b/)
  const door = await pairPhone(manager, stack.info, phone, { name: 'Door 1', gate: 'Main' })
  await readByHardwareScanner(door, codes[0] ?? '')
  await expectVerdict(door, 'admit', 'green')
  await expect(manager.getByTestId('inside-now')).toHaveText(/^1\b/)
})

test("next week's night is sold, called off, and paid back in full", async () => {
  await openOffice(manager, '/nights')
  await manager.getByRole('button', { name: /^Duplicate Viernes Alto/ }).click()
  await expect(manager.getByTestId('state')).toHaveText('Draft')
  const id = await nightOf(manager)
  nextWeek = { id, slug: await slugOf(id) }
  await manager.getByRole('button', { name: 'Publish' }).click()
  await expect(manager.getByTestId('state')).toHaveText('On sale')
  for (const [email, count] of [
    ['ana@example.com', 2],
    ['leo@example.com', 1],
  ] as const) {
    const take = { GENE: count }
    await (
      await buyInShop(browser, stack.info, { slug: nextWeek.slug, email, name: 'A Guest', take })
    ).close()
  }
  await manager.reload()
  await manager.getByRole('button', { name: 'Cancel the night' }).click()
  await manager.locator('input[name=reason]').fill('Water damage')
  await manager.getByRole('button', { name: 'Cancel and refund everyone' }).click()
  await expect(manager.getByTestId('cancellation')).toContainText('Refunds: 2 of 2', {
    timeout: 90_000,
  })
  const mails = await (await fetch(`${stack.info.inboxUrl}/api/emails`)).json()
  expect(JSON.stringify(mails)).toContain('ana@example.com')
})

test('what was earned agrees with the provider to the cent, on screen and in the file', async () => {
  await openOffice(manager, '/money')
  await manager
    .getByRole('button', { name: /^Viernes Alto/ })
    .last()
    .click()
  const nets: number[] = []
  for (const button of await manager.getByRole('button', { name: /^Viernes Alto/ }).all()) {
    await button.click()
    const text = (await button.textContent()) ?? ''
    nets.push(Math.round(Number(/\$([\d.,]+)/.exec(text)?.[1]?.replace(',', '')) * 100))
  }
  expect(nets.toSorted((a, b) => a - b)).toEqual([0, 6600])
  expect(nets.reduce((sum, net) => sum + net, 0)).toBe(await heldByProvider(stack.info))

  await manager
    .getByRole('button', { name: /^Viernes Alto/ })
    .filter({ hasText: '$66' })
    .click()
  await expect(manager.getByTestId('net')).toHaveText(/^\$66(\.00)?$/)
  const saved = manager.waitForEvent('download')
  await manager.getByRole('button', { name: 'Orders', exact: true }).click()
  const file = readFileSync(await (await saved).path(), 'utf8')
  expect(file).toContain('Rosa Mena')
  expect(file.trim().split('\r\n')).toHaveLength(4)
})

test('the first steps are done, and the card is gone', async () => {
  const answered = owner.waitForResponse(
    (response) =>
      response.url().endsWith('/desk/first-steps') && response.request().method() === 'GET',
  )
  await openOffice(owner, '/settings')
  const done = { named: true, night: true, phone: true, purchase: true }
  expect(await (await answered).json()).toMatchObject(done)
  await expect(owner.getByRole('form', { name: "The club's face" })).toBeVisible()
  await expect(owner.getByTestId('first-steps')).toHaveCount(0)
})
