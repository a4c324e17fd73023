// The night that four phones share: tonight's seeded one, with tickets sold, a price at the door, guest lists, a manager's
// PIN and an age limit.
import { randomUUID } from 'node:crypto'
import type { Stack } from '@maguey/local-stack/start-stack'
import { formatTicketId, parseTicketId } from '@maguey/ticket-core/ticket-id'
import { expect, type Page } from '@playwright/test'
import { callAs } from '../../db/support/act-as.ts'
import { setDoor } from '../../db/support/door-sale.ts'
import type { Night } from '../../db/support/make-night.ts'
import { buy } from '../../db/support/sell.ts'
import { bringDoorsNear } from './steps.ts'

export type ListOfTonight = { id: string; addLate: (name: string) => Promise<void> }

export type FourPhonesNight = {
  eventId: string
  manager: { role: 'authenticated'; userId: string }
  /** Ids of tickets that are sold; a phone that has the list takes a bare id. */
  vip: string[]
  general: string[]
  /** A well-formed id of tonight that nobody has. */
  unsold: string
}

export type ListsOfTonight = { house: ListOfTonight; overbooked: ListOfTonight }

export const QUOTA = 10
/** How many tickets each phone carries to sell. */
export const STOCK = 3
export const PIN = '495027'

export async function makeFourPhonesNight(stack: Stack): Promise<FourPhonesNight> {
  const { sql } = stack
  await bringDoorsNear(stack)
  const [row] = await sql`
    select id, slug, name, code, to_char(event_day, 'YYYYMMDD') as day from public.events
    where slug like 'perreo-%' order by event_date limit 1`
  const night = { ...row, eventId: row?.id } as unknown as Night
  const [staff] = await sql`select user_id from public.staff_members order by id limit 1`
  const manager = { role: 'authenticated', userId: String(staff?.user_id) } as const
  const sell = (ticket_type: string) =>
    buy(sql, night, { lines: [{ ticket_type, quantity: 6 }] }).then((ids) => ids.map(String))
  const [vip, general] = [await sell('VIP'), await sell('GA')]
  await sql`update public.settings set id_check = 'eye'`
  await sql`update public.events set min_age = 18 where id = ${night.eventId}`

  const { eventId } = night
  const [type] = await sql`
    select id from public.ticket_types where event_id = ${eventId} and code = 'GA'`
  await setDoor(sql, manager, night, [{ id: String(type?.id), price: '20.00', stock: STOCK }])
  return { eventId, manager, vip, general, unsold: unsoldBeside(vip[0] ?? '') }
}

/** Once all phones are paired: each gets the same share of what is overbooked, and as much stays to be borrowed. */
export async function makeLists(
  { sql }: Stack,
  { eventId, manager }: FourPhonesNight,
): Promise<ListsOfTonight> {
  const makeList = async (name: string, quota: number, overbook: boolean, names: object[]) => {
    const id = randomUUID()
    await sql`
      insert into public.guest_lists (id, event_id, name, quota, overbook, most_plus)
      values (${id}, ${eventId}, ${name}, ${quota}, ${overbook}, 10)`
    const add = async (list: object[]) => {
      const numbered = list.map((one) => ({ id: randomUUID(), note: '', ...one }))
      await callAs(sql, manager, 'add_list_names($1, $2)', id, numbered)
    }
    await add(names)
    return { id, addLate: (late: string) => add([{ name: late, plus: 0 }]) }
  }
  return {
    house: await makeList('Casa', 20, false, [
      { name: 'Ana López', plus: 3 },
      { name: 'Berta Cruz', plus: 1 },
    ]),
    overbooked: await makeList('DJ Sol', QUOTA, true, [
      { name: 'Carlos Vega', plus: 3 },
      { name: 'Dina Rey', plus: 3 },
      { name: 'Eva Soto', plus: 1 },
    ]),
  }
}

function unsoldBeside(ticketId: string): string {
  const parsed = parseTicketId(ticketId)
  if (!parsed.ok) throw new Error('not a ticket id')
  const { eventCode, eventDay } = parsed
  return formatTicketId({ eventCode, eventDay, random: '0000000007' })
}

/** On the account page, before a phone is paired: it then comes with the phone's first list. */
export async function setPin(live: Page): Promise<void> {
  const account = await live.context().newPage()
  await account.goto(new URL('/account', live.url()).href)
  await account.locator('input[name=pin]').fill(PIN)
  await account.locator('input[name=pin_again]').fill(PIN)
  await account.getByRole('button', { name: 'Set the PIN' }).click()
  await expect(account.getByText('The PIN is set.')).toBeVisible()
  await account.close()
}
