// The parts of a simulated night: the world, the server, the phones with their lines, and what the checks need to know
// afterwards.
import { CROCKFORD_ALPHABET } from '@maguey/ticket-core/crockford'
import type { ActContent } from '@maguey/wire/door-act'
import type { Sql } from 'postgres'
import type { BiteName } from './bites.ts'
import type { History } from './history.ts'
import type { Seen } from './phone-life.ts'
import { makeSimLists, type SimLists } from './sim-lists.ts'
import type { Line } from './sim-network.ts'
import { forgetSimNights, makeSimNight, type SimDevice, type SimNight } from './sim-night.ts'
import type { SimPhone } from './sim-phone.ts'
import { createSimServer, type SimServer } from './sim-server.ts'
import { createTill, type Till } from './till.ts'
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
  /** What was done by hand and kept, by the id of the act. */
  kept: Map<string, ActContent>
  /** The pairing under which each was kept, which is not always the one that sends it. */
  keptAs: Map<string, string>
  lists: SimLists
  till: Till
  /** Heads of the overbooked list that doormen let in although their phones asked. */
  insisted: number
  /** Phones that let in more than their share without asking. */
  overspent: string[]
  /** How many people may be inside, each time a manager said so. */
  raises: number[]
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
    lists: await makeSimLists(sql, tonight, random.fork('lists')),
    ...{
      phones: [],
      lines: [],
      devices: new Map(),
      seen: [],
      kept: new Map(),
      keptAs: new Map(),
      till: createTill(),
      ...{ insisted: 0, overspent: [], raises: [] },
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
