// The merge rule: which of a ticket's scans is the entry, and what each other one is. Written a second time in SQL;
// tests/vectors/reconcile.json proves the two equal.

/** A scan as the merge sees it. */
export type MergeScan = {
  /** UUID, lower case: ties in time are broken by its order as text, which is also its order as a Postgres uuid. */
  readonly id: string
  /** Corrected Unix milliseconds. */
  readonly scannedAtMs: number
  readonly direction: 'in' | 'out'
  /** True when the phone let somebody in. */
  readonly admits: boolean
}

export type ScanResult = {
  readonly result: 'entry' | 'readmission' | 'double_entry' | 'exit' | 'refusal'
  /** The entry that a double entry repeats; null for every other result. */
  readonly firstScanId: string | null
}

export type Reconciled = {
  /** The scan that spent the ticket, or null. */
  readonly entryId: string | null
  /** True when the last admission or exit was an admission. */
  readonly inside: boolean
  readonly results: ReadonlyMap<string, ScanResult>
}

/**
 * Merges a ticket's scans. The answer depends on the set alone: any order, any repetition and any split into parts that
 * are merged later give the same.
 *
 * The earliest admission by (scannedAtMs, id) is the entry. A later one is a readmission when re-entry is allowed and an
 * exit came since the last admission, else a double entry that names the entry. Without re-entry an exit changes only
 * who is inside.
 */
export function reconcile(
  scans: readonly MergeScan[],
  { reentry }: { readonly reentry: boolean },
): Reconciled {
  let entryId: string | null = null
  let inside = false
  const results = new Map<string, ScanResult>()
  for (const scan of mergeScans(scans)) {
    const result = resultOf(scan, { entryId, inside, reentry })
    results.set(scan.id, result)
    if (result.result === 'entry') entryId = scan.id
    if (result.result === 'exit') inside = false
    else if (result.result !== 'refusal') inside = true
  }
  return { entryId, inside, results }
}

/** The union of sets of scans, each id once, in the order of the merge rule. */
export function mergeScans(...sets: ReadonlyArray<readonly MergeScan[]>): MergeScan[] {
  const seen = new Set<string>()
  return sets
    .flat()
    .sort(inMergeOrder)
    .filter(({ id }) => {
      const isFirst = !seen.has(id)
      seen.add(id)
      return isFirst
    })
}

function resultOf(
  scan: MergeScan,
  state: { readonly entryId: string | null; readonly inside: boolean; readonly reentry: boolean },
): ScanResult {
  if (scan.direction === 'out') return { result: 'exit', firstScanId: null }
  if (!scan.admits) return { result: 'refusal', firstScanId: null }
  if (state.entryId === null) return { result: 'entry', firstScanId: null }
  if (state.reentry && !state.inside) return { result: 'readmission', firstScanId: null }
  return { result: 'double_entry', firstScanId: state.entryId }
}

/** Beyond (scannedAtMs, id) the order only matters for two different scans under one id, which is a bug elsewhere; the answer is then still the same on every phone. */
function inMergeOrder(a: MergeScan, b: MergeScan): number {
  return (
    a.scannedAtMs - b.scannedAtMs ||
    compare(a.id, b.id) ||
    compare(a.direction, b.direction) ||
    Number(a.admits) - Number(b.admits)
  )
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
