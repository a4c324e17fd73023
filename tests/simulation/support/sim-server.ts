// The server in the simulation: the real SQL in a real Postgres, called sequentially while simulated time stands still.

import type { ScanRecord } from '@maguey/ticket-core/scan-record'
import type { StockTicket } from '@maguey/wire/door-stock'
import { scannerStock } from '@maguey/wire/door-stock'
import { scannerPull } from '@maguey/wire/scanner-pull'
import { scannerPush } from '@maguey/wire/scanner-push'
import { scannerPushActs } from '@maguey/wire/scanner-push-acts'
import { readTicketWord } from '@maguey/wire/ticket-word'
import type { ReservedSql, Sql } from 'postgres'
import type { ActRow, ScanRow, TicketWord } from '../../../apps/scanner-pwa/src/db/rows.ts'
import type { PhoneCall } from '../../../apps/scanner-pwa/src/features/lists/lists-feed.ts'
import {
  actAnswer,
  actRecord,
  pulledPage,
  scanAnswer,
  scanRecord,
  ticketWord,
} from '../../../apps/scanner-pwa/src/features/sync/door-wire.ts'
import type {
  ActPushAnswer,
  PullAnswer,
  PullRequest,
  PushAnswer,
} from '../../../apps/scanner-pwa/src/features/sync/sync-ports.ts'
import type { Caller } from '../../db/support/act-as.ts'
import { createServerClock } from './server-clock.ts'
import { MANAGER } from './sim-database.ts'
import type { World } from './world.ts'

export type PhoneCaller = Caller & { userId: string }

type Wanted = { ticket_type_id: string; code: string; quantity: number }
export type Sign = (wanted: readonly Wanted[]) => object[]

export type SimServer = {
  pull: (caller: PhoneCaller, request: PullRequest) => Promise<PullAnswer>
  /** The changed words are those of a nudge. */
  push: (caller: PhoneCaller, scans: readonly ScanRecord[]) => Promise<PushAnswer>
  pushActs: (caller: PhoneCaller, acts: readonly ActRow[]) => Promise<ActPushAnswer>
  /** What this phone may sell, as the functions give it: `sign` makes the tickets that it wants. */
  stock: (
    caller: PhoneCaller,
    request: { eventId: string; least: Record<string, number>; sign: Sign },
  ) => Promise<readonly StockTicket[] | undefined>
  /** Any other function, as this phone. */
  callAs: (caller: PhoneCaller) => PhoneCall
  /** As a manager; false if an open transaction blocked it. */
  manage: (ask: string) => Promise<boolean>
  wordsOf: (ticketIds: readonly string[]) => Promise<TicketWord[]>
  /** A change by the server itself: a sale, a refund, a revocation. False if an open transaction blocked it. */
  change: (run: (sql: Sql) => Promise<unknown>) => Promise<boolean>
  /** A writing transaction that stays open; the returned function commits it. */
  openTransaction: (run: (sql: Sql) => Promise<unknown>) => Promise<() => Promise<void>>
  /** Rolls back what is still open, however the night ended: nothing else would. */
  close: () => Promise<void>
}

export const asRecords = (scans: readonly ScanRow[]): ScanRecord[] => scans.map(scanRecord)

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
const json = (value: unknown) => `${literal(JSON.stringify(value))}::jsonb`

const SERVICE = { role: 'service_role' } as const

/** An open transaction holds row locks: a real server would wait, and the phone would give up. */
const LOCK_TIMEOUT = '40ms'

export function createSimServer(world: World, sql: Sql): SimServer {
  const time = createServerClock(world, sql)
  const trouble = { ok: false, refused: false, trouble: 'server_error' } as const

  /** As this caller, in one message: a simulation spends most of its time on round trips to the database. */
  const call = async (caller: Caller, ask: string): Promise<unknown> => {
    const userId = caller.role === 'authenticated' ? caller.userId : ''
    const claims = JSON.stringify({ role: caller.role, sub: userId })
    // Several statements in one message are one transaction.
    const results = await sql
      .unsafe(
        `select set_config('request.jwt.claim.sub', ${literal(userId)}, true),
          set_config('request.jwt.claims', ${literal(claims)}, true),
          set_config('lock_timeout', ${literal(LOCK_TIMEOUT)}, true), set_config('role', ${literal(caller.role)}, true);
        select ${ask} as answer`,
      )
      .simple()
    const rows = results as unknown as { answer: unknown }[][]
    return rows[1]?.[0]?.answer
  }

  const open = new Set<ReservedSql>()

  const end = async (connection: ReservedSql, how: 'commit' | 'rollback') => {
    open.delete(connection)
    await connection.unsafe(how)
    connection.release()
  }

  const server: SimServer = {
    pull: async (caller, { eventId, cursor, limit, report }) => {
      try {
        await time.noteHorizon()
        const wire = { queue_length: report.queueLength, list_age_ms: report.listAgeMs }
        const args = [
          literal(eventId),
          cursor === null ? 'null' : literal(cursor),
          limit,
          json(wire),
        ]
        const answer = await call(caller, `public.scanner_pull(${args.join(', ')})`)
        const value = parsed(scannerPull.answer, answer)
        const serverNowMs = world.nowMs()
        if (value.revoked) return { ok: true, revoked: true, serverNowMs }
        const page = { ...pulledPage(value), horizonMs: time.simMsOf(value.horizon_ms) }
        return { ok: true, revoked: false, serverNowMs, page }
      } catch (error) {
        return { ok: false, trouble: troubleFrom(error) }
      }
    },
    push: async (caller, scans) => {
      try {
        const list = `array(select value from jsonb_array_elements(${json(scans)}))`
        const answer = await call(caller, `public.scanner_push(${list})`)
        return { ok: true, answers: parsed(scannerPush.answer, answer).flatMap(scanAnswer) }
      } catch (error) {
        return { ...trouble, trouble: troubleFrom(error) }
      }
    },
    pushActs: async (caller, acts) => {
      try {
        const list = `array(select value from jsonb_array_elements(${json(acts.map(actRecord))}))`
        const answer = await call(caller, `public.scanner_push_acts(${list})`)
        return { ok: true, answers: parsed(scannerPushActs.answer, answer).flatMap(actAnswer) }
      } catch (error) {
        return { ...trouble, trouble: troubleFrom(error) }
      }
    },
    stock: async (caller, { eventId, least, sign }) => {
      try {
        const asked = `${literal(eventId)}, ${json(least)}`
        const answer = await call(caller, `public.scanner_stock(${asked})`)
        const told = parsed(scannerStock.answer, answer)
        if (told.wanted.length === 0) return told.tickets
        const grant = `${literal(told.device_id)}, ${asked}, ${json(sign(told.wanted))}`
        return (await call(SERVICE, `public.grant_stock(${grant})`)) as StockTicket[]
      } catch (error) {
        troubleFrom(error)
        return undefined
      }
    },
    callAs: (caller) => async (sqlFunction, input) => {
      try {
        const args = Object.entries(sqlFunction.args(input))
        const list = args.map(([name, value]) => `${name} => ${literal(String(value))}`)
        const answer = await call(caller, `public.${sqlFunction.name}(${list.join(', ')})`)
        return { ok: true, value: parsed(sqlFunction.answer, answer) }
      } catch (error) {
        // Of a revoked phone, or of a list that is none.
        if ((error as Error).message !== 'not_found') troubleFrom(error)
        return { ok: false }
      }
    },
    manage: async (ask) => {
      try {
        await call(MANAGER, ask)
        return true
      } catch (error) {
        if (isLockTimeout(error)) return false
        throw error
      }
    },
    wordsOf: async (ticketIds) => {
      const rows = await sql`
        select word::json from internal.ticket_words where ticket_id = any(${[...ticketIds]}) order by ticket_id`
      return rows.flatMap(({ word }) => {
        const read = readTicketWord(word)
        return read ? [ticketWord(read)] : []
      })
    },
    change: async (run) => {
      try {
        await sql.begin(async (tx) => {
          await tx`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`
          await run(tx as unknown as Sql)
        })
        return true
      } catch (error) {
        if (isLockTimeout(error)) return false
        throw error
      }
    },
    openTransaction: async (run) => {
      const connection = await sql.reserve()
      open.add(connection)
      // However slow this machine is, the transaction stays open for as long as the simulation wants.
      await connection`set idle_in_transaction_session_timeout = 0`
      await connection`begin`
      await run(connection as unknown as Sql)
      return () => world.outside(end(connection, 'commit'))
    },
    close: async () => {
      for (const connection of open) await end(connection, 'rollback')
    },
  }
  return {
    ...server,
    pull: (...call) => world.outside(server.pull(...call)),
    push: (...call) => world.outside(server.push(...call)),
    pushActs: (...call) => world.outside(server.pushActs(...call)),
    stock: (...call) => world.outside(server.stock(...call)),
    callAs: (caller) => {
      const call = server.callAs(caller)
      return (...args) => world.outside(call(...args))
    },
    manage: (...call) => world.outside(server.manage(...call)),
    wordsOf: (...call) => world.outside(server.wordsOf(...call)),
    change: (...call) => world.outside(server.change(...call)),
    openTransaction: (...call) => world.outside(server.openTransaction(...call)),
  }
}

function troubleFrom(error: unknown): 'signed_out' | 'not_allowed' | 'server_error' {
  const message = error instanceof Error ? error.message : ''
  if (message === 'not_a_device') return 'signed_out'
  if (message === 'event_not_allowed') return 'not_allowed'
  // A lock timeout is expected; anything else is a bug of the simulation or of the SQL, and must surface.
  if (isLockTimeout(error)) return 'server_error'
  throw error
}

const isLockTimeout = (error: unknown) => (error as { code?: string }).code === '55P03'

type Schema<T> = {
  '~standard': {
    validate: (value: unknown) => { value: T } | { issues: readonly unknown[] } | Promise<unknown>
  }
}

function parsed<T>(schema: Schema<T>, value: unknown): T {
  const result = schema['~standard'].validate(value)
  if (!('value' in result)) throw new Error(`not an answer: ${JSON.stringify(value)}`)
  return result.value
}
