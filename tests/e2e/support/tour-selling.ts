// Selling at the door: what the phone carries, what was sold, and its drawer.
import { expect, type Page } from '@playwright/test'
import { type Stop, stopOf } from './tour-stop.ts'
import type { World } from './tour-world.ts'

const door = stopOf('door')

/** With a stock of its own, as from twelve hours before doors. */
const openSale = async (page: Page, world: World): Promise<void> => {
  await world.stack.sql`
    insert into public.door_prices (ticket_type_id, event_id, price, stock)
    select t.id, t.event_id, 20, 3 from public.ticket_types t join public.events e on e.id = t.event_id
    where t.code = 'GA' and e.slug like 'perreo-%' on conflict do nothing`
  await page.context().setOffline(false)
  await page.goto(world.stack.info.scannerUrl)
  await page.getByRole('button', { name: /^(Sell|Vender)$/ }).click()
  await expect(page.getByTestId('sell').getByRole('button', { name: cash })).toBeEnabled()
}

const cash = /^(Cash|Efectivo)$/

export const doorSellingStops: Stop[] = [
  door('sell', openSale),
  door('sold', async (page, world) => {
    await openSale(page, world)
    await page.getByRole('button', { name: cash }).click()
    await expect(page.getByTestId('sold-code')).toBeVisible()
  }),
  door('drawer', async (page, world) => {
    await page.goto(world.stack.info.scannerUrl)
    await page.getByRole('button', { name: /^(More|Más)/ }).click()
    await page.getByRole('button', { name: /^(Drawer|Caja)/ }).click()
    await expect(page.getByTestId('drawer')).toBeVisible()
  }),
]
