// What happens in a simulated night, and when: all of it drawn from the seed before it begins.
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import type { Sql } from 'postgres'
import type { SyncTrouble } from '../../../apps/scanner-pwa/src/features/sync/sync-ports.ts'
import type { Bite, BiteName } from './bites.ts'
import type { History } from './invariants.ts'
import { createLine, type Line } from './sim-network.ts'
import {
  makeSimNight,
  pairSimPhone,
  type SimDevice,
  type SimNight,
  sellTicket,
  ticketIdFor,
  uuidFrom,
} from './sim-night.ts'
import { createSimPhone, type Seen, type SimPhone } from './sim-phone.ts'
import { createSimServer, type SimServer } from './sim-server.ts'
import { createWorld, type World } from './world.ts'

export type SeedOptions = {
  seed: number
  phones: number
  hours: number
  /** A bug to put back. */
  bite?: BiteName
  /** Faults of these kinds don't happen: how a failing seed is made small. */
  without?: readonly string[]
}

export type Night = {
  world: World
  server: SimServer
  tonight: SimNight
  otherNight: SimNight
  phones: SimPhone[]
  lines: Line[]
  seen: Seen[]
  history: History
  /** Phones that are revoked when all is over. */
  revoked: Set<string>
  kinds: readonly string[]
  endMs: number
}

const DAY_MS = 86_400_000
const TICKETS_AT_DOORS = 40
const CODES = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What can go wrong, each with how often it does in an hour per phone. */
const FAULTS = {
  crash: 20,
  sleep: 10,
  clock: 8,
  cut: 14,
  portal: 5,
  token: 4,
  disk: 6,
  refund: 10,
  transaction: 8,
  sale: 16,
  stranger: 8,
  revoke: 1.5,
} as const

type Fault = keyof typeof FAULTS

export async function playNight(
  sql: Sql,
  options: SeedOptions,
  bite: Bite | undefined,
): Promise<Night> {
  // The same instant for every run of a day; what is told is told relative to it.
  const startMs = Math.floor(Date.now() / DAY_MS) * DAY_MS - 2 * DAY_MS
  const world = createWorld(options.seed, startMs)
  const { random } = world
  const endMs = startMs + options.hours * 3_600_000
  const code = (nth: number) =>
    `S${nth}${CODES[options.seed & 31]}${CODES[(options.seed >> 5) & 31]}`
  const hours = { fromMs: startMs - 60_000, untilMs: endMs + 3_600_000 }
  const tonight = await makeSimNight(sql, random, {
    ...hours,
    code: code(1),
    reentry: random.chance(0.4),
  })
  const otherNight = await makeSimNight(sql, random, { ...hours, code: code(2), reentry: false })
  const server = createSimServer(world, sql)
  const history: History = { soldAtMs: new Map(), endedAtMs: new Map(), enteredAtMs: new Map() }
  const night: Night = {
    ...{ world, server, tonight, otherNight, history, endMs },
    ...{ phones: [], lines: [], seen: [], revoked: new Set<string>(), kinds: Object.keys(FAULTS) },
  }
  const play = createPlay(sql, night, options, bite)
  for (let nth = 0; nth < TICKETS_AT_DOORS; nth += 1) await play.sell()
  for (let nth = 0; nth < options.phones; nth += 1) await play.addPhone(`phone ${nth + 1}`)
  await play.addStranger()
  play.scheduleGuests()
  for (const kind of Object.keys(FAULTS) as Fault[]) {
    if (!options.without?.includes(kind)) play.scheduleFaults(kind)
  }
  await world.runUntil(endMs)
  return night
}

/** Everything gets through, every phone is on, and nobody scans any more. */
export async function afterwards({ world, lines, phones, endMs }: Night): Promise<void> {
  for (const line of lines) line.heal()
  // What was on its way is given up, and what sleeps wakes.
  await world.runUntil(endMs + 120_000)
  for (const phone of phones) await phone.boot()
  await world.runUntil(endMs + 150_000)
  for (const phone of phones) phone.wake()
  await world.runUntil(endMs + 240_000)
}

function createPlay(sql: Sql, night: Night, options: SeedOptions, bite: Bite | undefined) {
  const { world, server, tonight, otherNight, phones, lines, seen, history } = night
  const { random } = world
  const devices = new Map<string, SimDevice>()
  const locked = new Set<string>()
  let stranger: SimDevice | undefined
  let sold = 0

  const anyTicket = () => ticketIdFor(tonight, random.int(0, sold + 1))
  const anyMs = () => random.int(0, options.hours * 3_600_000)
  const tell = async (ticketIds: readonly string[]) => {
    const words = await server.wordsOf(ticketIds)
    for (const line of lines) line.nudge(tonight.eventId, words)
  }
  const noteEntries = async (ticketIds: readonly string[]) => {
    for (const word of await server.wordsOf(ticketIds)) {
      if (word.entry === null || history.enteredAtMs.has(word.ticketId)) continue
      history.enteredAtMs.set(word.ticketId, { atMs: world.nowMs(), scanId: word.entry.scanId })
    }
  }

  const sell = async () => {
    const ticketId = ticketIdFor(tonight, sold)
    const id = uuidFrom(random)
    if (!(await server.change((db) => sellTicket(db, tonight, ticketId, id)))) return
    sold += 1
    history.soldAtMs.set(ticketId, world.nowMs())
    await noteEntries([ticketId])
    await tell([ticketId])
  }

  const end = (db: Sql, ticketId: string, status: string) => db`
    update public.tickets set status = ${status} where ticket_id = ${ticketId} and status = 'issued' returning ticket_id`

  const refund = async () => {
    const ticketId = ticketIdFor(tonight, random.int(0, sold - 1))
    if (locked.has(ticketId)) return
    world.note(`refund ${ticketId}`)
    const status = random.pick(['refunded', 'void'])
    if (!(await server.change((db) => end(db, ticketId, status)))) return
    if (!history.endedAtMs.has(ticketId)) history.endedAtMs.set(ticketId, world.nowMs())
    await tell([ticketId])
  }

  /** Somebody's transaction writes and stays open for a while: nothing that comes after it may be vouched for. */
  const leaveOpen = async () => {
    if (locked.size > 0) return
    const ticketId = ticketIdFor(tonight, random.int(0, sold - 1))
    locked.add(ticketId)
    world.note(`a transaction on ${ticketId} stays open`)
    const commit = await server.openTransaction((db) => end(db, ticketId, 'refunded'))
    world.after(random.int(5_000, 60_000), async () => {
      await commit()
      locked.delete(ticketId)
      if (!history.endedAtMs.has(ticketId)) history.endedAtMs.set(ticketId, world.nowMs())
      await tell([ticketId])
    })
  }

  /** A phone of another night, or a liar, sends a scan of a ticket of tonight. */
  const strange = async () => {
    if (!stranger) return
    const atMs = world.nowMs()
    const id = uuidV7({ nowMs: atMs, randomBytes: random.bytes })
    const time = {
      scanned_at: atMs,
      device_time: atMs,
      clock_offset_ms: 0,
      clock_uncertainty_ms: 10,
    }
    const ticketId = anyTicket()
    await server.push(stranger.caller, [
      {
        ...{
          id,
          ticket_id: ticketId,
          event_id: otherNight.eventId,
          gate_id: null,
          direction: 'in',
          verdict: 'admit',
        },
        ...time,
        ...{ cache_age_ms: null, offline: false, override_reason: null },
      },
    ])
    await tell([ticketId])
  }

  const revoke = async (phone: SimPhone, line: Line) => {
    const device = devices.get(phone.name)
    if (!device || night.revoked.has(phone.name)) return
    night.revoked.add(phone.name)
    world.note(`${phone.name} is revoked`)
    const at = new Date(world.nowMs())
    await server.change(
      (db) => db`update public.devices set revoked_at = ${at} where id = ${device.deviceId}`,
    )
    if (random.chance(0.5)) return
    world.after(random.int(30_000, 120_000), async () => {
      world.note(`${phone.name} is paired again`)
      const again = { name: phone.name, atMs: world.nowMs() }
      devices.set(phone.name, await pairSimPhone(sql, tonight, random, again))
      night.revoked.delete(phone.name)
      if (line.isCut()) line.cut(0, 'no_answer')
      await phone.pairAgain()
    })
  }

  const onSeen = (one: Seen) => {
    seen.push(one)
    const { shown, phone, ticketId } = one
    world.note(`${phone} ${ticketId} ${shown.kind === 'verdict' ? shown.verdict.code : shown.kind}`)
  }

  const faults: Record<Fault, (phone: SimPhone, line: Line) => void | Promise<void>> = {
    crash: (phone) => {
      world.note(`${phone.name} crashes`)
      phone.crash()
      world.after(random.int(500, 40_000), () => phone.boot())
    },
    sleep: (phone) => {
      const forMs = random.int(1_000, 120_000)
      world.note(`${phone.name} sleeps ${forMs}`)
      phone.sleep(forMs)
    },
    clock: (phone) => {
      const byMs = random.pick([
        -7 * DAY_MS,
        -3_600_000,
        -90_000,
        -2_000,
        2_000,
        90_000,
        3_600_000,
        40 * DAY_MS,
      ])
      world.note(`${phone.name} sets its clock by ${byMs}`)
      phone.setClock(byMs)
    },
    cut: (phone, line) => cut(phone, line, 'no_answer'),
    portal: (phone, line) => cut(phone, line, 'stranger'),
    token: (phone, line) => cut(phone, line, 'signed_out'),
    disk: (phone) => phone.fillDisk(random.int(1, 3)),
    refund,
    transaction: leaveOpen,
    sale: sell,
    stranger: strange,
    revoke,
  }

  const cut = (phone: SimPhone, line: Line, trouble: SyncTrouble) => {
    const forMs = random.int(2_000, 240_000)
    world.note(`${phone.name} is cut for ${forMs}: ${trouble}`)
    line.cut(forMs, trouble)
    world.after(forMs, () => phone.wake())
  }

  /** Often the same ticket comes to two doors at nearly the same moment. */
  const comeToTheDoor = () => {
    const guest = anyTicket()
    const direction = tonight.reentry && random.chance(0.3) ? 'out' : 'in'
    const scan = () => void random.pick(phones).scan(guest, direction)
    scan()
    if (random.chance(0.3)) world.after(random.int(0, 3_000), scan)
  }

  return {
    sell,
    addStranger: async () => {
      const atMs = world.nowMs() - 3_600_000
      stranger = await pairSimPhone(sql, otherNight, random, { name: 'stranger', atMs })
    },
    addPhone: async (name: string) => {
      const paired = { name, atMs: world.nowMs() - 3_600_000 }
      devices.set(name, await pairSimPhone(sql, tonight, random, paired))
      const line = createLine({
        world,
        server,
        caller: () => (devices.get(name) as SimDevice).caller,
        onPushed: async (ticketIds) => {
          await noteEntries(ticketIds)
          await tell(ticketIds)
        },
      })
      const phone = createSimPhone({
        ...{ world, night: tonight, name, network: line.network, onSeen },
        ...(bite?.network && { bentNetwork: bite.network }),
        ...(bite?.disk && {
          bentDisk: (disk, isAlive) => bite.disk?.(disk, world, isAlive) ?? disk,
        }),
      })
      lines.push(line)
      phones.push(phone)
      world.after(random.int(0, 20_000), () => phone.boot())
    },
    scheduleGuests: () => {
      const guests = Math.round((options.hours * 3_600_000) / 4_000) * options.phones
      for (let nth = 0; nth < guests; nth += 1) {
        world.after(anyMs(), comeToTheDoor)
      }
    },
    scheduleFaults: (kind: Fault) => {
      const times = Math.max(1, Math.round(FAULTS[kind] * options.hours * options.phones))
      const draws = createFaultDraws(world, kind)
      for (let nth = 0; nth < times; nth += 1) {
        if (
          FAULTS[kind] * options.hours * options.phones < 1 &&
          !draws.chance(FAULTS[kind] * options.hours * options.phones)
        )
          continue
        const index = draws.int(0, phones.length - 1)
        world.after(draws.int(0, options.hours * 3_600_000), () => {
          const [phone, line] = [phones[index], lines[index]]
          if (phone && line) return faults[kind](phone, line)
        })
      }
    },
  }
}

/** Drawn apart, so that leaving one kind of fault out changes none of the others. */
const createFaultDraws = (world: World, kind: string) => world.random.fork(kind)
