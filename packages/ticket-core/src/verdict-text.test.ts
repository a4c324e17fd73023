// Tests of what the door's screen says.
import { describe, expect, test } from 'vitest'
// biome-ignore lint/style/noRestrictedImports: the golden vectors live outside of the package
import vectors from '../../../tests/vectors/decide-scan.json' with { type: 'json' }
import { type Verdict, type VerdictCode, verdictColour } from './verdict.ts'
import { verdictLook, verdictText } from './verdict-text.ts'

/** 28 November 2025, 23:19 in Los Angeles. */
const NOW = 1764400740000
const MINUTE = 60_000

const who = {
  ticketId: 'MGY-PF-20251128-ABC123XYZ0KS',
  guestName: 'Ana López',
  typeCode: 'VIP',
  typeName: 'VIP',
}
const nobody = { ...who, guestName: null, typeCode: null, typeName: null }
const used = {
  ...({ code: 'already_used', ...who } as const),
  ...{ atMs: NOW - 38 * MINUTE, gateName: 'Main', deviceName: 'Door 2', scanId: 's' },
}

const one: { readonly [Code in VerdictCode]: Extract<Verdict, { readonly code: Code }> } = {
  admit: { code: 'admit', ...who },
  readmit: { code: 'readmit', entry: null, ...who },
  admit_unsynced: {
    code: 'admit_unsynced',
    listAgeMs: 0,
    ...nobody,
    typeCode: 'VIP',
  },
  exit: { code: 'exit', ...who },
  override: { code: 'override', overridden: 'expired', reason: 'DJ', ...who },
  unverified: { code: 'unverified', because: 'unsigned', ...nobody },
  already_used: used,
  wrong_event: {
    ...({ code: 'wrong_event' } as const),
    ...{ ticketId: 'T', eventCode: 'NC', eventDay: '20260103' },
  },
  wrong_gate: {
    ...({ code: 'wrong_gate', ...who } as const),
    ...{ gateName: 'Yard', gateAdmits: ['GA', 'EB'] },
  },
  refunded: { code: 'refunded', ...who },
  void: { code: 'void', ...who },
  not_yet_valid: { code: 'not_yet_valid', fromMs: NOW + 41 * MINUTE, ...who },
  expired: { code: 'expired', untilMs: NOW - 19 * MINUTE, ...who },
  forged: { code: 'forged', ticketId: 'T' },
  mistyped: { code: 'mistyped' },
  not_a_ticket: { code: 'not_a_ticket' },
  unknown_ticket: { code: 'unknown_ticket', ...nobody },
  revoked_device: { code: 'revoked_device' },
}
const all = Object.values<Verdict>(one)

const say = (verdict: Verdict, locale: 'en' | 'es' = 'en', nowMs = NOW) =>
  verdictText(verdict, { locale, timeZone: 'America/Los_Angeles', nowMs })

describe('verdictText', () => {
  test('says when, where and how long ago a ticket was used', () => {
    expect(say(used).cause).toBe('22:41 at Main, 38 minutes ago')
    expect(say(used, 'es').cause).toBe('22:41 en Main, hace 38 minutos')
  })

  test.each([
    [0, 'just now', 'ahora mismo'],
    [59_999, 'just now', 'ahora mismo'],
    [MINUTE, '1 minute ago', 'hace 1 minuto'],
    [2 * MINUTE, '2 minutes ago', 'hace 2 minutos'],
    [59 * MINUTE, '59 minutes ago', 'hace 59 minutos'],
    [60 * MINUTE, '1 h 0 min ago', 'hace 1 h 0 min'],
    [125 * MINUTE, '2 h 5 min ago', 'hace 2 h 5 min'],
    [72 * 60 * MINUTE, '3 days ago', 'hace 3 días'],
    [-5 * MINUTE, 'just now', 'ahora mismo'],
  ])('tells an age of %i ms as “%s”', (ageMs, en, es) => {
    const verdict = { ...used, atMs: NOW - ageMs }
    expect(say(verdict).cause.endsWith(`, ${en}`)).toBe(true)
    expect(say(verdict, 'es').cause.endsWith(`, ${es}`)).toBe(true)
  })

  test('leaves out what the phone does not know', () => {
    expect(say({ ...used, gateName: null }).cause).toBe('22:41, 38 minutes ago')
    expect(say({ ...used, atMs: null }).cause).toBe('This ticket was already used')
    expect(say(one.admit).cause).toBe('Ticket is good')
    expect(say(one.admit_unsynced).cause).toBe('Good ticket, newer than this phone’s list')
    expect(say({ ...one.wrong_gate, gateAdmits: [] }).cause).toContain('Yard takes no tickets')
  })

  test('uses the clock of the venue, or the one that it is given', () => {
    expect(say(one.not_yet_valid).cause).toContain('00:00')
    expect(say(one.expired).cause).toContain('23:00')
    const given = { locale: 'en', timeZone: 'UTC', nowMs: NOW } as const
    expect(verdictText(one.expired, given).cause).toContain('07:00')
    expect(verdictText(one.expired, { ...given, formatTime: (ms) => `<${ms}>` }).cause).toContain(
      `<${NOW - 19 * MINUTE}>`,
    )
  })

  test('names the other event, the gates and the reason', () => {
    expect(say(one.wrong_event).cause).toContain('3 Jan 2026')
    expect(say(one.wrong_event, 'es').cause).toContain('3 ene 2026')
    expect(say(one.wrong_gate).cause).toContain('GA, EB')
    expect(say(one.override, 'es').cause).toContain('DJ')
  })

  test.each(all)('$code has its word, cause and next step in both languages', (verdict) => {
    const words = {
      green: ['ADMIT', 'PASA'],
      amber: ['ASK', 'PREGUNTA'],
      red: ['STOP', 'ALTO'],
    }[verdictColour(verdict.code)]
    const en = say(verdict)
    const es = say(verdict, 'es')
    expect([en.word, es.word]).toEqual(verdict.code === 'exit' ? ['EXIT', 'SALE'] : words)
    for (const text of [en, es]) {
      expect(text.cause).toMatch(/\S/)
      expect(text.nextStep).toMatch(/^\p{Lu}.*[.]$/u)
      expect(`${text.cause}${text.nextStep}`).not.toMatch(/null|undefined|NaN|\[object/)
    }
    expect(en.nextStep).not.toBe(es.nextStep)
  })

  test('every amber says why this phone cannot tell', () => {
    const causes = (['unsigned', 'unknown_key', 'unchecked', 'policy'] as const).flatMap(
      (because) => [
        say({ ...one.unverified, because }).cause,
        say({ ...one.unverified, because }, 'es').cause,
      ],
    )
    expect(new Set(causes).size).toBe(causes.length)
  })
})

describe('verdictLook', () => {
  test('colour is never the only sign: no icon stands for two colours', () => {
    const coloursOf = new Map<string, Set<string>>()
    for (const { code } of all) {
      const { icon, colour } = verdictLook(code)
      coloursOf.set(icon, (coloursOf.get(icon) ?? new Set()).add(colour))
    }
    expect([...coloursOf.values()].every((colours) => colours.size === 1)).toBe(true)
  })

  test('covers every verdict of the table of cases', () => {
    const codes = new Set(vectors.cases.map(({ expected }) => expected.code))
    expect(all.map(({ code }): string => code).sort()).toEqual([...codes].sort())
  })
})
