// Tests of the merge rule: golden vectors shared with SQL, and its algebra on random histories.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
// biome-ignore lint/style/noRestrictedImports: the golden vectors are shared with SQL, outside of the package
import vectors from '../../../tests/vectors/reconcile.json' with { type: 'json' }
import { type MergeScan, mergeScans, reconcile } from './reconcile.ts'

// Few ids and few instants, so that ties, repeats and long runs happen often; one id always is one scan.
const history: fc.Arbitrary<MergeScan[]> = fc
  .uniqueArray(fc.nat(40), { maxLength: 12 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(`0000-${String(id).padStart(2, '0')}`),
          scannedAtMs: fc.nat(6),
          direction: fc.constantFrom<'in' | 'out'>('in', 'in', 'out'),
          admits: fc.constantFrom(true, true, false),
        }),
      ),
    ),
  )
  .map((scans) =>
    scans.map((scan) => ({ ...scan, admits: scan.admits && scan.direction === 'in' })),
  )
const policy = fc.record({ reentry: fc.boolean() })

/** Everything that an answer says, in a form that ignores the order of the map. */
const told = (scans: readonly MergeScan[], rule: { reentry: boolean }) => {
  const { entryId, inside, results } = reconcile(scans, rule)
  return { entryId, inside, results: Object.fromEntries([...results].sort()) }
}

describe('reconcile', () => {
  test('has at least 20 hand-reasoned vectors', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(20)
  })

  test.each(vectors)('vector: $name', ({ reentry, scans, expected }) => {
    const merged = reconcile(
      scans.map(({ id, scanned_at_ms, direction, admits }) => ({
        id,
        scannedAtMs: scanned_at_ms,
        direction: direction === 'out' ? 'out' : 'in',
        admits,
      })),
      { reentry },
    )
    const results = [...merged.results].map(([id, { result, firstScanId }]) => ({
      id,
      result,
      first_scan_id: firstScanId,
    }))
    expect({ entry_id: merged.entryId, inside: merged.inside, results }).toEqual(expected)
  })

  test('does not depend on the order of arrival', () => {
    const shuffled = history.chain((scans) =>
      fc.tuple(
        fc.constant(scans),
        fc.shuffledSubarray(scans, { minLength: scans.length, maxLength: scans.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, policy, ([scans, other], rule) => {
        expect(told(other, rule)).toEqual(told(scans, rule))
      }),
      { numRuns: 1000 },
    )
  })

  test('is idempotent: what is sent again changes nothing', () => {
    const repeated = history.chain((scans) =>
      fc.tuple(
        fc.constant(scans),
        fc.subarray(scans).map((some) => [...some, ...scans, ...some]),
      ),
    )
    fc.assert(
      fc.property(repeated, policy, ([scans, again], rule) => {
        expect(told(again, rule)).toEqual(told(scans, rule))
        expect(told(mergeScans(scans), rule)).toEqual(told(scans, rule))
      }),
    )
  })

  test('is commutative and associative over sets that overlap: parts merged in any way are the whole', () => {
    const parts = history.chain((scans) =>
      fc.tuple(fc.constant(scans), fc.subarray(scans), fc.subarray(scans), fc.subarray(scans)),
    )
    fc.assert(
      fc.property(parts, policy, ([whole, a, b, c], rule) => {
        expect(mergeScans(a, b)).toEqual(mergeScans(b, a))
        expect(mergeScans(mergeScans(a, b), c)).toEqual(mergeScans(a, mergeScans(b, c)))
        const rest = whole.filter((scan) => !a.includes(scan))
        expect(told(mergeScans(a, rest, b), rule)).toEqual(told(whole, rule))
      }),
      { numRuns: 500 },
    )
  })

  test('gives every scan exactly one result, at most one entry, and names it in every double entry', () => {
    fc.assert(
      fc.property(history, policy, (scans, rule) => {
        const { entryId, results } = reconcile(scans, rule)
        expect([...results.keys()].sort()).toEqual(scans.map(({ id }) => id).sort())
        const entries = [...results].filter(([, { result }]) => result === 'entry')
        expect(entries.map(([id]) => id)).toEqual(entryId === null ? [] : [entryId])
        for (const { result, firstScanId } of results.values()) {
          expect(firstScanId).toBe(result === 'double_entry' ? entryId : null)
        }
      }),
    )
  })

  test('loses no admission: each is an entry, a readmission or a double entry, and nothing else is', () => {
    fc.assert(
      fc.property(history, policy, (scans, rule) => {
        const { results } = reconcile(scans, rule)
        for (const scan of scans) {
          const result = results.get(scan.id)?.result ?? ''
          const admitted = ['entry', 'readmission', 'double_entry'].includes(result)
          expect(admitted).toBe(scan.admits)
        }
      }),
    )
  })

  test('knows no readmission without re-entry, and is never laxer without it than with it', () => {
    fc.assert(
      fc.property(history, (scans) => {
        const strict = reconcile(scans, { reentry: false })
        const lax = reconcile(scans, { reentry: true })
        expect(strict.entryId).toBe(lax.entryId)
        expect(strict.inside).toBe(lax.inside)
        for (const [id, { result }] of strict.results) {
          expect(result).not.toBe('readmission')
          if (lax.results.get(id)?.result === 'double_entry') expect(result).toBe('double_entry')
        }
      }),
    )
  })

  test('leaves its input as it was', () => {
    fc.assert(
      fc.property(history, policy, (scans, rule) => {
        const before = structuredCloneOf(scans)
        reconcile(Object.freeze(scans), rule)
        expect(scans).toEqual(before)
      }),
    )
  })

  test('answers the same for two different scans under one id, in whatever order they come', () => {
    const one: MergeScan = { id: 'a', scannedAtMs: 1, direction: 'in', admits: true }
    const twins: MergeScan[] = [
      one,
      { ...one, admits: false },
      { ...one, direction: 'out', admits: false },
      { ...one, scannedAtMs: 2 },
    ]
    for (const [left, right] of twins.flatMap((a) => twins.map((b) => [a, b] as const))) {
      const rule = { reentry: true }
      expect(told([left, right], rule)).toEqual(told([right, left], rule))
    }
  })
})

function structuredCloneOf(scans: readonly MergeScan[]): MergeScan[] {
  return scans.map((scan) => ({ ...scan }))
}
