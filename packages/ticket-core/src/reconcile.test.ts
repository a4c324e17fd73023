// Tests of the merge rule: golden vectors shared with SQL, and its algebra on random histories.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
// biome-ignore lint/style/noRestrictedImports: the golden vectors are shared with SQL, outside of the package
import vectors from '../../../tests/vectors/reconcile.json' with { type: 'json' }
import { type MergeScan, mergedTime, mergeScans, reconcile } from './reconcile.ts'
import { type ScanDirection, scanMoves } from './scan-record.ts'
import type { ScanCode } from './verdict.ts'

const idOf = (id: number) => `0000-${String(id).padStart(2, '0')}`

// Few ids and few instants, so that ties, repeats and long runs happen often; one id always is one scan.
const history: fc.Arbitrary<MergeScan[]> = fc
  .uniqueArray(fc.nat(40), { maxLength: 12 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(idOf(id)),
          atMs: fc.nat(6),
          uncertaintyMs: fc.nat(2),
          unsure: fc.constantFrom(false, false, true),
          moves: fc.constantFrom<MergeScan['moves'][]>('in', 'in', 'out', null),
          by: fc.constantFrom('one', 'one', 'two'),
          undoes: fc.constantFrom(null, null, null, ...ids.map(idOf)),
          uncounted: fc.constantFrom<MergeScan['uncounted'][]>(
            ...[null, null, null, null],
            ...(['after_revocation', 'other_event'] as const),
          ),
        }),
      ),
    ),
  )
  // What takes something back moves nobody itself.
  .map((scans) => scans.map((scan) => (scan.undoes === null ? scan : { ...scan, moves: null })))
const policy = fc.record({ reentry: fc.boolean() })
/** The rule in the words of the issue: a movement counts unless its own phone took it back. */
const isUndone = (scan: MergeScan, scans: readonly MergeScan[]) =>
  scans.some(
    ({ undoes, by, uncounted }) => undoes === scan.id && by === scan.by && uncounted === null,
  )
const admits = (scan: MergeScan, scans: readonly MergeScan[]) =>
  scan.moves === 'in' && scan.uncounted === null && !isUndone(scan, scans)

/** Everything that an answer says, in a form that ignores the order of the map. */
const told = (scans: readonly MergeScan[], rule: { reentry: boolean }) => {
  const { results, ...state } = reconcile(scans, rule)
  return { ...state, results: Object.fromEntries([...results].sort()) }
}

type VectorScan = (typeof vectors)[number]['scans'][number]

/** A scan of the vectors, by the core's own reading of verdicts and times. */
function mergeScanOf(scan: VectorScan): MergeScan {
  const { id, scanned_at_ms: scannedAtMs, uncertainty_ms: uncertaintyMs } = scan
  const bounds = { pairedAtMs: scan.paired_at_ms, receivedAtMs: scan.received_at_ms }
  return {
    id,
    uncertaintyMs,
    ...mergedTime({ scannedAtMs, uncertaintyMs }, bounds),
    moves: scanMoves(scan.verdict as ScanCode, scan.direction as ScanDirection),
    by: scan.by,
    undoes: scan.verdict === 'undo' ? scan.refers_to : null,
    uncounted: scan.uncounted as MergeScan['uncounted'],
  }
}

describe('reconcile', () => {
  test('the vectors have every verdict in every direction', () => {
    const seen = new Set(
      vectors.flatMap(({ scans }) => scans.map((s) => `${s.verdict} ${s.direction}`)),
    )
    expect(seen.size).toBe(42)
  })

  test.each(vectors)('vector: $name', ({ reentry, scans, expected }) => {
    const merged = scans.map(mergeScanOf)
    const { entryId, presence, movedAtMs, results } = reconcile(merged, { reentry })
    const told = [...results].map(([id, { result, firstScanId, certain }]) => {
      const { atMs, unsure } = merged.find((scan) => scan.id === id) ?? {}
      return { id, at_ms: atMs, unsure, result, first_scan_id: firstScanId, certain }
    })
    expect({ entry_id: entryId, presence, moved_at_ms: movedAtMs, results: told }).toEqual(expected)
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
          expect(admitted).toBe(admits(scan, scans))
        }
      }),
    )
  })

  test('what was taken back is as if it had never been, and is called so', () => {
    fc.assert(
      fc.property(history, policy, (scans, rule) => {
        const { results: all, ...state } = reconcile(scans, rule)
        const undone = scans.filter((scan) => all.get(scan.id)?.result === 'undone')
        const { results, ...without } = reconcile(
          scans.filter((scan) => !undone.includes(scan)),
          rule,
        )
        expect(state).toEqual(without)
        for (const [id, result] of results) expect(all.get(id)).toEqual(result)
        for (const scan of undone) expect(isUndone(scan, scans)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('a scan of unsure time never takes the entry from a sure one', () => {
    fc.assert(
      fc.property(history, policy, (scans, rule) => {
        const entry = scans.find(({ id }) => id === reconcile(scans, rule).entryId)
        const sure = scans.filter((scan) => admits(scan, scans) && !scan.unsure)
        if (sure.length > 0) expect(entry?.unsure).toBe(false)
        for (const scan of sure) expect(scan.atMs).toBeGreaterThanOrEqual(entry?.atMs ?? Infinity)
      }),
    )
  })

  test('what does not count changes nothing for what does', () => {
    fc.assert(
      fc.property(history, policy, (scans, rule) => {
        const counted = scans.filter((scan) => scan.uncounted === null)
        const { results: all, ...state } = reconcile(scans, rule)
        const { results, ...without } = reconcile(counted, rule)
        expect(state).toEqual(without)
        for (const [id, result] of results) expect(all.get(id)).toEqual(result)
      }),
    )
  })

  test('knows no readmission without re-entry, and is never laxer without it than with it', () => {
    fc.assert(
      fc.property(history, (scans) => {
        const strict = reconcile(scans, { reentry: false })
        const lax = reconcile(scans, { reentry: true })
        expect(strict.entryId).toBe(lax.entryId)
        expect(strict.presence).toBe(lax.presence)
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
        const before = scans.map((scan) => ({ ...scan }))
        reconcile(Object.freeze(scans), rule)
        expect(scans).toEqual(before)
      }),
    )
  })

  test('answers the same for two different scans under one id, in whatever order they come', () => {
    const one: MergeScan = {
      ...{ id: 'a', atMs: 1, uncertaintyMs: 0, unsure: false },
      ...{ moves: 'in', by: 'one', undoes: null, uncounted: null },
    }
    const twins: MergeScan[] = [
      one,
      { ...one, moves: null },
      { ...one, moves: 'out' },
      { ...one, atMs: 2 },
    ]
    for (const [left, right] of twins.flatMap((a) => twins.map((b) => [a, b] as const))) {
      const rule = { reentry: true }
      expect(told([left, right], rule)).toEqual(told([right, left], rule))
    }
  })
})
