// What keeps a ban from being sent, what is sent, and how one is found.
import type { Ban } from '@maguey/wire/bans'
import { describe, expect, it } from 'vitest'
import {
  type BanDraft,
  bansLike,
  draftOf,
  emptyBan,
  firstWrong,
  lastUntil,
  wishOf,
} from './ban-draft.ts'

const at = (moment: string) => ({ nowMs: Date.parse(moment), timeZone: 'America/Los_Angeles' })
/** Noon at the club. */
const NOW = at('2026-11-28T20:00:00Z')

const ban: Ban = {
  ...{ id: 'b1', number: 17, given_names: 'Juan Carlos', family_names: 'Pérez de la Cruz' },
  ...{ born_on: null, until: '2027-01-31', reason: 'Hit a barman', state: 'active' },
  ...{ entered_by: 'Ana', entered_at: '2026-11-01T12:00:00Z', changed_by: null, changed_at: null },
  ...{ lifted_by: null, lifted_at: null, lift_reason: null, deleted_on: '2027-05-01' },
}

const draft = (changes: Partial<BanDraft> = {}) => ({ ...draftOf(ban), ...changes })

describe('a draft', () => {
  it.each([
    ['given_names', { givenNames: 'J.' }],
    ['family_names', { familyNames: 'de la' }],
    ['born_on', { bornOn: '2026-11-29' }],
    ['until', { until: '' }],
    ['until', { until: '2026-11-27' }],
    ['until', { until: '2031-11-29' }],
    ['reason', { reason: '  ' }],
  ] as const)('is held back at %s', (field, changes) => {
    expect(firstWrong(draft(changes), NOW)).toBe(field)
  })

  it('is sent as it was typed, without spaces around it', () => {
    expect(firstWrong(draft(), NOW)).toBeNull()
    expect(wishOf(draft({ givenNames: ' Juan ', bornOn: '1990-02-03' }))).toEqual({
      ...{ given_names: 'Juan', family_names: 'Pérez de la Cruz', born_on: '1990-02-03' },
      ...{ until: '2027-01-31', reason: 'Hit a barman' },
    })
  })

  // At the club it is 22:00, 05:59 and 06:00; by the clock of Greenwich it is the 29th each time.
  it.each([
    ['the day that Greenwich has left', '2026-11-29T06:00:00Z', '2026-11-28', null],
    ['the night that began yesterday', '2026-11-29T13:59:00Z', '2026-11-28', null],
    ['a night that is over', '2026-11-29T14:00:00Z', '2026-11-28', 'until'],
  ])('ends by the club’s nights: %s', (_, moment, until, wrong) => {
    expect(firstWrong(draft({ until }), at(moment))).toBe(wrong)
  })

  it('has nobody born tomorrow, as the club has it', () => {
    expect(firstWrong(draft({ bornOn: '2026-11-29' }), at('2026-11-29T06:00:00Z'))).toBe('born_on')
    expect(lastUntil(at('2026-11-29T06:00:00Z'))).toBe('2031-11-28')
  })

  it('begins with an end in a year', () => {
    expect(emptyBan(NOW).until).toBe('2027-11-28')
  })
})

describe('an entry is found', () => {
  it.each(['', 'perez', 'CRUZ juan', 'per', '17', 'B-17', 'pérez 17'])('by "%s"', (query) => {
    expect(bansLike([ban], query)).toEqual([ban])
  })

  it.each(['lopez', '1', 'juan 18', 'barman'])('not by "%s"', (query) => {
    expect(bansLike([ban], query)).toEqual([])
  })
})
