// Pull: nothing is missed, however late it commits; any page may be the last; another database is another epoch.
import { randomUUID } from 'node:crypto'
import { readTicketWord } from '@maguey/wire/ticket-word'
import fc from 'fast-check'
import type { Sql } from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import { actAs, actAsAndForget, refusal } from './support/act-as.ts'
import { makeManager, makeNight, makePhone, type Night, type Phone } from './support/make-night.ts'
import { pull, push, scanOf, TEN_MS } from './support/scan.ts'
import { buy, qrTextOf, ticketIdOf } from './support/sell.ts'
import { testDatabase, withPool } from './support/test-database.ts'

const db = testDatabase()
let night: Night
let phone: Phone

beforeAll(async () => {
  night = await makeNight(db().sql)
  phone = await makePhone(db().sql, night, { name: 'Main phone', gateId: night.mainGate })
})

/** Follows the cursor to the end and keeps the last row of each ticket, as a phone does. */
async function pullAll(
  from: string | null,
  limit: number,
  place = { night, phone },
  sql: Sql = db().sql,
) {
  const list = new Map<string, unknown[]>()
  let cursor = from
  let pages = 0
  for (;;) {
    const page = await pull(sql, place.phone, place.night, { cursor, limit })
    pages += 1
    cursor = page.cursor
    for (const row of page.rows) list.set(row[0], row)
    if (!page.more) return { list, cursor, pages, total: page.total }
  }
}

async function insertTickets(sql: Sql, place: Night, from: number, count: number) {
  const rows = Array.from({ length: count }, (_, i) => {
    const ticketId = ticketIdOf(place, from + i)
    return {
      ticket_id: ticketId,
      event_id: place.eventId,
      event_name: place.name,
      ticket_type_id: place.general,
      ticket_type: 'General',
      qr_code_data: qrTextOf(ticketId, 'GA'),
      guest_name: `Guest ${from + i}`,
    }
  })
  await sql`insert into public.tickets ${sql(rows)}`
}

describe('a pull', () => {
  it('gives the event, its gates, types and keys, and the server’s time', async () => {
    await db().sql`select public.register_signing_key('K1', ${'A'.repeat(43)})`
    const page = await pull(db().sql, phone, night)
    expect(page).toMatchObject({
      revoked: false,
      event: {
        id: night.eventId,
        name: night.name,
        code: night.code,
        day: '20261120',
        reentry: false,
        unsynced: 'admit',
        timezone: 'America/Los_Angeles',
        types: [
          { code: 'VIP', name: 'VIP' },
          { code: 'GA', name: 'General' },
        ],
        gates: [
          { id: night.mainGate, name: 'Main', admits: null },
          { id: night.vipGate, name: 'VIP', admits: ['VIP'] },
        ],
      },
      keys: [{ kid: 'K1', public_key: 'A'.repeat(43) }],
      columns: [
        'ticket_id',
        'type',
        'guest',
        'status',
        'presence',
        'entry_scan',
        'entered_at',
        'entry_gate',
        'entry_device',
        'revision',
        'moved_at',
        'entry_uncertainty',
        'order_position',
        'order_size',
      ],
    })
    const [row] = await db()
      .sql`select internal.to_ms(doors_open_at) as doors from public.events where id = ${night.eventId}`
    expect(page.event.admits_from).toBe(Number(row?.doors))
    expect(page.epoch).toMatch(/^[0-9a-f]{16}$/)
    expect(Number.isInteger(page.server_now)).toBe(true)
  })

  it('gives each ticket as a compact row, with its entry once it has one', async () => {
    const place = await makeNight(db().sql)
    const own = await makePhone(db().sql, place, { name: 'Main phone' })
    const [first, second] = (await buy(db().sql, place)).sort()
    const scan = scanOf(place, String(first))
    await push(db().sql, own, [scan])
    const page = await pull(db().sql, own, place)
    expect(page.total).toBe(2)
    expect(page.rows.sort()).toEqual([
      [
        ...[first, 'VIP', 'Lucía Ñáñez', 'issued', 'inside', scan.id, TEN_MS, 'Main', 'Main phone'],
        ...[2, TEN_MS, 15, 1, 2],
      ],
      [
        ...[second, 'VIP', 'Lucía Ñáñez', 'issued', 'never', null, null, null, null],
        ...[1, null, null, 2, 2],
      ],
    ])
  })

  it('resumes at any page and has every ticket once at the end', async () => {
    const place = await makeNight(db().sql)
    const own = await makePhone(db().sql, place)
    await insertTickets(db().sql, place, 0, 60)
    await insertTickets(db().sql, place, 60, 43)
    const { list, cursor, pages, total } = await pullAll(null, 10, { night: place, phone: own })
    expect(list.size).toBe(103)
    expect(total).toBe(103)
    expect(pages).toBe(11)
    const next = await pull(db().sql, own, place, { cursor })
    expect(next).toMatchObject({ cursor, more: false, rows: [] })
  })

  it('after that gives only what has changed: sold, entered, renamed, refunded', async () => {
    const place = await makeNight(db().sql)
    const own = await makePhone(db().sql, place)
    const [a, b, c] = await buy(db().sql, place, { lines: [{ ticket_type: 'VIP', quantity: 4 }] })
    const { cursor } = await pullAll(null, 100, { night: place, phone: own })
    await push(db().sql, own, [scanOf(place, String(a))])
    await db().sql`update public.tickets set guest_name = 'Zoë' where ticket_id = ${String(b)}`
    await db().sql`update public.tickets set status = 'refunded' where ticket_id = ${String(c)}`
    const [d] = await buy(db().sql, place, { lines: [{ ticket_type: 'GA', quantity: 1 }] })
    const { list } = await pullAll(cursor, 100, { night: place, phone: own })
    expect([...list.keys()].sort()).toEqual([a, b, c, d].sort())
    expect(list.get(String(c))?.[3]).toBe('refunded')
  })

  it('does not give again what changed nothing that phones show', async () => {
    const place = await makeNight(db().sql)
    const own = await makePhone(db().sql, place)
    const [ticket] = await buy(db().sql, place)
    const { cursor } = await pullAll(null, 100, { night: place, phone: own })
    await db()
      .sql`update public.tickets set guest_phone = '+1 555' where ticket_id = ${String(ticket)}`
    await db().sql`update public.events set name = 'Renamed' where id = ${place.eventId}`
    expect((await pullAll(cursor, 100, { night: place, phone: own })).list.size).toBe(0)
    const [row] = await db()
      .sql`select event_name from public.tickets where ticket_id = ${String(ticket)}`
    expect(row?.event_name).toBe('Renamed')
  })

  it.each([
    '',
    'x',
    '0000000000000000.1.x',
    'deadbeefdeadbeef.99.00000000-0000-0000-0000-000000000000',
    `'; drop table x`,
  ])('from a cursor that is not its own (%j) begins at zero', async (cursor) => {
    const place = await makeNight(db().sql)
    const own = await makePhone(db().sql, place)
    await buy(db().sql, place)
    expect((await pull(db().sql, own, place, { cursor })).rows).toHaveLength(2)
  })
})

describe('a page', () => {
  /** Entries of the list of changes that a page looks at. */
  const readBy = (place: Night, own: Phone, cursor: string, limit: number) =>
    actAsAndForget(db().sql, own, async (tx) => {
      const read = async () => {
        const [row] = await tx`
          select (idx_tup_fetch + seq_tup_read)::int as read from pg_stat_xact_user_tables where relname = 'ticket_changes'`
        return Number(row?.read)
      }
      // Earlier statistics of this connection may not have been flushed yet.
      const before = await read()
      await tx`select public.scanner_pull(${place.eventId}, ${cursor}, ${limit})`
      return (await read()) - before
    })

  it('reads no further than its limit, however little the database knows of the night', async () => {
    const place = await makeNight(db().sql)
    const own = await makePhone(db().sql, place)
    await insertTickets(db().sql, place, 0, 4_000)
    const { cursor } = await pull(db().sql, own, place, { cursor: null, limit: 10 })
    expect(await readBy(place, own, String(cursor), 500)).toBe(501)
  })
})

describe('a transaction that began earlier and commits later', () => {
  it('is not missed by a phone that pulled in between', async () => {
    const place = await makeNight(db().sql)
    const own = await makePhone(db().sql, place)
    await insertTickets(db().sql, place, 0, 2)
    const early = ticketIdOf(place, 0)
    const late = ticketIdOf(place, 1)
    const list = new Map<string, unknown[]>()
    let { cursor } = await pullAll(null, 100, { night: place, phone: own })
    const follow = async () => {
      const next = await pullAll(cursor, 100, { night: place, phone: own })
      cursor = next.cursor
      for (const [id, row] of next.list) list.set(id, row)
    }
    await withPool(db().url, 2, async (pool) => {
      await pool.begin(async (slow) => {
        await slow`update public.tickets set guest_name = 'Slow' where ticket_id = ${early}`
        await pool`update public.tickets set guest_name = 'Fast' where ticket_id = ${late}`
        await follow()
        // A cursor past the slow transaction would miss it: what is newer is told besides.
        expect([...list.keys()]).toEqual([late])
      })
    })
    await follow()
    expect(list.get(early)?.[2]).toBe('Slow')
    expect(list.get(late)?.[2]).toBe('Fast')
  })

  it('is not missed among many writers while a phone pulls page by page', async () => {
    const place = await makeNight(db().sql)
    const own = await makePhone(db().sql, place)
    await insertTickets(db().sql, place, 0, 40)
    const list = new Map<string, unknown[]>()
    let cursor: string | null = null
    let writing = true
    await withPool(db().url, 8, async (pool) => {
      const writer = async (w: number) => {
        for (let round = 0; round < 15; round += 1) {
          await pool.begin(async (tx) => {
            await tx`update public.tickets set guest_name = ${`w${w} r${round}`} where ticket_id = ${ticketIdOf(place, (w * 7 + round) % 40)}`
            await tx`select pg_sleep(${((w * 5 + round) % 4) / 200})`
          })
        }
      }
      const follow = async () => {
        const page = await pull(pool, own, place, { cursor, limit: 3 })
        cursor = page.cursor
        for (const row of page.rows) list.set(row[0], row)
        return page.more
      }
      const reader = async () => {
        while (writing) await follow()
      }
      const reading = reader()
      await Promise.all(Array.from({ length: 6 }, (_, w) => writer(w)))
      writing = false
      await reading
      while (await follow());
    })
    const rows = await db()
      .sql`select ticket_id, guest_name from public.tickets where event_id = ${place.eventId}`
    expect(list.size).toBe(40)
    for (const row of rows) expect(list.get(row.ticket_id)?.[2]).toBe(row.guest_name)
  })
})

describe('what a list vouches for', () => {
  it('ends before what it does not hold: a refund that was committed while an older transaction still writes', async () => {
    const place = await makeNight(db().sql)
    const own = await makePhone(db().sql, place)
    await insertTickets(db().sql, place, 0, 3)
    const nowOnServer = async () => {
      const [row] = await db().sql`select internal.to_ms(clock_timestamp())::text as ms`
      return Number(row?.ms)
    }
    const { cursor } = await pullAll(null, 100, { night: place, phone: own })
    await withPool(db().url, 1, async (pool) => {
      await pool.begin(async (slow) => {
        await slow`update public.tickets set guest_name = 'Slow' where ticket_id = ${ticketIdOf(place, 1)}`
        const refund = ticketIdOf(place, 0)
        await db().sql`update public.tickets set status = 'refunded' where ticket_id = ${refund}`
        const refundedAtMs = await nowOnServer()
        const held = await pull(db().sql, own, place, { cursor })
        expect(held.horizon_ms).toBeLessThanOrEqual(refundedAtMs)
        const later = await pull(db().sql, own, place, { cursor })
        expect(later.horizon_ms).toBe(held.horizon_ms)
      })
    })
    const endedAtMs = await nowOnServer()
    // The horizon is sampled twice a second: wait until a new sample is due.
    await new Promise((resolve) => setTimeout(resolve, 600))
    const after = await pull(db().sql, own, place, { cursor })
    expect(after.horizon_ms).toBeGreaterThanOrEqual(endedAtMs)
    expect(after.rows).toHaveLength(2)
  })

  describe('of a ticket that an older transaction’s horizon vouches for and that has changed again since', () => {
    /** Refunded below the horizon, changed once more above it; `pulled` is a phone's pull in between. */
    const retouch = async (pulled: (place: Night, own: Phone, cursor: string) => Promise<void>) => {
      const place = await makeNight(db().sql)
      const own = await makePhone(db().sql, place)
      await insertTickets(db().sql, place, 0, 3)
      const { cursor } = await pullAll(null, 100, { night: place, phone: own })
      const ids = [ticketIdOf(place, 0), ticketIdOf(place, 2)]
      await db().sql`update public.tickets set status = 'refunded' where ticket_id = any(${ids})`
      await db()
        .sql`insert into public.horizon_samples values (clock_timestamp(), pg_snapshot_xmax(pg_current_snapshot()))`
      await withPool(db().url, 1, async (pool) => {
        await pool.begin(async (slow) => {
          await slow`update public.tickets set guest_name = 'Slow' where ticket_id = ${ticketIdOf(place, 1)}`
          await db()
            .sql`update public.tickets set guest_name = 'Again' where ticket_id = any(${ids})`
          await pulled(place, own, String(cursor))
        })
      })
    }

    it('is the refund: the row is told besides, and the cursor stays', async () => {
      await retouch(async (place, own, cursor) => {
        const held = await pull(db().sql, own, place, { cursor })
        expect(held.more).toBe(false)
        expect(held.cursor).toBe(cursor)
        const told = held.rows.map((row: unknown[]) => [row[0], row[3]])
        expect(told.sort()).toEqual([
          [ticketIdOf(place, 0), 'refunded'],
          [ticketIdOf(place, 2), 'refunded'],
        ])
        expect(held.horizon_ms).toBeGreaterThan(0)
      })
    })

    it('is nothing where the page has no room for them all', async () => {
      await retouch(async (place, own, cursor) => {
        const held = await pull(db().sql, own, place, { cursor, limit: 1 })
        expect(held.rows).toHaveLength(1)
        expect(held.horizon_ms).toBe(0)
      })
    })
  })

  it('is kept in few samples', async () => {
    for (let i = 0; i < 20; i += 1) await pull(db().sql, phone, night)
    const [row] = await db().sql`select count(*)::int as samples from public.horizon_samples`
    expect(row?.samples).toBeLessThan(10)
  })

  it('in its total are the tickets below that horizon, and a phone that pulled to the end has them', async () => {
    const place = await makeNight(db().sql)
    const own = await makePhone(db().sql, place)
    await insertTickets(db().sql, place, 0, 5)
    await withPool(db().url, 2, async (pool) => {
      await pool.begin(async (slow) => {
        // Holds back the horizon for whatever commits after it.
        await slow`update public.events set min_age = 19 where id = ${night.eventId}`
        await insertTickets(pool, place, 5, 2)
        await pool`update public.tickets set guest_name = 'Renamed' where ticket_id = ${ticketIdOf(place, 0)}`
        const { list, total } = await pullAll(null, 3, { night: place, phone: own }, pool)
        // The renamed one existed below the horizon and is told besides; the two new ones are not.
        expect({ listed: list.size, total }).toEqual({ listed: 5, total: 5 })
      })
    })
    const { list, total } = await pullAll(null, 2, { night: place, phone: own })
    expect({ listed: list.size, total }).toEqual({ listed: 7, total: 7 })
  })

  it('a session that idles in a transaction does not hold back for long', async () => {
    const [row] = await withPool(
      db().url,
      1,
      (fresh) => fresh`select current_setting('idle_in_transaction_session_timeout') as limit`,
    )
    expect(row?.limit).toBe('15s')
  })
})

describe('a first sync', () => {
  it('brings entered, refunded and void tickets before all others, each once', async () => {
    const place = await makeNight(db().sql)
    const own = await makePhone(db().sql, place)
    await insertTickets(db().sql, place, 0, 40)
    const id = (n: number) => ticketIdOf(place, n)
    await push(db().sql, own, [scanOf(place, id(33)), scanOf(place, id(34))])
    await db().sql`update public.tickets set status = 'refunded' where ticket_id = ${id(20)}`
    await db().sql`update public.tickets set status = 'void' where ticket_id = ${id(38)}`
    const seen: string[] = []
    let cursor: string | null = null
    for (let more = true; more; ) {
      const page = await pull(db().sql, own, place, { cursor, limit: 3 })
      seen.push(...page.rows.map((row: unknown[]) => String(row[0])))
      ;({ cursor, more } = page)
    }
    expect(new Set(seen.slice(0, 4))).toEqual(new Set([id(33), id(34), id(20), id(38)]))
    expect(seen).toHaveLength(40)
    expect(new Set(seen).size).toBe(40)
  })

  it('misses nothing, whatever changes and commits late between its pages', async () => {
    const change = fc.record({
      ticket: fc.nat(11),
      kind: fc.constantFrom('refund', 'scan', 'rename', 'insert'),
      late: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        async (changes, limit) => {
          const place = await makeNight(db().sql)
          const own = await makePhone(db().sql, place)
          await insertTickets(db().sql, place, 0, 12)
          const list = new Map<string, unknown[]>()
          let cursor: string | null = null
          const follow = async () => {
            const page = await pull(db().sql, own, place, { cursor, limit })
            cursor = page.cursor
            for (const row of page.rows) list.set(row[0], row)
            return page.more
          }
          const apply = async (sql: Sql, { ticket, kind }: (typeof changes)[number], n: number) => {
            const id = ticketIdOf(place, ticket)
            if (kind === 'insert') return insertTickets(sql, place, 100 + n, 1)
            if (kind === 'refund')
              return sql`update public.tickets set status = 'refunded' where ticket_id = ${id}`
            if (kind === 'rename')
              return sql`update public.tickets set guest_name = ${`n${n}`} where ticket_id = ${id}`
            return push(sql, own, [scanOf(place, id, { scanned_at: TEN_MS + n })])
          }
          await withPool(db().url, 2, async (pool) => {
            for (const [n, item] of changes.entries()) {
              if (item.late && item.kind !== 'scan') {
                await pool.begin(async (tx) => {
                  await apply(tx as unknown as Sql, item, n)
                  await follow()
                })
              } else {
                await apply(pool, item, n)
              }
              await follow()
            }
          })
          while (await follow());
          const rows = await db().sql`
            select w.ticket_id, w.word::json from internal.ticket_words w where w.event_id = ${place.eventId}`
          expect(new Map(list)).toEqual(new Map(rows.map((row) => [row.ticket_id, row.word])))
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('a ticket’s revision', () => {
  it('rises by one with every change that phones show, in the order in which they were committed', async () => {
    const place = await makeNight(db().sql)
    const own = await makePhone(db().sql, place)
    const [ticket] = (await buy(db().sql, place)).map(String)
    const revision = async () => {
      const [row] = await db()
        .sql`select revision from public.tickets where ticket_id = ${String(ticket)}`
      return row?.revision
    }
    expect(await revision()).toBe(1)
    await push(db().sql, own, [scanOf(place, String(ticket))])
    await db().sql`update public.tickets set guest_phone = '1' where ticket_id = ${String(ticket)}`
    expect(await revision()).toBe(2)
    // The transaction that started first, and has the lower id, commits second.
    await withPool(db().url, 2, async (pool) => {
      await pool.begin(async (first) => {
        await first`select pg_current_xact_id()`
        await pool`update public.tickets set guest_name = 'Second' where ticket_id = ${String(ticket)}`
        await first`update public.tickets set guest_name = 'First' where ticket_id = ${String(ticket)}`
      })
    })
    expect(await revision()).toBe(4)
  })
})

describe('asking for one ticket', () => {
  const ask = async (caller: Phone, place: Night, ticketId: string) => {
    const [row] = await actAs(
      db().sql,
      caller,
      (tx) => tx`select public.scanner_ticket(${place.eventId}, ${ticketId}) as answer`,
    )
    return row?.answer
  }

  it('gives its word at once, and null for one that the event does not have', async () => {
    const place = await makeNight(db().sql)
    const own = await makePhone(db().sql, place)
    const [ticket] = (await buy(db().sql, place)).map(String)
    const [elsewhere] = (await buy(db().sql, night)).map(String)
    const answer = await ask(own, place, String(ticket))
    expect(answer).toMatchObject({ revoked: false, server_now: expect.any(Number) })
    expect(readTicketWord(answer.word)).toMatchObject({ ticket_id: ticket, revision: 1 })
    expect(await ask(own, place, String(elsewhere))).toMatchObject({ word: null })
    expect(await ask(own, place, 'nonsense')).toMatchObject({ word: null })
    expect(await refusal(ask(own, night, String(elsewhere)))).toMatchObject({
      message: 'event_not_allowed',
    })
  })

  it('is limited, and closed to a revoked phone', async () => {
    const place = await makeNight(db().sql)
    const own = await makePhone(db().sql, place)
    const [ticket] = (await buy(db().sql, place)).map(String)
    await db().sql`update public.devices set revoked_at = now() where id = ${own.deviceId}`
    expect(await ask(own, place, String(ticket))).toMatchObject({ revoked: true, word: null })
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => refusal(ask(own, place, String(ticket)))),
    )
    expect(
      answers.filter((answer) => answer?.message === 'too_many_requests').length,
    ).toBeGreaterThan(0)
  })
})

describe('a restored database', () => {
  it('is another epoch, in which every ticket is pulled again, stamps from the future included', async () => {
    const place = await makeNight(db().sql)
    const own = await makePhone(db().sql, place)
    await insertTickets(db().sql, place, 0, 5)
    const before = await pullAll(null, 100, { night: place, phone: own })
    // As after restoring a dump of an older, busier cluster: its name in the table, its transaction ids in the rows.
    await db().sql`update public.sync_epochs set cluster = '7000000000000000001/5/00000001'`
    await db()
      .sql`update public.tickets set changed_xid = '99999999999' where ticket_id = ${ticketIdOf(place, 0)}`
    const first = await pull(db().sql, own, place, { cursor: before.cursor, limit: 2 })
    expect(first.epoch).not.toBe(String(before.cursor).split('.')[0])
    // Nothing is below the horizon yet: what is told besides must not count as whole.
    expect(first).toMatchObject({ more: false, total: 5, horizon_ms: 0 })
    expect(first.rows).toHaveLength(2)
    const after = await pullAll(before.cursor, 100, { night: place, phone: own })
    expect(after.list.size).toBe(5)
    expect((await pullAll(after.cursor, 100, { night: place, phone: own })).list.size).toBe(0)
  })

  it('is told by cluster, database and timeline', async () => {
    const [row] = await db().sql`
      select internal.cluster_id() as id, (pg_control_system()).system_identifier::text as system,
        (select oid from pg_database where datname = current_database())::text as oid`
    expect(row?.id).toBe(`${row?.system}/${row?.oid}/00000001`)
  })

  it('can be declared by hand', async () => {
    const { epoch, cursor } = await pull(db().sql, phone, night)
    await db().sql`update public.sync_epochs set generation = generation + 1`
    const next = await pull(db().sql, phone, night, { cursor })
    expect(next.epoch).not.toBe(epoch)
  })
})

describe('what a phone says of itself', () => {
  it('is kept for the manager, and nonsense leaves the old value', async () => {
    const own = await makePhone(db().sql, night)
    const report = {
      queue_length: 3,
      list_age_ms: 65_000,
      battery: 0.18,
      app_version: '0.1.0',
      gate_id: night.vipGate,
      clock_offset_ms: -1200,
    }
    await pull(db().sql, own, night, { report })
    await pull(db().sql, own, night, {
      report: {
        queue_length: -1,
        battery: 'full',
        gate_id: 'x',
        clock_offset_ms: 1e99,
        list_age_ms: 65_000,
      },
    })
    const [row] = await db().sql`
      select queue_length, list_age_ms::int, battery, app_version, gate_id, clock_offset_ms from public.devices where id = ${own.deviceId}`
    expect(row).toEqual({ ...report, battery: expect.closeTo(0.18) })
  })

  it('makes it heard', async () => {
    const own = await makePhone(db().sql, night)
    await db()
      .sql`update public.devices set last_seen_at = now() - interval '1 hour' where id = ${own.deviceId}`
    await pull(db().sql, own, night)
    const [row] = await db()
      .sql`select now() - last_seen_at < interval '1 minute' as heard from public.devices where id = ${own.deviceId}`
    expect(row?.heard).toBe(true)
  })
})

describe('who may pull', () => {
  it('a revoked phone is told so and gets no tickets and no events', async () => {
    const own = await makePhone(db().sql, night)
    await buy(db().sql, night)
    const { cursor } = await pull(db().sql, own, night)
    const manager = await makeManager(db().sql)
    await actAs(db().sql, manager, (tx) => tx`select public.revoke_device(${own.deviceId})`)
    expect(await pull(db().sql, own, night, { cursor })).toEqual({
      revoked: true,
      server_now: expect.any(Number),
    })
    const [row] = await actAs(db().sql, own, (tx) => tx`select public.scanner_events() as events`)
    expect(row?.events).toEqual([])
  })

  it('a phone of another event may not, nor a manager, nor a stranger', async () => {
    const elsewhere = await makeNight(db().sql)
    expect(await refusal(pull(db().sql, phone, elsewhere))).toMatchObject({
      code: 'PT403',
      message: 'event_not_allowed',
    })
    const manager = await makeManager(db().sql)
    for (const userId of [manager.userId, randomUUID()]) {
      const caller = { role: 'authenticated', userId, deviceId: '' } as const
      expect(await refusal(pull(db().sql, caller, night))).toMatchObject({
        code: 'PT403',
        message: 'not_a_device',
      })
    }
  })

  it('a phone sees the events that it was paired for', async () => {
    const [row] = await actAs(db().sql, phone, (tx) => tx`select public.scanner_events() as events`)
    expect(row?.events).toMatchObject([
      { id: night.eventId, name: night.name, gates: [{ name: 'Main' }, { name: 'VIP' }] },
    ])
  })
})
