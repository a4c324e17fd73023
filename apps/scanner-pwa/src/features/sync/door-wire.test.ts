// What a scan says on the wire.
import { expect, test } from 'vitest'
import { scanFixture } from '#db/door-fixtures.ts'
import { scanRecord } from './door-wire.ts'

test.each([
  [null, null],
  [55_000, 55_000],
  // Logged by a version that took "vouches for nothing" for 1970.
  [1.79e12, null],
])('the age of a list that nothing can be is left out: %s', (cacheAgeMs, sent) => {
  expect(scanRecord(scanFixture({ cacheAgeMs })).cache_age_ms).toBe(sent)
})
