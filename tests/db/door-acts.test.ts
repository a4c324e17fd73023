// Acts: every one is stored once and answered, whatever else is in the batch.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import vectors from '../vectors/door-acts.json' with { type: 'json' }
import { actOf, counted, pushActs } from './support/act.ts'
import { actAs, refusal } from './support/act-as.ts'
import { makeManager, makeNight, makePhone } from './support/make-night.ts'
import { TEN_MS } from './support/scan.ts'
import { testDatabase, withPool } from './support/test-database.ts'

const db = testDatabase()

async function doors() {
  const night = await makeNight(db().sql)
  const main = await makePhone(db().sql, night, { name: 'Main phone', gateId: night.mainGate })
  const vip = await makePhone(db().sql, night, { name: 'VIP phone', gateId: night.vipGate })
  return { night, main, vip }
}

const stored = async (id: string) => {
  const [row] = await db().sql`select * from public.door_acts where id = ${id}`
  return row
}
const revoke = (deviceId: string, at: Date) =>
  db().sql`update public.devices set revoked_at = ${at} where id = ${deviceId}`

describe('an act', () => {
  it.each(vectors)('of kind $kind, $name: whole is $whole', async ({ kind, payload, whole }) => {
    const [row] = await db().sql`
      select coalesce(internal.act_is_whole(${kind}, ${db().sql.json(payload)}), false) as whole`
    expect(row?.whole).toBe(whole)
    const { night, main } = await doors()
    const act = { ...actOf(night, counted(1)), kind, payload }
    expect(await pushActs(db().sql, main, [act])).toEqual([
      whole
        ? { id: act.id, status: 'stored', error: null }
        : { id: act.id, status: 'rejected', error: 'invalid_request' },
    ])
  })

  it('is stored as the phone made it', async () => {
    const { night, main } = await doors()
    const act = actOf(night, counted(-1), { offline: true })
    await pushActs(db().sql, main, [act])
    expect(await stored(act.id)).toMatchObject({
      ...{ event_id: night.eventId, device_id: main.deviceId, gate_id: night.mainGate },
      ...{ kind: 'count', payload: { heads: -1 }, offline: true },
      ...{ acted_at: new Date(TEN_MS), device_time: new Date(TEN_MS - 40), clock_offset_ms: 40 },
      ...{ clock_uncertainty_ms: 15, merged_at: new Date(TEN_MS), merged_uncertainty_ms: 15 },
      ...{ from_revoked: false, after_revocation: false },
    })
  })

  it('sent again, in the same batch or a later one, is stored once and never changed', async () => {
    const { night, main } = await doors()
    const act = actOf(night, counted(1))
    expect(await pushActs(db().sql, main, [act, act])).toEqual([
      { id: act.id, status: 'stored', error: null },
      { id: act.id, status: 'duplicate', error: null },
    ])
    expect(await pushActs(db().sql, main, [{ ...act, payload: { heads: -1 } }])).toEqual([
      { id: act.id, status: 'duplicate', error: null },
    ])
    expect(await stored(act.id)).toMatchObject({ payload: { heads: 1 } })
  })

  it('from two tabs at once is stored once', async () => {
    const { night, main } = await doors()
    const acts = Array.from({ length: 20 }, () => actOf(night, counted(1)))
    const answers = await withPool(db().url, 4, (pool) =>
      Promise.all(Array.from({ length: 4 }, () => pushActs(pool, main, acts))),
    )
    expect(answers.flat().filter(({ status }) => status === 'stored')).toHaveLength(20)
    expect(answers.flat().filter(({ status }) => status === 'duplicate')).toHaveLength(60)
  })

  it('that is broken is refused, and takes no other with it', async () => {
    const { night, main } = await doors()
    const good = [actOf(night, counted(1)), actOf(night, counted(1))] as const
    const broken = [
      { ...actOf(night, counted(1)), id: 'no-uuid' },
      { ...actOf(night, counted(1)), acted_at: 'yesterday' },
      { ...actOf(night, counted(1)), acted_at: 5 },
      { ...actOf(night, counted(1)), clock_uncertainty_ms: -1 },
      { ...actOf(night, counted(1)), offline: 'yes' },
      { ...actOf(night, counted(1)), event_id: null },
      { ...actOf(night, counted(1)), clock_offset_ms: 1e300 },
      'an act',
      null,
      [1],
      {},
    ]
    const answers = await pushActs(db().sql, main, [good[0], ...broken, good[1]])
    expect(answers.map(({ status, error }) => [status, error])).toEqual([
      ['stored', null],
      ...broken.map(() => ['rejected', 'invalid_request']),
      ['stored', null],
    ])
    expect(answers[1]?.id).toBe('no-uuid')
  })

  it('of another event is refused, and at a gate of another event loses the gate only', async () => {
    const { night, main } = await doors()
    const other = await makeNight(db().sql)
    const elsewhere = actOf(other, counted(1))
    const wrongGate = actOf(night, counted(1), { gate_id: other.mainGate })
    expect(await pushActs(db().sql, main, [elsewhere, wrongGate])).toEqual([
      { id: elsewhere.id, status: 'rejected', error: 'event_not_allowed' },
      { id: wrongGate.id, status: 'stored', error: null },
    ])
    expect(await stored(elsewhere.id)).toBeUndefined()
    expect(await stored(wrongGate.id)).toMatchObject({ gate_id: null })
  })

  it('under the id of another phone’s act is refused and tells nothing of that one', async () => {
    const { night, main, vip } = await doors()
    const act = actOf(night, counted(1))
    await pushActs(db().sql, main, [act])
    const stolen = actOf(night, counted(-1), { id: act.id, acted_at: TEN_MS + 5 })
    expect(await pushActs(db().sql, vip, [stolen])).toEqual([
      { id: act.id, status: 'rejected', error: 'invalid_request' },
    ])
    // The same phone, paired again: its acts of before are its own.
    expect(await pushActs(db().sql, vip, [act])).toMatchObject([{ status: 'duplicate' }])
  })

  it('has a time between pairing and receipt, and is unsure when it was moved there', async () => {
    const { night, main } = await doors()
    const early = actOf(night, counted(1), { acted_at: TEN_MS - 72 * 3_600_000 })
    const late = actOf(night, counted(1), { acted_at: Date.now() + 3_600_000 })
    await pushActs(db().sql, main, [early, late])
    const bounds = await db().sql`
      select a.id, a.merged_at = d.paired_at - interval '15 milliseconds' as is_pairing,
        a.merged_at = a.received_at + interval '15 milliseconds' as is_receipt,
        a.merged_uncertainty_ms > 60000 as unsure, a.acted_at
      from public.door_acts a join public.devices d on d.id = a.device_id where a.id = any(${[early.id, late.id]})`
    expect(bounds.find(({ id }) => id === early.id)).toMatchObject({
      ...{ is_pairing: true, unsure: true, acted_at: new Date(early.acted_at) },
    })
    expect(bounds.find(({ id }) => id === late.id)).toMatchObject({
      ...{ is_receipt: true, unsure: true, acted_at: new Date(late.acted_at) },
    })
  })
})

describe('a revoked phone', () => {
  it('may deliver what it made before; what it made after is kept and flagged', async () => {
    const { night, main } = await doors()
    await revoke(main.deviceId, new Date(TEN_MS + 60_000))
    const before = actOf(night, counted(1))
    const after = actOf(night, counted(1), { acted_at: TEN_MS + 120_000 })
    expect(await pushActs(db().sql, main, [before, after])).toMatchObject([
      { status: 'stored' },
      { status: 'stored' },
    ])
    expect(await stored(before.id)).toMatchObject({ from_revoked: true, after_revocation: false })
    expect(await stored(after.id)).toMatchObject({ from_revoked: true, after_revocation: true })
  })
})

describe('a push of acts', () => {
  it('counts as having heard of the phone', async () => {
    const { night, main } = await doors()
    const seen = new Date(TEN_MS)
    await db()
      .sql`update public.devices set last_seen_at = ${seen}, list_age_ms = 0 where id = ${main.deviceId}`
    await pushActs(db().sql, main, [actOf(night, counted(1))])
    const [row] = await db()
      .sql`select last_seen_at, list_age_ms from public.devices where id = ${main.deviceId}`
    expect(row?.last_seen_at > seen).toBe(true)
    expect(Number(row?.list_age_ms)).toBeGreaterThan(3_600_000)
  })

  it('of nothing answers with nothing, of too many is refused', async () => {
    const { night, main } = await doors()
    expect(await pushActs(db().sql, main, [])).toEqual([])
    const many = Array.from({ length: 1001 }, () => actOf(night, counted(1)))
    expect(await refusal(pushActs(db().sql, main, many))).toMatchObject({
      code: 'PT413',
      message: 'payload_too_large',
    })
  })

  it('is for paired phones only; acts are read by managers, and written and changed by nobody', async () => {
    const { night } = await doors()
    const manager = await makeManager(db().sql)
    const stranger = { ...manager, userId: randomUUID(), deviceId: randomUUID() }
    expect(await refusal(pushActs(db().sql, stranger, [actOf(night, counted(1))]))).toMatchObject({
      message: 'not_a_device',
    })
    for (const change of [
      'delete from public.door_acts',
      "update public.door_acts set kind = 'x'",
    ]) {
      expect(await refusal(actAs(db().sql, manager, (tx) => tx.unsafe(change)))).toMatchObject({
        code: '42501',
      })
    }
  })
})
