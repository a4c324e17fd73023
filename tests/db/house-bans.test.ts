// The house's ban list: who may see and change it, how long it lasts, and what a phone gets of it.
import { randomUUID } from 'node:crypto'
import { banHasher } from '@maguey/ticket-core/ban-hash'
import { createBanMatcher } from '@maguey/ticket-core/name-keys'
import type { JSONValue } from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import vectors from '../vectors/name-keys.json' with { type: 'json' }
import { actAs, type Caller, callAs, refusal } from './support/act-as.ts'
import { makeManager, makeNight, makePhone, type Night, type Phone } from './support/make-night.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()
let manager: Caller
let frontDesk: Caller
let night: Night
let phone: Phone

beforeAll(async () => {
  manager = await makeManager(db().sql)
  frontDesk = await makeManager(db().sql, 'front_desk')
  night = await makeNight(db().sql)
  phone = await makePhone(db().sql, night)
})

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

const wish = (changes: Record<string, JSONValue> = {}) => ({
  ...{ given_names: 'Juan Carlos', family_names: 'Pérez García', born_on: '1990-02-03' },
  ...{ until: inDays(30), reason: 'Hit a barman', ...changes },
})

const save = (ban: JSONValue, id: string = randomUUID(), caller = manager) =>
  actAs(db().sql, caller, async (tx) => {
    const [row] = await tx`select public.save_ban(${id}, ${tx.json(ban)}) as answer`
    return row?.answer
  })

const lift = (id: string, reason = 'Apologised') =>
  callAs(db().sql, manager, 'lift_ban($1, $2)', id, reason)

const list = (caller = manager) => callAs(db().sql, caller, 'ban_list()')
const pulled = (caller: Caller = phone) =>
  callAs(db().sql, caller, 'scanner_bans($1)', night.eventId)
const markOf = async () => {
  const page = await callAs(db().sql, phone, 'scanner_pull($1)', night.eventId)
  return page.event.bans_mark
}

describe('names', () => {
  it.each(vectors.names)('have the words and sounds of ticket-core: "$name"', async (vector) => {
    const [row] = await db().sql`
      select internal.name_words(${vector.name}) as words,
        array(select internal.name_sound(w) from unnest(internal.name_words(${vector.name})) w) as sounds`
    expect(row).toEqual({ words: vector.words, sounds: vector.sounds })
  })

  it('have the hashes of ticket-core', async () => {
    const key = Buffer.from(vectors.key, 'base64url')
    for (const { text, hash } of vectors.hashes) {
      const [row] = await db().sql`select internal.ban_hash(${text}, ${key}) as hash`
      expect(row?.hash).toBe(hash)
    }
    for (const { given, family, born, same, near, bornHash } of vectors.pairs) {
      const [row] = await db().sql`
        select internal.pair_hashes((internal.name_sounds(${given}))[1] || ' ' || (internal.name_sounds(${family}))[1], ${born}, ${key}) as made`
      const { near: made, ...rest } = row?.made ?? {}
      expect({ ...rest, near: [...made].sort() }).toEqual({ same, near, born: bornHash })
    }
  })
})

describe('a ban', () => {
  it('is entered once under its id, and says who entered it', async () => {
    const id = randomUUID()
    const entered = await save(wish(), id)
    expect(entered).toMatchObject({ id, state: 'active', changed_by: null, ...wish() })
    expect(entered.entered_by).toBeTruthy()
    expect(await save(wish(), id)).toEqual(entered)
    const changed = await save(wish({ until: inDays(60) }), id)
    expect(changed).toMatchObject({ number: entered.number, until: inDays(60) })
    expect(changed.changed_by).toBe(entered.entered_by)
    expect((await list()).filter((ban: { id: string }) => ban.id === id)).toEqual([changed])
  })

  it.each([
    ['given_names', 'J.'],
    ['given_names', 'x'.repeat(81)],
    ['family_names', 'de la'],
    ['born_on', '1990-02-30'],
    ['born_on', '1899-12-31'],
    ['born_on', inDays(3)],
    ['until', null],
    ['until', inDays(-3)],
    ['until', inDays(365 * 6)],
    ['until', 'tomorrow'],
    ['reason', '  '],
  ])('needs a sensible %s, not %s', async (field, value) => {
    expect(await refusal(save(wish({ [field]: value })))).toMatchObject({
      message: 'invalid_request',
      detail: { field },
    })
  })

  it('is lifted once, with a reason, and then stays as it is', async () => {
    const { id } = await save(wish())
    expect(await refusal(lift(id, ' '))).toMatchObject({ message: 'invalid_request' })
    const lifted = await lift(id)
    expect(lifted).toMatchObject({ state: 'lifted', lift_reason: 'Apologised' })
    expect(await lift(id, 'Again')).toEqual(lifted)
    expect(await refusal(save(wish(), id))).toMatchObject({ message: 'ban_lifted' })
    expect(await refusal(lift(randomUUID()))).toMatchObject({ message: 'not_found' })
  })

  it('is seen and changed by whoever has the role, and by nobody through the table', async () => {
    expect(await refusal(list(frontDesk))).toMatchObject({ message: 'not_allowed' })
    expect(await refusal(save(wish(), randomUUID(), frontDesk))).toMatchObject({
      message: 'not_allowed',
    })
    expect(await refusal(list(phone))).toMatchObject({ message: 'not_staff' })
    for (const caller of [manager, phone]) {
      for (const table of ['house_bans', 'ban_keys']) {
        const attempt = actAs(db().sql, caller, (tx) => tx.unsafe(`select * from public.${table}`))
        expect(await refusal(attempt)).toMatchObject({ code: '42501' })
      }
    }
  })

  it('leaves its number in the audit log, and neither the name nor the words about the person', async () => {
    const id = randomUUID()
    const { number } = await save(wish({ given_names: 'Zacarías', reason: 'Secretive reason' }), id)
    await save(wish({ given_names: 'Zacarías', until: inDays(90) }), id)
    await lift(id, 'Whispered reason')
    const rows = await db().sql`
      select action, reason, detail from public.audit_log where (detail ->> 'ban_number')::int = ${number} order by id`
    expect(rows.map(({ action }) => action)).toEqual(['enter_ban', 'change_ban', 'lift_ban'])
    expect(JSON.stringify(rows)).not.toMatch(/Zacar|Secretive|Whispered/)
  })

  it('is deleted some time after it ended or was lifted, and not before', async () => {
    const [ended, kept, lifted] = [await save(wish()), await save(wish()), await save(wish())]
    await lift(lifted.id)
    await db().sql`update public.house_bans set until = current_date - 91 where id = ${ended.id}`
    await db().sql`update public.house_bans set until = current_date - 90 where id = ${kept.id}`
    await db()
      .sql`update public.house_bans set lifted_at = now() - interval '92 days' where id = ${lifted.id}`
    await callAs(db().sql, { role: 'service_role' }, 'forget_old_guests()')
    const left = await db().sql`
      select id from public.house_bans where id in ${db().sql([ended.id, kept.id, lifted.id])}`
    expect(left.map(({ id }) => id)).toEqual([kept.id])
  })
})

describe('a phone', () => {
  it('hears with its pull that the list has changed', async () => {
    const { id } = await save(wish())
    const mark = await markOf()
    expect((await pulled()).mark).toBe(mark)
    await save(wish(), id)
    expect(await markOf()).toBe(mark)
    await lift(id)
    expect(await markOf()).not.toBe(mark)
  })

  it('recognises the name by its hashes, and gets no name, no birth date and no reason', async () => {
    const entered = await save(wish({ given_names: 'Zenobia', family_names: 'Quispe Mamani' }))
    const answer = await pulled()
    expect(JSON.stringify(answer)).not.toMatch(/zenobia|quispe|mamani|1990|barman/i)
    const bans = answer.bans.map(
      ({ given, family, ...ban }: { given: number; family: number }) => ({
        ...ban,
        words: { given, family },
      }),
    )
    const { match } = createBanMatcher(bans, banHasher(answer.key))
    const { number } = entered
    expect(match({ line: 'KISPE, Senobia' })).toEqual([
      { number, likeness: 'same', born: 'unknown' },
    ])
    expect(match({ line: 'Zenobia Quipe' })).toEqual([
      { number, likeness: 'near', born: 'unknown' },
    ])
    expect(match({ given: 'ZENOBIA', family: 'QUISPE', born: '1990-02-03' })[0]?.born).toBe('same')
    expect(match({ given: 'ZENOBIA', family: 'QUISPE', born: '1990-02-04' })[0]?.born).toBe('other')
    expect(match({ line: 'Zenobia Huamán' })).toEqual([])
  })

  it('gets only what applies on the night’s day', async () => {
    const [over, lifted, on] = [await save(wish()), await save(wish()), await save(wish())]
    await lift(lifted.id)
    await db().sql`
      update public.house_bans b set until = ((e.event_date at time zone e.timezone) - interval '6 hours')::date - (b.id = ${over.id})::int
      from public.events e where e.id = ${night.eventId} and b.id in ${db().sql([over.id, on.id])}`
    const numbers = (await pulled()).bans.map((ban: { number: number }) => ban.number)
    expect(numbers).toContain(on.number)
    expect(numbers).not.toContain(over.number)
    expect(numbers).not.toContain(lifted.number)
  })

  it('gets other hashes for another night, and none for a night that isn’t its own', async () => {
    await save(wish())
    const other = await makeNight(db().sql)
    const otherPhone = await makePhone(db().sql, other)
    const [here, there] = [
      await pulled(),
      await callAs(db().sql, otherPhone, 'scanner_bans($1)', other.eventId),
    ]
    expect(there.key).not.toBe(here.key)
    const samesOf = (answer: { bans: { pairs: { same: string }[] }[] }) =>
      answer.bans.flatMap(({ pairs }) => pairs.map(({ same }) => same))
    expect(samesOf(here).length).toBeGreaterThan(0)
    expect(samesOf(here).filter((hash) => samesOf(there).includes(hash))).toEqual([])
    expect(await refusal(pulled(otherPhone))).toMatchObject({ message: 'event_not_allowed' })
  })

  it('gets none once it is revoked', async () => {
    const lost = await makePhone(db().sql, night)
    await db().sql`update public.devices set revoked_at = now() where id = ${lost.deviceId}`
    expect(await pulled(lost)).toEqual({ mark: null, key: '', bans: [] })
  })

  it('gets none after the night, whose key is deleted', async () => {
    const past = await makeNight(db().sql)
    const its = await makePhone(db().sql, past)
    await callAs(db().sql, its, 'scanner_bans($1)', past.eventId)
    await db().sql`
      update public.events set event_date = event_date - interval '400 days', doors_open_at = doors_open_at - interval '400 days',
        ends_at = ends_at - interval '400 days' where id = ${past.eventId}`
    expect((await callAs(db().sql, its, 'scanner_bans($1)', past.eventId)).bans).toEqual([])
    await callAs(db().sql, { role: 'service_role' }, 'forget_old_guests()')
    const [row] = await db()
      .sql`select count(*)::int as n from public.ban_keys where event_id = ${past.eventId}`
    expect(row?.n).toBe(0)
  })
})
