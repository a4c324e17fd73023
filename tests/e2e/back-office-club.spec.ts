// The club and its people: settings and their failures, staff who come, change and leave, passwords, erasure.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { errorMessage } from '@maguey/ticket-core/error-register'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { createDoorPhone, launchBrowser, phoneScreen, temporaryFolder } from './support/browser.ts'
import { mailsTo, waitForMail } from './support/inbox.ts'
import {
  buyInShop,
  fillSignIn,
  nightField,
  officeContext,
  openOffice,
  signInStaff,
} from './support/office.ts'
import { eventOfTonight, pairPhone } from './support/steps.ts'

let stack: Stack
let browser: Browser
let admin: Page

test.beforeAll(async () => {
  test.setTimeout(300_000)
  stack = await startStack({ dataDir: temporaryFolder('club'), seed: true, serveApps: true })
  browser = await launchBrowser()
  admin = await signInStaff(browser, stack.info, stack.info.manager)
})

test.afterAll(async () => {
  await browser.close()
  await stack.stop()
})

const part = (title: string) => admin.getByRole('form', { name: title })
const saveOf = (title: string) => part(title).getByRole('button', { name: 'Save' })
const linkIn = (text: string) => /https?:\/\/\S+\/password#[\w-]+/.exec(text)?.[0] ?? ''

async function joined(name: string, email: string, role: string, password: string): Promise<Page> {
  await openOffice(admin, '/staff')
  await admin.getByRole('button', { name: 'Invite somebody' }).click()
  await admin.locator('input[name=staff_name]').fill(name)
  await admin.locator('input[name=staff_email]').fill(email)
  await admin.locator('select[name=staff_role]').selectOption(role)
  await admin.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(admin.getByTestId('invitation').filter({ hasText: email })).toBeVisible()
  const mail = await waitForMail(stack.info.inboxUrl, email)
  const page = await (await officeContext(browser)).newPage()
  await page.goto(linkIn(mail.text))
  await page.locator('input[name=new_password]').fill('short')
  await page.locator('form button[type=submit]').click()
  await expect(page.getByRole('alert')).toContainText('10 to 72 characters')
  await page.locator('input[name=new_password]').fill(password)
  await page.locator('form button[type=submit]').click()
  await expect(page.getByRole('navigation').first()).toBeVisible()
  return page
}

test('settings say what is wrong, keep what was typed, and are worn by every app', async () => {
  await openOffice(admin, '/settings')
  const contact = part('Address and contact')
  await contact.locator('[name=address]').fill('Calle 5, Oaxaca')
  await contact.locator('[name=contact_email]').fill('nobody')
  await saveOf('Address and contact').click()
  await expect(contact.getByText(errorMessage('invalid_email', 'en'))).toBeVisible()
  await expect(contact.locator('[name=address]')).toHaveValue('Calle 5, Oaxaca')
  await contact.locator('[name=contact_email]').fill('hola@perla.mx')
  await saveOf('Address and contact').click()
  await expect(contact.getByText('Saved.')).toBeVisible()

  const face = part("The club's face")
  await face.locator('[name=name]').fill('La Perla')
  await face.locator('input[type=file]').setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: Buffer.from('not a picture'),
  })
  await expect(face.getByText("can't be read as a picture")).toBeVisible()
  await face
    .locator('input[type=file]')
    .setInputFiles('apps/purchase-web/public/icons/maguey-192.png')
  await face.locator('[name=accent]').fill('#c2185b')
  await saveOf("The club's face").click()
  await expect(face.getByText('Saved.')).toBeVisible()

  const habits = part('Times and new nights')
  await habits.locator('[name=clock]').selectOption('12h')
  await habits.locator('[name=default_venue_capacity]').fill('many')
  await expect(habits.getByText('A whole number from 0 to 1000000.')).toBeVisible()
  await expect(saveOf('Times and new nights')).toBeDisabled()
  await habits.locator('[name=default_venue_capacity]').fill('450')
  await habits.locator('[name=default_venue_name]').fill('Salón Perla')
  await habits.locator('[name=default_currency]').fill('mxn')
  await saveOf('Times and new nights').click()
  await expect(habits.getByText('Saved.')).toBeVisible()

  await openOffice(admin, '/nights')
  await admin.getByRole('button', { name: 'New night' }).click()
  await expect(nightField(admin, 'venue_name')).toHaveValue('Salón Perla')
  await expect(nightField(admin, 'venue_capacity')).toHaveValue('450')
  await expect(nightField(admin, 'currency')).toHaveValue('MXN')
})

test('the shop and a door phone wear the name, the colour and the twelve hours', async () => {
  const { slug } = await eventOfTonight(stack.info.apiUrl)
  const shop = await browser.newPage({ viewport: phoneScreen, locale: 'en-US' })
  await shop.goto(`${stack.info.shopUrl}/events/${slug}`)
  await expect(shop.getByText('La Perla').first()).toBeVisible()
  await expect(shop.getByText(/10:00\s?PM/).first()).toBeVisible()
  await shop.close()

  const phone = createDoorPhone('club-door')
  const door = await pairPhone(admin, stack.info, phone, { name: 'Door', gate: 'Main' })
  await door.getByRole('button', { name: 'More' }).click()
  await expect(door.getByTestId('wordmark')).toContainText('La Perla')
  await expect(door.getByTestId('wordmark').locator('img')).toBeVisible()
  const accent = await door.evaluate(() =>
    document.documentElement.style.getPropertyValue('--maguey-agave'),
  )
  expect(accent).toContain('light-dark(')
  await door.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await phone.setOffline(true)
  await door.reload()
  await expect
    .poll(() =>
      door.evaluate(() => document.documentElement.style.getPropertyValue('--maguey-agave')),
    )
    .toBe(accent)
  await phone.close()
})

test('staff come with a role, see its pages alone, change and leave at once', async () => {
  const desk = await joined('Fede', 'fede@example.com', 'front_desk', 'una clave bien larga')
  const pagesShown = desk.getByRole('navigation').first().getByRole('link')
  await expect(pagesShown.filter({ hasText: 'Orders' })).toBeVisible()
  for (const page of ['Live', 'Nights', 'Phones', 'Money', 'Settings', 'Staff'])
    await expect(desk.getByRole('link', { name: page, exact: true })).toHaveCount(0)
  await openOffice(desk, '/settings')
  await expect(desk).toHaveURL(/\/orders/)

  await openOffice(admin, '/staff')
  const row = admin.getByTestId('member').filter({ hasText: 'fede@example.com' })
  await row.locator('select[name=role]').selectOption('manager')
  await expect(row.locator('select[name=role]')).toHaveValue('manager')
  await desk.reload()
  await expect(desk.getByRole('link', { name: 'Nights' }).first()).toBeVisible()

  await row.getByRole('button', { name: 'Remove Fede' }).click()
  await expect(row).toContainText('Left; was')
  await desk.reload()
  await expect(
    desk.getByText('This account is not a manager').or(desk.locator('input[name=password]')),
  ).toBeVisible()
  await desk.context().close()
})

test('an invitation that was withdrawn, used or never made is told from one that works', async () => {
  await openOffice(admin, '/staff')
  await admin.getByRole('button', { name: 'Invite somebody' }).click()
  await admin.locator('input[name=staff_name]').fill('Nora')
  await admin.locator('input[name=staff_email]').fill(stack.info.manager.email)
  await admin.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(admin.getByRole('dialog')).toContainText(/already/i)
  await admin.locator('input[name=staff_email]').fill('nora@example.com')
  await admin.getByRole('button', { name: 'Send the invitation' }).click()
  const mail = await waitForMail(stack.info.inboxUrl, 'nora@example.com')
  await admin.getByRole('button', { name: 'Withdraw the invitation of Nora' }).click()
  await expect(admin.getByTestId('invitation')).toHaveCount(0)
  const page = await (await officeContext(browser)).newPage()
  for (const link of [
    linkIn(mail.text),
    `${stack.info.backOfficeUrl}/password#${'A'.repeat(32)}`,
  ]) {
    await page.goto('about:blank')
    await page.goto(link)
    await page.locator('input[name=new_password]').fill('una clave bien larga')
    await page.locator('form button[type=submit]').click()
    await expect(page.getByRole('alert')).toContainText(/link/i)
  }
  await page.context().close()
})

test('the last admin can neither leave nor be made less', async () => {
  await openOffice(admin, '/staff')
  const me = admin.getByTestId('member').filter({ hasText: '(you)' })
  await me.locator('select[name=role]').selectOption('manager')
  await expect(admin.getByText(errorMessage('last_admin', 'en'))).toBeVisible()
  await expect(me.locator('select[name=role]')).toHaveValue('admin')
  await openOffice(admin, '/account')
  const leave = admin.getByRole('region', { name: 'Leave the staff' })
  await leave.getByRole('button').click()
  await leave.getByRole('button', { name: 'Yes, end my rights now' }).click()
  await expect(leave.getByText(errorMessage('last_admin', 'en'))).toBeVisible()
  const [kept] = await stack.sql`
    select role, active from public.staff_members where role = 'admin'`
  expect(kept).toEqual({ role: 'admin', active: true })
})

test('a password is changed by the old one, and a forgotten one by a mail that is not sent without end', async () => {
  const eva = await joined('Eva', 'eva@example.com', 'manager', 'perro azul y luna')
  await openOffice(eva, '/account')
  await eva.locator('input[name=current_password]').fill('wrong')
  await eva.locator('input[name=new_password]').fill('gato rojo y sol')
  await eva.getByRole('button', { name: 'Change your password' }).click()
  await expect(eva.getByRole('alert')).toContainText('not right')
  await eva.locator('input[name=current_password]').fill('perro azul y luna')
  await eva.getByRole('button', { name: 'Change your password' }).click()
  await expect(eva.locator('form input[name=password]')).toBeVisible()
  await fillSignIn(eva, { email: 'eva@example.com', password: 'perro azul y luna' })
  await expect(eva.getByText('do not match')).toBeVisible()

  const before = (await mailsTo(stack.info.inboxUrl, 'eva@example.com')).length
  for (let asked = 0; asked < 5; asked += 1) {
    await eva.goto(`${stack.info.backOfficeUrl}/forgot`)
    await eva.locator('input[name=email]').fill('EVA@example.com')
    await eva.getByRole('button', { name: 'Send me a link' }).click()
    await expect(eva.getByText('Look at your mail')).toBeVisible()
  }
  await expect
    .poll(async () => (await mailsTo(stack.info.inboxUrl, 'eva@example.com')).length)
    .toBe(before + 1)
  const [latest] = await mailsTo(stack.info.inboxUrl, 'eva@example.com')
  await eva.goto(linkIn(latest?.text ?? ''))
  await eva.locator('input[name=new_password]').fill('tres tristes tigres')
  await eva.locator('form button[type=submit]').click()
  await expect(eva.getByTestId('inside-now')).toBeVisible()
  await eva.context().close()
})

test('a session elsewhere is listed, and ended', async () => {
  const elsewhere = await signInStaff(browser, stack.info, stack.info.manager)
  await openOffice(admin, '/account')
  const sessions = admin.getByTestId('own-session')
  await expect(sessions.nth(1)).toBeVisible()
  const before = await sessions.count()
  expect(before).toBeGreaterThan(1)
  await expect(admin.locator('[data-testid=own-session][data-here=true]')).toHaveCount(1)
  await sessions.getByRole('button').first().click()
  await expect(sessions).toHaveCount(before - 1)
  await elsewhere.context().close()
})

test('a second factor is set up, asked for at sign-in, and taken away when the phone is lost', async () => {
  const who = { email: 'noa@example.com', password: 'three words of hers' }
  const noa = await joined('Noa', who.email, 'manager', who.password)
  await openOffice(noa, '/account')
  await noa.getByRole('button', { name: 'Set up an authenticator app' }).click()
  const shown = await noa.getByTestId('factor-secret').textContent()
  const secret = (shown ?? '').replaceAll(' ', '')
  await expect(noa.getByTestId('factor-qr')).toHaveAttribute('data-text', new RegExp(secret))
  const codeNow = (laterMs = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + laterMs })
  const enter = async (page: Page, code: string) => {
    await page.locator('input[name=code]').fill(code)
    await page.locator('form:has(input[name=code]) button[type=submit]').click()
  }
  await enter(noa, codeNow() === '000000' ? '000001' : '000000')
  await expect(noa.getByRole('alert')).toContainText('not the code of this moment')
  await enter(noa, codeNow())
  await expect(noa.getByText('Each sign-in asks for a code')).toBeVisible()

  const elsewhere = await (await officeContext(browser)).newPage()
  await elsewhere.goto(stack.info.backOfficeUrl)
  await fillSignIn(elsewhere, who)
  await expect(elsewhere.getByRole('heading', { name: 'Your code' })).toBeVisible()
  await enter(elsewhere, '12')
  await expect(elsewhere.getByRole('alert')).toContainText('not the code of this moment')
  await expect(elsewhere.getByRole('navigation')).toHaveCount(0)
  // The one before was used, and is taken once.
  await enter(elsewhere, codeNow(30_000))
  await expect(elsewhere.getByRole('navigation').first()).toBeVisible()

  await openOffice(admin, '/staff')
  const taking = admin.getByRole('button', { name: 'Remove the second factor of Noa' })
  await taking.click()
  await admin.getByRole('button', { name: 'Yes, their password is enough' }).click()
  await expect(taking).toHaveCount(0)
  const again = await (await officeContext(browser)).newPage()
  await again.goto(stack.info.backOfficeUrl)
  await fillSignIn(again, who)
  await expect(again.getByRole('navigation').first()).toBeVisible()
  for (const page of [noa, elsewhere, again]) await page.context().close()
})

test('where Auth offers no second factor, the page says so and offers nothing', async () => {
  await admin.route('**/auth/v1/factors', (route) =>
    route.fulfill({
      status: 422,
      headers: {
        'x-supabase-api-version': '2024-01-01',
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'x-supabase-api-version',
      },
      json: { code: 'mfa_totp_enroll_not_enabled', message: 'MFA enroll is disabled for TOTP' },
    }),
  )
  await openOffice(admin, '/account')
  const begin = admin.getByRole('button', { name: 'Set up an authenticator app' })
  await begin.click()
  await expect(admin.getByText('does not offer a second factor')).toBeVisible()
  await expect(begin).toHaveCount(0)
  await admin.unroute('**/auth/v1/factors')
})

test('a person is exported and erased; the money and the tickets stay', async () => {
  const { slug } = await eventOfTonight(stack.info.apiUrl)
  const lupe = { slug, email: 'lupe@example.com', name: 'Lupe Ávila', take: { VIP: 1 } }
  await (await buyInShop(browser, stack.info, lupe)).close()
  await openOffice(admin, '/people')
  await admin.locator('input[name=person_email]').fill('lupe@example.com')
  const saved = admin.waitForEvent('download')
  await admin.getByRole('button', { name: 'Save what is stored as a file' }).click()
  await saved
  await expect(admin.getByText('1 orders are in the file.')).toBeVisible()
  await admin.locator('input[name=erase_reason]').fill('Letter of the 3rd')
  await admin.getByRole('button', { name: 'Erase this person' }).click()
  await admin.getByRole('button', { name: 'Yes, erase lupe@example.com for good' }).click()
  await expect(admin.getByTestId('erasure')).toContainText('Letter of the 3rd')
  const rows = await stack.sql`
    select o.customer_name, t.guest_name, t.status, o.status as state from public.orders o
    join public.tickets t on t.order_id = o.id`
  expect(rows).toEqual([
    expect.objectContaining({ guest_name: null, status: 'issued', state: 'completed' }),
  ])
  await openOffice(admin, '/orders?q=lupe@example.com')
  await expect(admin.getByText('Nothing found')).toBeVisible()
})
