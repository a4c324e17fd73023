// Sold at the door: a manager sets a price, one phone sells online and one offline from what it carries, a sale is taken back,
// a drawer is counted, and Live and the database say the same of it all.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, expect, type Page, test } from '@playwright/test'
import {
  createDoorPhone,
  type DoorPhone,
  launchBrowser,
  temporaryFolder,
} from './support/browser.ts'
import { openOffice } from './support/office.ts'
import {
  bringDoorsNear,
  eventOfTonight,
  expectVerdict,
  pairPhone,
  readByHardwareScanner,
  signInManager,
} from './support/steps.ts'

let stack: Stack
let browser: Browser
let phones: [DoorPhone, DoorPhone]
let live: Page
let online: Page
let offline: Page
let eventId: string

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(240_000)
  stack = await startStack({ dataDir: temporaryFolder('walk-up'), seed: true, serveApps: true })
  await bringDoorsNear(stack)
  browser = await launchBrowser()
  phones = [createDoorPhone('walk-up-online'), createDoorPhone('walk-up-offline')]
  eventId = (await eventOfTonight(stack.info.apiUrl)).id
  live = await signInManager(browser, stack.info)
})

test.afterAll(async () => {
  for (const phone of phones) await phone.close()
  await browser.close()
  await stack.stop()
})

const sellButton = (door: Page) => door.getByRole('button', { name: 'Sell', exact: true })

async function openMenu(door: Page, row: string): Promise<void> {
  await door.getByRole('button', { name: 'More' }).click()
  await door.getByRole('button', { name: row }).click()
}

/** The sheet of a sale that shows so many tickets ready. */
async function openSale(door: Page, ready: number): Promise<void> {
  await sellButton(door).click()
  await expect(door.getByTestId('sell')).toContainText(`${ready} ready on this phone`)
}

const closeSheet = async (door: Page): Promise<void> => {
  await door.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(door.getByRole('dialog')).toBeHidden()
}

const orders = () => stack.sql`
  select status, total_amount::text as total, ticket_count as tickets from public.orders where kind = 'door' order by created_at`
const seats = async () => {
  const [row] = await stack.sql`
    select sold, held from public.ticket_types where event_id = ${eventId} and code = 'GA'`
  return row
}

test('a manager says what the door sells, and each phone gets its stock', async () => {
  await openOffice(live, `/nights/${eventId}`)
  const form = live.getByTestId('door-sales')
  await form.getByRole('checkbox', { name: /general/i }).check()
  await form.locator('input[name="door-price-GA"]').fill('20')
  await form.locator('input[name="door-stock-GA"]').fill('3')
  await form.getByRole('button', { name: 'Save the door’s prices' }).click()
  await expect(form).toContainText('Saved.')
  online = await pairPhone(live, stack.info, phones[0], { name: 'Phone online', gate: 'Main' })
  offline = await pairPhone(live, stack.info, phones[1], { name: 'Phone offline', gate: 'Main' })
  await expect.poll(async () => (await seats())?.held).toBe(6)
  for (const door of [online, offline]) {
    await openSale(door, 3)
    await closeSheet(door)
  }
})

test('a phone online sells a group more than it carried, and the guests are in', async () => {
  await openMenu(online, 'Drawer')
  await online.locator('input[name=amount]').fill('100')
  await online.locator('input[name=by]').fill('Ana')
  await online.getByRole('button', { name: 'Open the drawer' }).click()
  await expect(online.getByTestId('drawer')).toContainText('Open, started with $100')
  await closeSheet(online)
  await openSale(online, 3)
  for (let count = 1; count < 4; count += 1)
    await online.getByRole('button', { name: 'One more' }).click()
  await expect(online.getByTestId('sell')).toContainText('$80')
  await online.getByRole('button', { name: 'Cash' }).click()
  await expect(online.getByTestId('sold')).toContainText('4 sold and let in')
  await expect(online.getByTestId('sold-code')).toBeVisible()
  await expect
    .poll(async () => [...(await orders())])
    .toEqual([{ status: 'completed', total: '80.00', tickets: 4 }])
  await expect
    .poll(async () => {
      const [row] = await stack.sql`
        select count(*)::int as inside from public.tickets where presence = 'inside' and event_id = ${eventId}`
      return row?.inside
    })
    .toBe(4)
  await online.getByRole('button', { name: 'Next guest' }).click()
  await closeSheet(online)
})

test('a phone offline sells what it carries, and not a ticket more', async () => {
  await phones[1].setOffline(true)
  await expect(offline.getByTestId('status-strip')).toHaveAttribute('data-online', 'false')
  await openSale(offline, 3)
  await offline.getByRole('button', { name: 'One more' }).click()
  await offline.getByRole('button', { name: 'Terminal' }).click()
  await expect(offline.getByTestId('sold')).toContainText('2 sold and let in')
  await expect(offline.getByTestId('sold')).toContainText('1 of 2')
  await offline.getByRole('button', { name: 'Next guest' }).click()
  await offline.getByRole('button', { name: 'One more' }).click()
  await offline.getByRole('button', { name: 'Cash' }).click()
  await expect(offline.getByTestId('sell')).toContainText('Only 1 left of this type')
  await closeSheet(offline)
  await phones[1].setOffline(false)
  await expect(offline.getByTestId('status-strip')).toHaveAttribute('data-queue', '0')
  await expect
    .poll(async () => (await orders()).map(({ total }) => total))
    .toEqual(['80.00', '40.00'])
})

test('a code that was sold is no second entry at another door', async () => {
  const [row] = await stack.sql`
    select t.qr_code_data as code from public.tickets t join public.orders o on o.id = t.order_id
    where o.kind = 'door' and o.ticket_count = 4 limit 1`
  await readByHardwareScanner(offline, row?.code)
  await expectVerdict(offline, 'already_used', 'red')
  await offline.getByTestId('verdict').click()
})

test('a sale that was taken back gives its seat and its money back', async () => {
  await expect.poll(async () => (await seats())?.sold).toBe(6)
  await sellButton(online).click()
  await online.getByRole('button', { name: 'Cash' }).click()
  await online.getByRole('button', { name: /^Undo/ }).click()
  await expect(online.getByTestId('sale-undone')).toContainText('Give back $20')
  await online.getByRole('button', { name: 'Next guest' }).click()
  await closeSheet(online)
  await expect
    .poll(async () => {
      const [row] = await stack.sql`
        select (select count(*)::int from public.door_acts where kind = 'walk_up_undo') as undone,
          (select count(*)::int from public.tickets t join public.orders o on o.id = t.order_id where o.kind = 'door' and t.status = 'issued') as valid`
      return row
    })
    .toEqual({ undone: 1, valid: 6 })
  await expect.poll(async () => (await seats())?.sold).toBe(6)
})

test('the drawer tells its difference once it was counted, and Live says what was sold', async () => {
  await openMenu(online, 'Drawer')
  await expect(online.getByTestId('drawer')).not.toContainText('$180')
  await online.locator('input[name=amount]').fill('179')
  await online.locator('input[name=by]').fill('Ana')
  await online.getByRole('button', { name: 'Count and close' }).click()
  await expect(online.getByTestId('drawer')).toContainText('$1.00 missing')
  await closeSheet(online)
  await expect(online.getByTestId('status-strip')).toHaveAttribute('data-queue', '0')

  await openOffice(live, '/live')
  await expect(live.getByTestId('door-tickets')).toHaveText('6')
  await expect(live.getByTestId('door-sold')).toContainText('$80')
  await expect(live.getByTestId('door-sold')).toContainText('$40')
  await openOffice(live, `/record/${eventId}`)
  const main = live.locator('main')
  await expect(main).toContainText('Sold at the door')
  await expect(main).toContainText('Phone online')
  await expect(main).toContainText('-$1.00')
})
