// The club's week in one go: its face, its codes, its staff, and what it forgets. Every screen is examined by axe, in
// both languages; MAGUEY_LOOK=FOLDER photographs them.

import AxeBuilder from '@axe-core/playwright'
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { launchBrowser, phoneScreen, temporaryFolder } from './support/browser.ts'
import { waitForMail } from './support/inbox.ts'
import { payByCard, signInManager } from './support/steps.ts'

const desk = { width: 1280, height: 800 }
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const folder = process.env.MAGUEY_LOOK

let stack: Stack
let browser: Browser
let office: Page

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(300_000)
  stack = await startStack({ dataDir: temporaryFolder('club'), seed: true, serveApps: true })
  browser = await launchBrowser()
  office = await signInManager(browser, stack.info)
  await office.emulateMedia({ reducedMotion: 'reduce' })
})

test.afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

/** As a phone and as a desk, in both languages, photographed if somebody wants to look. */
const examine = async (page: Page, name: string): Promise<void> => {
  for (const locale of ['en', 'es']) {
    await page.evaluate((language) => localStorage.setItem('PARAGLIDE_LOCALE', language), locale)
    await page.reload()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    for (const size of [phoneScreen, desk]) {
      await page.setViewportSize(size)
      await page.waitForTimeout(400)
      if (folder !== undefined)
        await page.screenshot({
          path: `${folder}/${name}-${size.width}-${locale}.png`,
          fullPage: true,
        })
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`,
      )
      expect.soft(found, `${name} ${locale} ${size.width}`).toEqual([])
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect.soft(overflow, `${name} ${locale} ${size.width} is too wide`).toBeLessThanOrEqual(0)
    }
  }
  await page.evaluate(() => localStorage.setItem('PARAGLIDE_LOCALE', 'en'))
  await page.reload()
}

const goTo = async (path: string): Promise<void> => {
  await office.goto(`${stack.info.backOfficeUrl}/${path}`)
  await expect(office.getByRole('heading', { level: 1 })).toBeVisible()
}

test('the club gets a face, and shop and back office wear it', async () => {
  await goTo('settings')
  await expect(office.getByTestId('first-steps')).toBeVisible()
  await examine(office, 'settings')
  const face = office
    .getByRole('form', { name: 'The club’s face' })
    .or(office.locator('form').filter({ has: office.locator('input[name=accent]') }))
  await office.locator('input[name=name]').fill('La Perla')
  await office.locator('input[name=accent]').fill('#ffd400')
  await face.getByRole('button', { name: 'Save' }).click()
  await expect(office.getByText('Saved.')).toBeVisible()
  await office.locator('input[name=contact_email]').fill('not an address')
  await office
    .locator('form')
    .filter({ has: office.locator('input[name=contact_email]') })
    .getByRole('button', { name: 'Save' })
    .click()
  await expect(office.getByText('Check the e-mail address', { exact: false })).toBeVisible()

  const shop = await browser.newPage({ viewport: phoneScreen, locale: 'en-US' })
  await shop.goto(stack.info.shopUrl)
  await expect(shop.getByRole('link', { name: 'La Perla' })).toBeVisible()
  const accent = await shop.evaluate(() =>
    document.documentElement.style.getPropertyValue('--maguey-agave'),
  )
  // Yellow can't be read on paper: the light theme has it darkened.
  expect(accent).toMatch(/^light-dark\(#[0-9a-f]{6}, #ffd400\)$/)
  expect(accent).not.toContain('light-dark(#ffd400')
  await shop.close()
})

test('a promo code is made, bought with once, and told to be used up in Spanish', async () => {
  await goTo('promos')
  await office.getByRole('button', { name: 'New code' }).first().click()
  await office.locator('input[name=code]').fill('agave 20')
  await office.locator('input[name=value]').fill('200')
  await office.getByRole('button', { name: 'Make the code' }).click()
  await expect(office.getByText('Enter a number above zero', { exact: false })).toBeVisible()
  await office.locator('input[name=value]').fill('20')
  await office.locator('input[name=maxUses]').fill('1')
  await office.getByRole('button', { name: 'Make the code' }).click()
  await expect(office.getByTestId('promo').filter({ hasText: 'AGAVE20' })).toContainText('0 of 1')

  const buy = async (locale: string) => {
    const page = await browser.newPage({ viewport: phoneScreen, locale })
    await page.goto(stack.info.shopUrl)
    await page
      .getByRole('link', { name: /perreo/i })
      .first()
      .click()
    await page.getByTestId('plus-VIP').click()
    await page.getByTestId('promo-open').click()
    await page.getByTestId('promo-code').fill('agave20')
    await page.getByTestId('promo-apply').click()
    return page
  }
  const first = await buy('en-US')
  await expect(first.getByTestId('promo-applied')).toContainText('AGAVE20')
  await expect(first.getByTestId('total')).toHaveText('$40.00')
  if (folder !== undefined)
    await first.screenshot({ path: `${folder}/shop-promo-390-en.png`, fullPage: true })
  await first.locator('input[name=email]').fill('lupe@example.com')
  await first.locator('input[name=name]').fill('Lupe Ávila')
  await first.getByTestId('pay').click()
  await payByCard(first, stack.info, '4242 4242 4242 4242')
  await expect(first.getByTestId('ticket')).toHaveCount(1, { timeout: 40_000 })
  await first.close()

  const second = await buy('es-MX')
  await expect(second.getByTestId('promo-note')).toContainText('se agotó')
  const { violations } = await new AxeBuilder({ page: second }).withTags(rules).analyze()
  expect.soft(violations.map(({ id }) => id)).toEqual([])
  if (folder !== undefined)
    await second.screenshot({ path: `${folder}/shop-promo-refused-390-es.png`, fullPage: true })
  await second.close()

  const mail = await waitForMail(stack.info.inboxUrl, 'lupe@example.com')
  expect(mail.text).toContain('La Perla')
  await examine(office, 'promos')
  await office.getByRole('button', { name: 'Pause AGAVE20' }).click()
  await expect(office.getByTestId('promo').filter({ hasText: 'AGAVE20' })).toContainText('Paused')
})

test('somebody is invited by mail, chooses a password, and may do what their role may', async () => {
  await goTo('staff')
  await office.getByRole('button', { name: 'Invite somebody' }).first().click()
  await office.locator('input[name=staff_name]').fill('Beto')
  await office.locator('input[name=staff_email]').fill('beto@example.com')
  await office.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(office.getByTestId('invitation')).toContainText('beto@example.com')
  const mail = await waitForMail(stack.info.inboxUrl, 'beto@example.com')
  const link = /https?:\/\/\S+\/password#[\w-]+/.exec(mail.text)?.[0] ?? ''
  await expect(async () => {
    await office.reload()
    await expect(office.getByTestId('invitation')).toContainText('Mail sent', { timeout: 2_000 })
  }).toPass()
  await examine(office, 'staff')

  const beto = await (
    await browser.newContext({ viewport: phoneScreen, locale: 'en-US' })
  ).newPage()
  await beto.goto(link)
  expect(beto.url()).not.toContain('#')
  if (folder !== undefined)
    await beto.screenshot({ path: `${folder}/password-390-en.png`, fullPage: true })
  await beto.locator('input[name=new_password]').fill('short')
  await beto.getByRole('button', { name: 'Choose a password' }).click()
  await expect(beto.getByRole('alert')).toContainText('10 to 72')
  await beto.locator('input[name=new_password]').fill('agave and mezcal')
  await beto.getByRole('button', { name: 'Choose a password' }).click()
  await expect(beto.getByRole('navigation').first()).toBeVisible()
  await beto.goto(`${stack.info.backOfficeUrl}/settings`)
  await expect(beto.locator('input[name=accent]')).toHaveCount(0)
  await beto.goto(`${stack.info.backOfficeUrl}/account`)
  await examine(beto, 'account')
  await beto.goto(link)
  await beto.locator('input[name=new_password]').fill('agave and mezcal')
  await beto.getByRole('button', { name: 'Choose a password' }).click()
  await expect(beto.getByRole('alert')).toContainText('has been used')
  await beto.context().close()

  await goTo('staff')
  await office.getByRole('button', { name: 'Remove Beto' }).click()
  await expect(office.getByTestId('member').filter({ hasText: 'Beto' })).toContainText('Left')
  // The last admin stays one.
  await office.getByRole('button', { name: /^Remove Manager/ }).click()
  await expect(office.getByText('Somebody has to be an admin', { exact: false })).toBeVisible()
})

test('a person is told what is stored, and erased', async () => {
  await goTo('people')
  await office.locator('input[name=person_email]').fill('lupe@example.com')
  const saving = office.waitForEvent('download')
  await office.getByRole('button', { name: 'Save what is stored' }).click()
  const saved = await (await saving).createReadStream()
  const parts: Buffer[] = []
  for await (const part of saved) parts.push(part as Buffer)
  expect(Buffer.concat(parts).toString()).toContain('Lupe Ávila')
  await office.locator('input[name=erase_reason]').fill('letter of today')
  await office.getByRole('button', { name: 'Erase this person' }).click()
  await office.getByRole('button', { name: 'Yes, erase' }).click()
  await expect(office.getByTestId('erasure')).toContainText('letter of today')
  await examine(office, 'people')
  const [order] =
    await stack.sql`select customer_email, total_amount from public.orders where completed_at is not null`
  expect(order?.customer_email).toMatch(/^forgotten-/)
  expect(order?.total_amount).toBe('40.00')
})
