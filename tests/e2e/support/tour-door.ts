// The door's screens.

import { expect, type Page } from '@playwright/test'
import { signWithStrangersKey } from './forgery.ts'
import { pairingCode } from './pairing-code.ts'
import { expectVerdict, readByHardwareScanner } from './steps.ts'
import { makeLists } from './tour-lists.ts'
import { heading, type Stop, stopOf } from './tour-stop.ts'
import type { World } from './tour-world.ts'

const door = stopOf('door')

const openDoor = async (page: Page, world: World): Promise<void> => {
  const strip = page.getByTestId('status-strip')
  await page.context().setOffline(false)
  await page.goto(world.stack.info.scannerUrl)
  await expect(strip.or(page.locator('input[name=code]'))).toBeVisible()
  // The phone whose disk was lost, at the end of the tour, is paired anew.
  if (!(await strip.isVisible())) {
    const code = await pairingCode(world.stack, 'Phone at Main')
    await page.goto(`${world.stack.info.scannerUrl}/pair#${code}`)
  }
  await expect(strip).toHaveAttribute('data-online', 'true')
}

/** As after any change of the house list: the phone fetches it with its next pull. */
const hearOfBans = async (page: Page, world: World): Promise<void> => {
  await world.stack.sql`update public.settings set bans_mark = gen_random_uuid()`
  const heard = page.waitForResponse('**/rpc/scanner_bans')
  await openDoor(page, world)
  await heard
}

/** Opens a sheet by clicking the buttons with these names, in either language. */
const openByName =
  (...names: RegExp[]): Stop['go'] =>
  async (page, world) => {
    await openDoor(page, world)
    for (const name of names) await page.getByRole('button', { name }).first().click()
    await expect(page.getByRole('dialog').last()).toBeVisible()
  }

const more = /^(more|más)/i

export const doorStops: Stop[] = [
  door('camera', async (page, world) => {
    await openDoor(page, world)
  }),
  door('admit', async (page, world) => {
    await openDoor(page, world)
    await readByHardwareScanner(page, world.nextTicket())
    await expectVerdict(page, 'admit', 'green')
  }),
  door('already-used', async (page, world) => {
    await openDoor(page, world)
    const [used] = await world.stack
      .sql`select qr_code_data from public.tickets where is_used limit 1`
    // Admitted here a moment ago, it first gets the quiet third look.
    await expect(async () => {
      await readByHardwareScanner(page, used?.qr_code_data)
      const red = page.locator('[data-testid=verdict][data-verdict=already_used]')
      await expect(red).toBeVisible({ timeout: 3_000 })
    }).toPass()
  }),
  door('ask', async (page, world) => {
    await openDoor(page, world)
    const { generateTicketId } = await import('@maguey/ticket-core/ticket-id')
    const [event] = await world.stack.sql`
      select code, to_char(event_day, 'YYYYMMDD') as day from public.events where slug like 'perreo-%'`
    const randomBytes = (length: number) => Uint8Array.from({ length }, (_, index) => index)
    const ticketId = generateTicketId({ eventCode: event?.code, eventDay: event?.day, randomBytes })
    // The server has been asked and hasn't answered yet.
    await page.route('**/rpc/scanner_ticket', () => {})
    await readByHardwareScanner(page, ticketId)
    await expectVerdict(page, 'unverified', 'amber')
  }),
  door('forged', async (page, world) => {
    await openDoor(page, world)
    const [any] = await world.stack.sql`select qr_code_data from public.tickets limit 1`
    await readByHardwareScanner(page, await signWithStrangersKey(any?.qr_code_data))
    await expectVerdict(page, 'forged', 'red')
  }),
  door('ask-name', async (page, world) => {
    const { sql } = world.stack
    await sql`
      insert into public.house_bans (id, given_names, family_names, until, reason)
      values (gen_random_uuid(), 'Guadalupe Lupe', 'Ávila', current_date + 30, 'Hit a barman.')`
    await hearOfBans(page, world)
    await readByHardwareScanner(page, world.nextTicket())
    await expectVerdict(page, 'unverified', 'amber', /One more look|Falta revisar/)
    await sql`delete from public.house_bans`
  }),
  door('age', async (page, world) => {
    const { sql } = world.stack
    await sql`update public.events set min_age = 18`
    await sql`update public.settings set id_check = 'licence'`
    await hearOfBans(page, world)
    await page.getByRole('button', { name: /^ID$/ }).click()
    await expect(page.getByTestId('age-screen')).toBeVisible()
  }),
  door('age-no', async (page, world) => {
    await openDoor(page, world)
    await page.getByRole('button', { name: /^ID$/ }).click()
    await page.getByRole('button', { name: /^(Under 18|Menor de 18)$/ }).click()
    await expect(page.getByTestId('age-result')).toBeVisible()
    await world.stack.sql`update public.settings set id_check = 'off'`
  }),
  door('type', openByName(/^(type|escribir|teclear)/i)),
  door('find', openByName(/^(find|buscar)/i)),
  door('find-list', async (page, world) => {
    await makeLists(world)
    await openByName(/^(find|buscar)/i)(page, world)
    await page.locator('input[name=guest]').fill('lop')
    await expect(page.getByTestId('list-name').first()).toContainText('Ana López +3')
  }),
  door('menu', openByName(more)),
  door('refuse', openByName(more, /^(refuse somebody|rechazar a alguien)/i)),
  door('ready', openByName(more, /ready check|comprobación/i)),
  door('history', openByName(more, /this phone|este teléfono/i)),
  door('settings', openByName(more, /settings|ajustes/i)),
  door('not-kept', async (page, world) => {
    await openByName(more, /settings|ajustes/i)(page, world)
    // A full disk; the next page gets fresh prototypes.
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    await page.getByRole('switch').first().click()
    await expect(page.getByText(/^(That didn’t work|No funcionó)/)).toBeVisible()
    await expect(page.getByRole('button', { name: /^(Reload|Recargar)/ })).toBeEnabled()
  }),
  door('pair', async (page, world) => {
    await page.goto(`${world.stack.info.scannerUrl}/pair`)
    await heading(page)
  }),
]
