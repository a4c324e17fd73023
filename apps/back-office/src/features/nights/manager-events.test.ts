// Which night is shown when the address names none.

import type { ManagerEvent } from '@maguey/wire/manager-events'
import { describe, expect, it } from 'vitest'
import { isOnNow, pickEvent } from './manager-events.ts'

const HOUR = 3_600_000
const NOW = 1_000 * HOUR

function night(id: string, startsInHours: number, lengthHours = 6): ManagerEvent {
  const startMs = NOW + startsInHours * HOUR
  return {
    id,
    slug: `${id}-slug`,
    name: id,
    status: 'published',
    event_date: startMs,
    doors_open_at: startMs,
    ends_at: startMs + lengthHours * HOUR,
    timezone: 'America/Los_Angeles',
    venue_name: 'Maguey',
    gates: [],
  }
}

const yesterday = night('yesterday', -25)
const tonight = night('tonight', -1)
const friday = night('friday', 96)
const all = [friday, yesterday, tonight]
const nobody = { slug: null, lastId: null }

describe('pickEvent', () => {
  it('takes the night that is named in the address', () => {
    expect(pickEvent(all, { slug: 'friday-slug', lastId: 'tonight' }, NOW)?.id).toBe('friday')
  })
  it('takes the night that is on', () => {
    expect(pickEvent(all, nobody, NOW)?.id).toBe('tonight')
  })
  it('stays with the night chosen last while it is near', () => {
    const other = night('other', 2)
    expect(pickEvent([...all, other], { slug: null, lastId: 'other' }, NOW)?.id).toBe('other')
  })
  it('does not hang on to a choice of another day', () => {
    expect(pickEvent(all, { slug: null, lastId: 'yesterday' }, NOW)?.id).toBe('tonight')
    expect(pickEvent(all, { slug: null, lastId: 'friday' }, NOW)?.id).toBe('tonight')
  })
  it('takes the next night when none is on', () => {
    expect(pickEvent([friday, yesterday], nobody, NOW)?.id).toBe('friday')
  })
  it('takes the last one when all are over', () => {
    expect(pickEvent([night('older', -60), yesterday], nobody, NOW)?.id).toBe('yesterday')
  })
  it('takes no draft and no cancelled night by itself, unless there is nothing else', () => {
    const draft = { ...night('draft', 1), status: 'draft' as const }
    const cancelled = { ...night('cancelled', -1), status: 'cancelled' as const }
    expect(pickEvent([draft, cancelled, friday], nobody, NOW)?.id).toBe('friday')
    expect(pickEvent([draft], nobody, NOW)?.id).toBe('draft')
  })
  it('is nothing when there is nothing', () => {
    expect(pickEvent([], nobody, NOW)).toBeNull()
  })
})

it('a night is on between doors and end', () => {
  expect(isOnNow(tonight, NOW)).toBe(true)
  expect(isOnNow(friday, NOW)).toBe(false)
})
