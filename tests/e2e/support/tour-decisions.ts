// What people decide at the door: a green taken back, a red overruled by a manager's PIN, an incident written down.
import { expect, type Page } from '@playwright/test'
import { issueTickets } from './hard-life.ts'
import { expectVerdict, readByHardwareScanner, verdictOf } from './steps.ts'
import { type Stop, stopOf } from './tour-stop.ts'
import type { World } from './tour-world.ts'

const door = stopOf('door')

/** With a list that is newer than whatever was just written. */
const openWithNewList = async (page: Page, world: World): Promise<void> => {
  await page.context().setOffline(false)
  const heard = page.waitForResponse('**/rpc/scanner_pull')
  await page.goto(world.stack.info.scannerUrl)
  await heard
  await expect(page.getByTestId('status-strip')).toHaveAttribute('data-list', 'whole')
}

const issue = async (world: World): Promise<string> => {
  const [ticket = ''] = await issueTickets(world.stack, 1)
  return ticket
}

const readVoid = async (page: Page, world: World): Promise<void> => {
  const ticket = await issue(world)
  await world.stack.sql`update public.tickets set status = 'void' where ticket_id = ${ticket}`
  await openWithNewList(page, world)
  await readByHardwareScanner(page, ticket)
  await expectVerdict(page, 'void', 'red')
}

const overrule = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^(Hold: manager|Mantén: encargado)$/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
}

/** Nobody's PIN: any 32 bytes do for a picture of the keys. */
const setPin = ({ stack: { sql } }: World) => sql`
  insert into public.door_pins (staff_id, salt, hash, iterations)
  select id, decode(repeat('01', 16), 'hex'), decode(repeat('02', 32), 'hex'), 600000 from public.staff_members order by id limit 1
  on conflict do nothing`

export const doorDecisionStops: Stop[] = [
  door('undo', async (page, world) => {
    const ticket = await issue(world)
    await openWithNewList(page, world)
    await readByHardwareScanner(page, ticket)
    await expectVerdict(page, 'admit', 'green')
    await expect(verdictOf(page)).toBeHidden()
    await expect(page.getByTestId('undo')).toBeVisible()
  }),
  door('overrule-nobody', async (page, world) => {
    await world.stack.sql`delete from public.door_pins`
    await readVoid(page, world)
    await overrule(page)
  }),
  door('overrule', async (page, world) => {
    await setPin(world)
    await readVoid(page, world)
    await overrule(page)
  }),
  door('overrule-pin', async (page) => {
    const reason = /^(Guest of the house|Invitado de la casa)$/
    await page.getByRole('button', { name: reason }).click()
    await page.getByRole('dialog').getByRole('button', { name: '7', exact: true }).click()
  }),
  door('incident', async (page, world) => {
    await openWithNewList(page, world)
    await page.getByRole('button', { name: /^(more|más)/i }).click()
    const write = /^(write down an incident|anotar un incidente|apuntar un incidente)/i
    await page.getByRole('button', { name: write }).click()
    await expect(page.locator('textarea[name=words]')).toBeVisible()
  }),
]
