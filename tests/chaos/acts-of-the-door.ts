// What is sold at the door in a history: seats that its phone carries, sales that are heard late or never whole, and their undoing.
import { generateTicketId } from '@maguey/ticket-core/ticket-id'
import { scanFact } from './acts-of-the-house.ts'
import type { Night } from './night.ts'
import type { Door, DoorSale, Fact, Story } from './plot.ts'
import { uuidOf } from './random.ts'
import type { World } from './world.ts'

export const DOOR_PRICE = '20.00'

/** The phone asks for what it should carry, or for a group; the functions sign it. */
export async function carryStock(world: World, story: Story): Promise<void> {
  const { random } = world
  const night = random.pick(story.nights)
  const least = random.chance(0.5) ? { [random.pick(['GA', 'VIP'])]: random.between(1, 3) } : {}
  const p_event_id = night.eventId
  const told = await world.phone(night.phone, 'scanner_stock', { p_event_id, p_least: least })
  const wanted = told.wanted as { ticket_type_id: string; code: string; quantity: number }[]
  if (wanted.length === 0) return
  const { device_id: p_device_id, code: eventCode, day: eventDay } = told
  const p_tickets = wanted.flatMap(({ ticket_type_id, code, quantity }) =>
    Array.from({ length: quantity }, () => {
      const of = { eventCode: String(eventCode), eventDay: String(eventDay) }
      const ticket_id = generateTicketId({ ...of, randomBytes: random.bytes })
      return { ticket_id, ticket_type_id, qr_code_data: `${ticket_id}.${code}.K1` }
    }),
  )
  const grant = { p_device_id, p_event_id, p_least: least, p_tickets }
  const response = await world.database.rpc('grant_stock', grant)
  const has = (await response.json()) as unknown[]
  world.note(`door carries ${response.status === 200 ? has.length : JSON.stringify(has)}`)
}

/** Of what the phone was ever given and has not sold, also if the server has taken it back since. */
export async function sellAtDoor(world: World, { nights, door }: Story): Promise<void> {
  const { random } = world
  const night = random.pick(nights)
  const given = await world.database.sql()<{ ticket_id: string; code: string }[]>`
    select s.ticket_id, t.code from public.door_stock s join public.ticket_types t on t.id = s.ticket_type_id
    where s.event_id = ${night.eventId} order by s.ticket_id`
  const left = given.filter(({ ticket_id }) => !door.sold.has(ticket_id))
  if (left.length === 0) return
  const { code } = random.pick(left)
  const its = left.filter((one) => one.code === code).slice(0, random.between(1, 3))
  const tickets = its.map(({ ticket_id }) => ticket_id)
  for (const id of tickets) door.sold.add(id)
  const cash = random.chance(0.6)
  const facts = tickets.map((ticket) => scanFact(world, night, ticket))
  const sale: DoorSale = {
    ...{ id: uuidOf(random), night, tickets, cash, undone: false, held: false },
    scans: facts.map(({ id }) => id),
  }
  door.sales.push(sale)
  const payload = { tickets, type: code, price: DOOR_PRICE, paid: cash ? 'cash' : 'terminal' }
  const heard = async () => {
    sale.held = await isHeld(world, sale)
    await act(world, night, { id: sale.id, kind: 'walk_up', payload })
  }
  await tell(world, door, [...facts.map((fact) => () => world.scan(night.phone, fact)), heard])
}

export async function undoSale(world: World, { door }: Story): Promise<void> {
  const sale = door.sales.at(-1)
  if (!sale || sale.undone) return
  sale.undone = true
  const { night, tickets, scans, id } = sale
  const undos = tickets.map((ticket, nth) => {
    const undo = { verdict: 'undo', refers_to: scans[nth], after_ms: 4_000 }
    return { ...scanFact(world, night, ticket), ...undo }
  })
  const payload = { walk_up: id, after_ms: 4_000 }
  const undone = { id: uuidOf(world.random), kind: 'walk_up_undo', payload }
  await tell(world, door, [
    ...undos.map((undo) => () => world.scan(night.phone, undo)),
    () => act(world, night, undone),
  ])
}

/** Scans and acts travel apart: some of it waits, and what was first may come last. */
async function tell(world: World, door: Door, facts: readonly Fact[]): Promise<void> {
  for (const fact of facts) {
    if (world.random.chance(0.4)) door.queue.push(fact)
    else await fact()
  }
}

export async function hearDoor(world: World, { door }: Story): Promise<void> {
  const { queue } = door
  if (queue.length === 0) return
  const [fact] = queue.splice(world.random.between(0, queue.length - 1), 1)
  await fact?.()
}

/** What is carried is on sale again at once, whether its phone hears of it or not. */
export async function takeStockBack(world: World, story: Story): Promise<void> {
  await world.manage('take_back_stock', { p_event_id: world.random.pick(story.nights).eventId })
}

async function isHeld(world: World, { night, tickets }: DoorSale): Promise<boolean> {
  const [row] = await world.database.sql()`
    select e.status = 'published' and (select count(*) from public.door_stock s where s.ticket_id = any(${[...tickets]}) and s.ended is null) = ${tickets.length} as held
    from public.events e where e.id = ${night.eventId}`
  return row?.held
}

async function act(
  world: World,
  night: Night,
  fact: { id: string; kind: string; payload: object },
) {
  const at = world.nowMs()
  const record = {
    ...{ ...fact, event_id: night.eventId, gate_id: null, offline: true },
    ...{ acted_at: at, device_time: at, clock_offset_ms: 0, clock_uncertainty_ms: 0 },
  }
  const answered = await world.phone(night.phone, 'scanner_push_acts', { acts: [record] })
  const [outcome] = Object.values(answered) as { status?: string }[]
  world.note(`${fact.kind} ${outcome?.status}`)
  if (outcome?.status !== 'stored') world.problems.push(`an act was ${JSON.stringify(answered)}`)
}
