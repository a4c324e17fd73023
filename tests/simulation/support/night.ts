// The parts of a simulated night: the world, the server, the phones with their lines, and what the checks need to know
// afterwards.
import { CROCKFORD_ALPHABET } from '@maguey/ticket-core/crockford'
import type { Sql } from 'postgres'
import type { BiteName } from './bites.ts'
import type { History } from './history.ts'
import type { Seen } from './phone-life.ts'
import type { Line } from './sim-network.ts'
import { forgetSimNights, makeSimNight, type SimDevice, type SimNight } from './sim-night.ts'
import type { SimPhone } from './sim-phone.ts'
import { createSimServer, type SimServer } from './sim-server.ts'
import { createWorld, type World } from './world.ts'

export type SeedOptions = {
  seed: number
  phones: number
  hours: number
  /** A bug to reintroduce. */
  bite?: BiteName
  /** Kinds of faults to leave out, for minimising a failing seed. */
  without?: readonly string[]
}

export type Night = {
  options: SeedOptions
  sql: Sql
  world: World
  server: SimServer
  tonight: SimNight
  otherNight: SimNight
  phones: SimPhone[]
  lines: Line[]
  /** The device that each phone is signed in as. */
  devices: Map<string, SimDevice>
  seen: Seen[]
  /** Heads counted by hand and kept, by the id of the act. */
  counted: Map<string, 1 | -1>
  history: History
  /** Phones that are revoked at the end. */
  revoked: Set<string>
  sold: number
  endMs: number
  /** Restores the database, whatever happened. */
  close: () => Promise<void>
}

const DAY_MS = 86_400_000

export async function openNight(sql: Sql, options: SeedOptions): Promise<Night> {
  // The same instant for every run on a given day; reports are relative to it.
  const startMs = Math.floor(Date.now() / DAY_MS) * DAY_MS - 2 * DAY_MS
  const world = createWorld(options.seed, startMs)
  const { random } = world
  const endMs = startMs + options.hours * 3_600_000
  const code = (nth: number) =>
    `S${nth}${CROCKFORD_ALPHABET[options.seed & 31]}${CROCKFORD_ALPHABET[(options.seed >> 5) & 31]}`
  const hours = { fromMs: startMs - 60_000, untilMs: endMs + 3_600_000 }
  const reentry = random.chance(0.4)
  const tonight = await makeSimNight(sql, random, { ...hours, code: code(1), reentry })
  const otherNight = await makeSimNight(sql, random, { ...hours, code: code(2), reentry: false })
  const server = createSimServer(world, sql)
  return {
    ...{ options, sql, world, server, tonight, otherNight, endMs },
    ...{
      phones: [],
      lines: [],
      devices: new Map(),
      seen: [],
      counted: new Map(),
      revoked: new Set(),
      sold: 0,
    },
    history: { soldAtMs: new Map(), endedAtMs: new Map(), enteredAtMs: new Map() },
    close: async () => {
      await server.close()
      await forgetSimNights(sql, [tonight.eventId, otherNight.eventId])
    },
  }
}
