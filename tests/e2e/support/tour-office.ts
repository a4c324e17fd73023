// The back office's screens.

import { expect, type Page } from '@playwright/test'
import type { Night } from '../../db/support/make-night.ts'
import { makeRecordNight } from './record-night.ts'
import { officeListStops } from './tour-lists.ts'
import { heading, type Stop, stopOf } from './tour-stop.ts'
import type { World } from './tour-world.ts'

const office = stopOf('office')

const officePage = async (page: Page, world: World, path: string): Promise<void> => {
  const { stack } = world
  await page.goto(`${stack.info.backOfficeUrl}/${path}`)
  // Pages have fields for an e-mail too, but only the sign-in has this one.
  const password = page.locator('input[name=password]')
  await expect(password.or(page.getByRole('main')).first()).toBeVisible()
  if (!(await password.isVisible())) return
  await page.locator('input[name=email]').fill(stack.info.manager.email)
  await password.fill(stack.info.manager.password)
  await page.locator('form button[type=submit]').click()
  await expect(page.getByTestId('inside-now')).toBeVisible()
  await page.goto(`${stack.info.backOfficeUrl}/${path}`)
}

/** The order that the tour's customer bought. */
const orderPath = async (world: World): Promise<string> => {
  const [order] = await world.stack.sql`
    select id from public.orders where status = 'completed' order by created_at limit 1`
  return `orders/${order?.id}`
}

/** One night for each of the record's states: what is sealed stays sealed for the whole tour. */
const recordNights = new Map<string, Promise<Night>>()

const recordPath = async ({ stack }: World, state: 'open' | 'sealed'): Promise<string> => {
  const night = recordNights.get(state) ?? makeRecordNight(stack, `Perreo, ${state}`)
  recordNights.set(state, night)
  return `record/${(await night).eventId}`
}

export const officeStops: Stop[] = [
  office('sign-in', async (page, world) => {
    await page.goto(world.stack.info.backOfficeUrl)
    await expect(page.locator('input[name=email]')).toBeVisible()
  }),
  office('live', async (page, world) => {
    await officePage(page, world, 'live')
    await expect(page.getByTestId('double-entry').first()).toBeVisible()
  }),
  office('double-entry-note', async (page, world) => {
    await officePage(page, world, 'live')
    await page.getByTestId('double-entry').first().getByRole('button').click()
    await expect(page.getByRole('dialog')).toBeVisible()
  }),
  office('wall', async (page, world) => {
    await officePage(page, world, 'wall')
    await expect(page.getByTestId('wall')).toBeVisible()
  }),
  office('phones', async (page, world) => {
    await officePage(page, world, 'phones')
    await expect(page.getByText('Phone at Main').first()).toBeVisible()
  }),
  office('pairing', async (page, world) => {
    await officePage(page, world, 'phones')
    await page
      .getByRole('button', { name: /pair|emparejar|vincular/i })
      .first()
      .click()
    await page.locator('form button[type=submit]').click()
    await expect(page.getByTestId('pairing-code')).toBeVisible()
  }),
  office('first-run', async (page, world) => {
    await page.route('**/rpc/manager_events*', (route) => route.fulfill({ json: [] }))
    await page.route('**/desk/first-steps', (route) =>
      route.fulfill({
        json: { named: true, night: false, phone: false, purchase: false, payments: 'test' },
      }),
    )
    await officePage(page, world, 'live')
    await expect(page.getByTestId('first-steps')).toBeVisible()
    await page.unroute('**/rpc/manager_events*')
    await page.unroute('**/desk/first-steps')
  }),
  office('nights', async (page, world) => {
    await officePage(page, world, 'nights')
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  }),
  office('night', async (page, world) => {
    const [night] = await world.stack.sql`
      select id from public.events where slug = ${String(world.slugs['perreo-fridays'] ?? Object.values(world.slugs)[0])}`
    await officePage(page, world, `nights/${night?.id}`)
    await expect(page.getByTestId('state')).toBeVisible()
    await page.locator('main summary').first().click()
  }),
  office('record', async (page, world) => {
    await officePage(page, world, await recordPath(world, 'open'))
    await expect(page.getByTestId('seal')).toHaveAttribute('data-state', 'open')
  }),
  office('record-seal', async (page, world) => {
    await officePage(page, world, await recordPath(world, 'open'))
    await page.getByTestId('seal').getByRole('button').click()
    await expect(page.getByRole('dialog')).toBeVisible()
  }),
  office('record-sealed', async (page, world) => {
    await officePage(page, world, await recordPath(world, 'sealed'))
    const seal = page.getByTestId('seal')
    await expect(seal).toBeVisible()
    if ((await seal.getAttribute('data-state')) === 'open') {
      await seal.getByRole('button').click()
      await page.getByRole('dialog').getByRole('button').nth(1).click()
    }
    await expect(seal).toHaveAttribute('data-state', 'sealed')
    await page.getByTestId('record').locator('summary').first().click()
  }),
  office('record-correction', async (page, world) => {
    await officePage(page, world, await recordPath(world, 'sealed'))
    await page.locator('section[aria-labelledby=corrections] > button').click()
    await expect(page.getByRole('dialog')).toBeVisible()
  }),
  office('night-problem', async (page, world) => {
    await officePage(page, world, `nights/new/${crypto.randomUUID()}`)
    await page.getByRole('button', { name: /^(publish|publicar)/i }).click()
    await expect(page.locator('[aria-invalid=true]').first()).toBeFocused()
  }),
  office('orders', async (page, world) => {
    await officePage(page, world, 'orders')
    await expect(page.getByTestId('orders')).toBeVisible()
  }),
  office('order', async (page, world) => {
    await officePage(page, world, await orderPath(world))
    await expect(page.getByTestId('desk-ticket').first()).toBeVisible()
  }),
  office('order-refund', async (page, world) => {
    await officePage(page, world, await orderPath(world))
    await page.getByRole('button', { name: /^(refund|reembolsar)$/i }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.locator('input[name=of][value=tickets]').check()
  }),
  office('comp', async (page, world) => {
    await officePage(page, world, 'orders/comp')
    await expect(page.locator('[name^=quantity-]').first()).toBeVisible()
  }),
  office('attention', async (page, world) => {
    await world.stack.sql`
      insert into public.needs_person (order_id, cause, subject, detail)
      select id, 'refund_failed', 're_tour', '{"amount": "18.00"}' from public.orders
      where status = 'completed' order by created_at limit 1 on conflict do nothing`
    await officePage(page, world, 'orders/attention')
    await expect(page.getByTestId('person-item')).toHaveCount(1)
    await world.stack.sql`delete from public.needs_person where subject = 're_tour'`
  }),
  office('bans', async (page, world) => {
    await world.stack.sql`
      insert into public.house_bans (id, given_names, family_names, born_on, until, reason, lifted_at, lift_reason) values
        (gen_random_uuid(), 'Juan Carlos', 'Pérez García', '1990-02-03', current_date + 200, 'Hit a barman on the terrace.', null, null),
        (gen_random_uuid(), 'Ana', 'Soto', null, current_date + 20, 'Sold tickets that were not hers.', now(), 'Paid them back.')`
    await officePage(page, world, 'bans')
    await expect(page.getByTestId('ban')).toHaveCount(2)
  }),
  office('ban-new', async (page, world) => {
    await officePage(page, world, 'bans')
    await page.getByRole('button', { name: /enter somebody|registrar a alguien/i }).click()
    await page.locator('form button[type=submit]').click()
    await expect(page.locator('input[name=given_names]')).toBeFocused()
    await world.stack.sql`delete from public.house_bans`
  }),
  office('staff', async (page, world) => {
    await officePage(page, world, 'staff')
    await expect(page.getByTestId('member').first()).toBeVisible()
  }),
  office('invite', async (page, world) => {
    await officePage(page, world, 'staff')
    await page.getByRole('button', { name: /invit/i }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
  }),
  office('settings', async (page, world) => {
    await officePage(page, world, 'settings')
    await expect(page.locator('input[name=name]')).toBeVisible()
  }),
  office('people', async (page, world) => {
    await officePage(page, world, 'people')
    await expect(page.locator('input[name=person_email]')).toBeVisible()
  }),
  office('account', async (page, world) => {
    await officePage(page, world, 'account')
    await expect(page.locator('input[name=current_password]')).toBeVisible()
  }),
  office('second-factor', async (page, world) => {
    await officePage(page, world, 'account')
    await page.getByRole('button', { name: /authenticator app|app de autenticación/i }).click()
    await expect(page.getByTestId('factor-qr')).toBeVisible()
  }),
  office('second-step', async (page, world) => {
    await page.route('**/rpc/who_am_i*', (route) =>
      route.fulfill({ status: 403, json: { code: 'PT403', message: 'second_factor_needed' } }),
    )
    await officePage(page, world, 'live')
    await expect(page.locator('input[name=code]')).toBeVisible()
    await page.unroute('**/rpc/who_am_i*')
  }),
  office('forgot', async (page, world) => {
    await page.goto(`${world.stack.info.backOfficeUrl}/forgot`)
    await expect(page.locator('input[name=email]')).toBeVisible()
  }),
  office('choose-password', async (page, world) => {
    await page.goto(`${world.stack.info.backOfficeUrl}/password#${'A'.repeat(32)}`)
    await expect(page.locator('input[name=new_password]')).toBeVisible()
  }),
  office('money', async (page, world) => {
    await officePage(page, world, 'money')
    await page.getByRole('button', { name: /check now|comprobar ahora/i }).click()
    await expect(page.getByTestId('balance')).toHaveAttribute('data-agrees', 'true')
  }),
  office('money-gap', async (page, world) => {
    const { sql } = world.stack
    await sql`update public.payments set created_at = created_at - interval '1 hour'`
    const lost = await sql`delete from public.balance_entries returning *`
    await officePage(page, world, 'money')
    await expect(page.getByTestId('balance-gap').first()).toBeVisible()
    await sql`insert into public.balance_entries ${sql(lost)} on conflict do nothing`
    await sql`update public.payments set created_at = created_at + interval '1 hour'`
    await page.getByTestId('balance').scrollIntoViewIfNeeded()
  }),
  office('money-columns', async (page, world) => {
    await officePage(page, world, 'money')
    await page.locator('main summary').first().click()
    await page.locator('dl dt.font-mono').first().scrollIntoViewIfNeeded()
  }),
  office('promos', async (page, world) => {
    await officePage(page, world, 'promos')
    await heading(page)
  }),
  ...officeListStops(officePage),
]
