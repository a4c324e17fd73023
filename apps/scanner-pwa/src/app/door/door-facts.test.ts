// What the door's header says of the people inside.
import { describe, expect, test } from 'vitest'
import { DOORS_MS, eventFixture } from '#db/door-fixtures.ts'
import { DEFAULT_SETTINGS } from '#db/meta.ts'
import { crowdNow, listAgeMs } from './door-facts.ts'
import type { DoorSnapshot } from './door-snapshot.ts'

const snapshot = (changes: Partial<DoorSnapshot> = {}): DoorSnapshot => ({
  ...{ status: 'ready', listed: 1, queued: 0, setAside: 0, unsentPeople: 0, handCount: 0 },
  ...{ credential: undefined, revoked: undefined, choice: undefined, gate: undefined },
  settings: DEFAULT_SETTINGS,
  event: eventFixture({ crowd: { people: 95, capacity: 100 } }),
  ...changes,
})
const later = (ms: number) => ({
  ...{
    nowMs: DOORS_MS + ms,
    deviceTimeMs: DOORS_MS + ms,
    offsetMs: 0,
    uncertaintyMs: 10,
    doubtful: false,
  },
})

test('a list that nothing vouches for has no age', () => {
  const ageOf = (horizonMs: number | null) =>
    listAgeMs(snapshot({ event: eventFixture({ horizonMs }) }), later(1_000))
  expect([DOORS_MS, 0, null].map(ageOf)).toEqual([1_000, null, null])
})

describe('the people inside', () => {
  test('include those whom this phone let in since', () => {
    const crowd = crowdNow(snapshot({ unsentPeople: 5 }), later(1_000))
    expect(crowd).toEqual({ people: 100, capacity: 100, asOfMs: null })
  })

  test('are dated once the list is older than a minute', () => {
    expect(crowdNow(snapshot(), later(60_000))?.asOfMs).toBeNull()
    expect(crowdNow(snapshot(), later(60_001))?.asOfMs).toBe(DOORS_MS)
  })

  test('are unknown from a list that says nothing of them', () => {
    expect(crowdNow(snapshot({ event: eventFixture() }), later(0))).toBeNull()
  })
})
