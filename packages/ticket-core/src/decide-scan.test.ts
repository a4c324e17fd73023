// Tests of the verdict: a table of hand-reasoned cases, and what must hold for every input.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
// biome-ignore lint/style/noRestrictedImports: the golden vectors live outside of the package
import vectors from '../../../tests/vectors/decide-scan.json' with { type: 'json' }
import { decideScan, type KnownTicket, type ScanContext, type ScanPayload } from './decide-scan.ts'
import { scanAdmits } from './scan-record.ts'
import { isOverridable, type VerdictCode, verdictColour } from './verdict.ts'

const { base, cases } = vectors

type Patch = Record<string, unknown>

function patched<Value extends object>(value: Value, patch: object): Value {
  const changed: Patch = { ...(value as Patch) }
  for (const [key, change] of Object.entries(patch)) {
    const before = changed[key]
    const nested = isPlain(change) && isPlain(before)
    changed[key] = nested ? patched(before, change) : change
  }
  return changed as Value
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const payloadOf = (spec: string | object): ScanPayload => {
  if (typeof spec === 'object') return patched(base.signed as ScanPayload, spec)
  return (spec === 'bare' ? base.bare : base.signed) as ScanPayload
}

describe('decideScan', () => {
  test.each(cases)('$name → $expected.code', ({ payload, ticket, context, expected }) => {
    const verdict = decideScan(
      payloadOf(payload),
      ticket === null ? undefined : patched(base.ticket as KnownTicket, ticket),
      patched(base.context as ScanContext, context),
    )
    expect({ ...verdict, colour: verdictColour(verdict.code) }).toMatchObject(expected)
  })

  test('the table reaches every verdict', () => {
    const reached = new Set(cases.map(({ expected }) => expected.code))
    const all: Record<VerdictCode, true> = {
      ...{ admit: true, readmit: true, admit_unsynced: true, exit: true, override: true },
      ...{ unverified: true, already_used: true, wrong_event: true, wrong_gate: true },
      ...{ refunded: true, void: true, not_yet_valid: true, expired: true, forged: true },
      ...{ mistyped: true, not_a_ticket: true, unknown_ticket: true, revoked_device: true },
    }
    expect([...reached].sort()).toEqual(Object.keys(all).sort())
  })
})

const code = fc.constantFrom('PF', 'NC')
const day = fc.constantFrom('20251128', '20251121')
const typeCode = fc.constantFrom('VIP', 'GA')
const entry = fc.option(
  fc.record({
    scanId: fc.constant('s'),
    atMs: fc.nat(100),
    gateName: fc.option(fc.constant('Main')),
    deviceName: fc.option(fc.constant('Door 2')),
  }),
)
const named = { ticketId: fc.constant('T'), eventCode: code, eventDay: day }
const payload: fc.Arbitrary<ScanPayload> = fc.oneof(
  fc.record({
    kind: fc.constant('signed' as const),
    ...named,
    typeCode,
    signature: fc.constantFrom(
      'valid' as const,
      'invalid' as const,
      'unknown_key' as const,
      'unchecked' as const,
    ),
  }),
  fc.record({ kind: fc.constant('bare' as const), ...named }),
  fc.record({
    kind: fc.constant('unreadable' as const),
    code: fc.constantFrom('not_a_ticket' as const, 'mistyped' as const),
  }),
)
const ticket: fc.Arbitrary<KnownTicket | undefined> = fc.option(
  fc.record({
    ticketId: fc.constant('T'),
    eventId: fc.constantFrom('e1', 'e2'),
    typeCode,
    typeName: fc.constant('Type'),
    guestName: fc.option(fc.constant('Ana')),
    status: fc.constantFrom('issued' as const, 'refunded' as const, 'void' as const),
    presence: fc.constantFrom('never' as const, 'inside' as const, 'left' as const),
    entry,
  }),
  { nil: undefined },
)
const context: fc.Arbitrary<ScanContext> = fc.record({
  nowMs: fc.nat(100),
  event: fc.record({
    id: fc.constant('e1'),
    code,
    day,
    admitsFromMs: fc.nat(100),
    admitsUntilMs: fc.nat(100),
    reentry: fc.boolean(),
    unsynced: fc.constantFrom('admit' as const, 'ask' as const),
  }),
  gate: fc.record({
    id: fc.constant('g'),
    name: fc.constant('Main'),
    admits: fc.option(fc.subarray(['VIP', 'GA'])),
  }),
  direction: fc.constantFrom('in' as const, 'out' as const),
  deviceRevoked: fc.boolean(),
  list: fc.record({ whole: fc.boolean(), ageMs: fc.option(fc.nat(100)) }),
  clockDoubtful: fc.boolean(),
  server: fc.constantFrom('silent' as const, 'no_such_ticket' as const),
  overrideReason: fc.option(fc.constantFrom('Guest of the house', ' ')),
})

describe('decideScan, for every input', () => {
  const always = (holds: (p: ScanPayload, t: KnownTicket | undefined, c: ScanContext) => void) =>
    fc.assert(fc.property(payload, ticket, context, holds), { numRuns: 5000 })

  test('a green without override needs a paired phone, tonight, the hour and the gate', () => {
    always((p, t, c) => {
      const verdict = decideScan(p, t, { ...c, overrideReason: null })
      if (!scanAdmits(verdict.code, c.direction) || p.kind === 'unreadable') return
      expect(c.deviceRevoked).toBe(false)
      expect([p.eventCode, p.eventDay]).toEqual([c.event.code, c.event.day])
      expect(c.nowMs).toBeGreaterThanOrEqual(c.event.admitsFromMs)
      expect(c.nowMs).toBeLessThan(c.event.admitsUntilMs)
      const type = t?.typeCode ?? (p.kind === 'signed' ? p.typeCode : '')
      expect(c.gate.admits ?? [type]).toContain(type)
    })
  })

  test('a green without override lets in only who stands on the list unused, or is proven and new', () => {
    always((p, t, c) => {
      const verdict = decideScan(p, t, { ...c, overrideReason: null })
      if (!scanAdmits(verdict.code, c.direction)) return
      const signature = p.kind === 'signed' ? p.signature : 'none'
      expect(p.kind).not.toBe('unreadable')
      expect(signature).not.toBe('invalid')
      if (t === undefined) {
        expect([signature, c.event.unsynced, c.server]).toEqual(['valid', 'admit', 'silent'])
        expect(c.list).toEqual({ whole: true, ageMs: expect.any(Number) })
        return
      }
      const fresh = t.presence === 'never' && t.entry === null
      expect([t.status, t.eventId]).toEqual(['issued', c.event.id])
      expect(fresh || (c.event.reentry && t.presence === 'left')).toBe(true)
    })
  })

  test('a doubtful clock refuses nobody for the hour, and makes no green that a sure one would refuse', () => {
    always((p, t, c) => {
      const sure = decideScan(p, t, { ...c, clockDoubtful: false, overrideReason: null })
      const doubtful = decideScan(p, t, { ...c, clockDoubtful: true, overrideReason: null })
      expect(['not_yet_valid', 'expired']).not.toContain(doubtful.code)
      const refusedForTheHour = ['not_yet_valid', 'expired'].includes(sure.code)
      if (refusedForTheHour) expect(verdictColour(doubtful.code)).not.toBe('green')
      else expect(doubtful).toEqual(sure)
    })
  })

  test('an override turns exactly the overridable verdicts green, and says which', () => {
    always((p, t, c) => {
      const plain = decideScan(p, t, { ...c, overrideReason: null })
      const overridden = decideScan(p, t, { ...c, overrideReason: 'Guest of the house' })
      if (c.direction === 'in' && isOverridable(plain)) {
        expect(overridden).toMatchObject({
          code: 'override',
          overridden: plain.code,
          reason: 'Guest of the house',
          ticketId: plain.ticketId,
        })
      } else expect(overridden).toEqual(plain)
    })
  })

  test('nobody who is on the list is kept from leaving, and nobody who leaves is let in', () => {
    always((p, t, c) => {
      const verdict = decideScan(p, t, { ...c, direction: 'out' })
      expect(scanAdmits(verdict.code, 'out')).toBe(false)
      const kept = ['already_used', 'expired', 'wrong_gate', 'refunded', 'void', 'not_yet_valid']
      expect(kept).not.toContain(verdict.code)
    })
  })

  test('the same input has the same verdict, and input is left as it was', () => {
    always((p, t, c) => {
      const before = JSON.stringify([p, t, c])
      expect(decideScan(p, t, c)).toEqual(decideScan(p, t, c))
      expect(JSON.stringify([p, t, c])).toBe(before)
    })
  })
})
