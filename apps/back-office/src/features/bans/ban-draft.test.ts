// What keeps a ban from being sent, what is sent, and how one is found.
import type { Ban } from '@maguey/wire/bans'
import { describe, expect, it } from 'vitest'
import { type BanDraft, bansLike, draftOf, emptyBan, firstWrong, wishOf } from './ban-draft.ts'

const NOW = Date.parse('2026-11-28T12:00:00Z')

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
