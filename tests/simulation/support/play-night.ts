// What happens in a simulated night, and when: all of it drawn from the seed before it starts.
import { scheduleActs, scheduleArrivals, scheduleSales } from './acts-at-doors.ts'
import type { Bite } from './bites.ts'
import type { Night } from './night.ts'
import { createPhoneFaults, type PhoneFault } from './phone-faults.ts'
import { createServerEvents, type ServerEvents } from './server-events.ts'
import { createLine } from './sim-network.ts'
import { DOOR_TYPE, pairSimPhone, type SimDevice } from './sim-night.ts'
import { createSimPhone } from './sim-phone.ts'
import { signerOf } from './till.ts'

const TICKETS_AT_DOORS = 150
const GUEST_EVERY_MS = 4_000
const HOUR_MS = 3_600_000

/** How often each fault happens, per hour and phone. */
const FAULTS = {
  ...{ crash: 14, step: 20, update: 6, sleep: 10, clock: 8, disk: 8, lost: 2 },
  ...{ cut: 14, portal: 5, token: 4, revoke: 1.5 },
  ...{ refund: 10, sale: 16, transaction: 8, stranger: 8, restore: 0.7 },
  ...{ raise: 6, name: 12, shop: 30, prices: 12 },
} as const

type Fault = keyof typeof FAULTS

export const faultNames = Object.keys(FAULTS) as Fault[]

export async function playNight(night: Night, bite: Bite | undefined): Promise<void> {
  const { world, options } = night
  const events = await createServerEvents(night)
  await events.sell(TICKETS_AT_DOORS)
  for (let nth = 1; nth <= options.phones; nth += 1) await addPhone(night, events, nth, bite)
  scheduleGuests(night, events)
  scheduleActs(night)
  scheduleArrivals(night)
  scheduleSales(night)
  const faults: Record<Fault, PhoneFault> = {
    ...createPhoneFaults(night),
    refund: events.refund,
    sale: () => events.sell(world.random.int(1, 3)),
    transaction: events.leaveOpen,
    stranger: events.strange,
    restore: events.restore,
    raise: events.raise,
    name: events.addName,
    shop: events.sellInShop,
    prices: events.changeDoor,
  }
  for (const kind of faultNames) {
    if (!options.without?.includes(kind)) scheduleFaults(night, kind, faults[kind])
  }
  await world.runUntil(night.endMs)
}

/** Everything gets through, every phone is on, and nobody scans any more. */
export async function afterwards({ world, lines, phones, endMs }: Night): Promise<void> {
  for (const line of lines) line.heal()
  // Calls still in progress are given up, and sleeping phones wake.
  await world.runUntil(endMs + 120_000)
  for (const phone of phones) world.after(0, () => phone.heal())
  await world.runUntil(endMs + 150_000)
  for (const phone of phones) phone.wake()
  await world.runUntil(endMs + 300_000)
}

async function addPhone(night: Night, events: ServerEvents, nth: number, bite: Bite | undefined) {
  const { sql, world, server, tonight, devices, lines, phones, seen, kept, till } = night
  const name = `phone ${nth}`
  const paired = { name, atMs: world.nowMs() - HOUR_MS }
  devices.set(name, await pairSimPhone(sql, tonight, world.random, paired))
  const line = createLine({
    ...{ world, server, onPushed: events.tell },
    caller: () => (devices.get(name) as SimDevice).caller,
    sign: signerOf(till, tonight),
  })
  const phone = createSimPhone({
    ...{ world, night: tonight, name, network: line.network, call: line.call, stock: line.stock },
    gateId: tonight.gateIds[nth % 2 === 1 ? 0 : 1],
    bend: {
      ...(bite?.network && { network: bite.network }),
      ...(bite?.disk && { disk: bite.disk }),
    },
    onKept: ({ id, content }) => {
      kept.set(id, content)
      night.keptAs.set(id, devices.get(name)?.deviceId ?? '')
      world.note(`${name} ${content.kind} ${JSON.stringify(content.payload)}`)
    },
    onTicked: ({ insisted, overspent }) => {
      night.insisted += insisted
      if (overspent !== undefined) night.overspent.push(`${name} ${overspent}`)
    },
    onSale: (sold, what) => {
      const { actId, tickets, typeName: _, price, paid } = sold
      const ids = tickets.map(({ ticket_id }) => ticket_id)
      world.note(`${name} ${what} ${ids.join(' ')}`)
      if (what === 'undone') return void till.undone.add(actId)
      till.sold.set(actId, { phone: name, sold })
      const payload = { tickets: ids, type: DOOR_TYPE, price, paid }
      kept.set(actId, { kind: 'walk_up', payload })
    },
    onSeen: (one) => {
      seen.push(one)
      const { shown, ticketId } = one
      world.note(
        `${name} ${ticketId} ${shown.kind === 'verdict' ? shown.verdict.code : shown.kind}`,
      )
    },
  })
  lines.push(line)
  phones.push(phone)
  world.after(world.random.int(0, 20_000), () => phone.boot())
}

/** The same ticket often comes to two doors at nearly the same moment. */
function scheduleGuests({ world, tonight, phones, options }: Night, { anyTicket }: ServerEvents) {
  const { random } = world
  const lengthMs = options.hours * HOUR_MS
  const guests = Math.round(lengthMs / GUEST_EVERY_MS) * options.phones
  for (let nth = 0; nth < guests; nth += 1) {
    world.after(random.int(0, lengthMs), () => {
      const guest = anyTicket()
      const direction = tonight.reentry && random.chance(0.3) ? 'out' : 'in'
      const scan = () => random.pick(phones).scan(guest, direction)
      world.after(0, scan)
      if (random.chance(0.3)) world.after(random.int(0, 3_000), scan)
    })
  }
}

function scheduleFaults({ world, phones, lines, options }: Night, kind: Fault, fault: PhoneFault) {
  // Drawn from a separate stream, so that leaving out one kind of fault doesn't change the others.
  const draws = world.random.fork(kind)
  const expected = FAULTS[kind] * options.hours * options.phones
  const times = Math.floor(expected) + (draws.chance(expected % 1) ? 1 : 0)
  for (let nth = 0; nth < times; nth += 1) {
    const index = draws.int(0, phones.length - 1)
    world.after(draws.int(0, options.hours * HOUR_MS), () => {
      const [phone, line] = [phones[index], lines[index]]
      if (phone && line) return fault(phone, line)
    })
  }
}
