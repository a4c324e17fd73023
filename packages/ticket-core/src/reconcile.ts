// The merge rule: which of a ticket's scans is the entry, and what each other one is. Written a second time in SQL;
// tests/vectors/reconcile.json proves the two equal.

/** A scan as the merge sees it; `mergedTime` gives `atMs` and `unsure`, `scanMoves` of scan-record gives `moves`. */
export type MergeScan = {
  /** UUID, lower case: ties in time are broken by its order as text, which is also its order as a Postgres uuid. */
  readonly id: string
  /** Merged time: corrected Unix milliseconds within what can be true. */
  readonly atMs: number
  readonly uncertaintyMs: number
  /** True when `atMs` can't be trusted: such a scan never displaces one with a trusted time. */
  readonly unsure: boolean
  readonly moves: 'in' | 'out' | null
  /** The phone that made it: nobody else can take it back. */
  readonly by: string
  /** The scan that this one takes back, or null. */
  readonly undoes: string | null
  /** Why the scan is kept but doesn't count; null when it does. */
  readonly uncounted: 'after_revocation' | 'other_event' | null
}

export type ScanResult = {
  readonly result:
    | 'entry'
    | 'readmission'
    | 'double_entry'
    | 'exit'
    | 'refusal'
    | 'undo'
    | 'undone'
    | 'after_revocation'
    | 'other_event'
  /** The entry that a double entry repeats; null for every other result. */
  readonly firstScanId: string | null
  /** False for a double entry when nobody can tell which of the two came second. */
  readonly certain: boolean
}

export type Reconciled = {
  /** The scan that spent the ticket, or null. */
  readonly entryId: string | null
  /** From the last movement; `never` until somebody is let in. */
  readonly presence: 'never' | 'inside' | 'left'
  /** Time of the last movement, in or out; null if there is none. */
  readonly movedAtMs: number | null
  readonly results: ReadonlyMap<string, ScanResult>
}

/** A clock that may be off by more than this is unsure. */
export const UNSURE_ABOVE_MS = 60_000

/**
 * The time at which a scan is merged. No scan was made before its phone was paired or after the server had it, give or
 * take the uncertainty of the phone's clock, of which no more than a minute is given: what lies outside is merged at the
 * bound and is unsure. A bound that is not known (on the phone itself) is null.
 */
export function mergedTime(
  scan: { readonly scannedAtMs: number; readonly uncertaintyMs: number },
  bounds: { readonly pairedAtMs: number | null; readonly receivedAtMs: number | null },
): { readonly atMs: number; readonly unsure: boolean } {
  const { scannedAtMs, uncertaintyMs } = scan
  const slackMs = Math.min(uncertaintyMs, UNSURE_ABOVE_MS)
  const earliestMs = (bounds.pairedAtMs ?? Number.NEGATIVE_INFINITY) - slackMs
  const latestMs = (bounds.receivedAtMs ?? Number.POSITIVE_INFINITY) + slackMs
  const atMs = Math.min(Math.max(scannedAtMs, earliestMs), latestMs)
  return { atMs, unsure: atMs !== scannedAtMs || uncertaintyMs > UNSURE_ABOVE_MS }
}

/**
 * Merges a ticket's scans. The answer depends on the set alone: any order, any repetition and any split into parts that
 * are merged later give the same.
 *
 * The entry is the least admission by (unsure, atMs, id). Another is a readmission when re-entry is allowed, it comes
 * after the entry, and the movement before it, by (atMs, id), was an exit; else it is a double entry that names the entry.
 * A movement that its own phone took back moves nobody, whichever of the two arrives first.
 */
export function reconcile(
  scans: readonly MergeScan[],
  { reentry }: { readonly reentry: boolean },
): Reconciled {
  const merged = mergeScans(scans)
  const undone = undoneOf(merged)
  const standing = merged.filter((scan) => scan.uncounted === null && !undone.has(scan))
  const entry = earliestAdmission(standing)
  const results = new Map<string, ScanResult>()
  let last: MergeScan | null = null
  let entered = false
  for (const scan of merged) {
    const cameBack = reentry && entered && last?.moves === 'out'
    results.set(scan.id, undone.has(scan) ? UNDONE : resultOf(scan, entry, cameBack))
    if (scan.moves !== null && scan.uncounted === null && !undone.has(scan)) last = scan
    entered ||= scan.id === entry?.id
  }
  const presence = last?.moves === 'in' ? 'inside' : 'left'
  return {
    entryId: entry?.id ?? null,
    presence: entry === null ? 'never' : presence,
    movedAtMs: last?.atMs ?? null,
    results,
  }
}

/** The union of sets of scans, each id once, in order of time. */
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

/** The movements that were taken back. What doesn't count takes nothing back. */
function undoneOf(merged: readonly MergeScan[]): ReadonlySet<MergeScan> {
  const taken = new Set(
    merged.flatMap(({ by, undoes, uncounted }) =>
      undoes === null || uncounted !== null ? [] : [`${by} ${undoes}`],
    ),
  )
  return new Set(
    merged.filter(
      ({ id, by, moves, uncounted }) =>
        moves !== null && uncounted === null && taken.has(`${by} ${id}`),
    ),
  )
}

const UNDONE: ScanResult = { result: 'undone', firstScanId: null, certain: true }

/** Of scans in order of time, the first sure admission; without a sure one the first. */
function earliestAdmission(standing: readonly MergeScan[]): MergeScan | null {
  const admissions = standing.filter((scan) => scan.moves === 'in')
  return admissions.find((scan) => !scan.unsure) ?? admissions[0] ?? null
}

function resultOf(scan: MergeScan, entry: MergeScan | null, cameBack: boolean): ScanResult {
  const plain = { firstScanId: null, certain: true }
  if (scan.uncounted !== null) return { result: scan.uncounted, ...plain }
  if (scan.undoes !== null) return { result: 'undo', ...plain }
  if (scan.moves === null) return { result: 'refusal', ...plain }
  if (scan.moves === 'out') return { result: 'exit', ...plain }
  if (entry === null || scan.id === entry.id) return { result: 'entry', ...plain }
  if (cameBack) return { result: 'readmission', ...plain }
  return { result: 'double_entry', firstScanId: entry.id, certain: isCertain(scan, entry) }
}

function isCertain(scan: MergeScan, entry: MergeScan): boolean {
  const apartMs = Math.abs(scan.atMs - entry.atMs)
  return !scan.unsure && !entry.unsure && apartMs > scan.uncertaintyMs + entry.uncertaintyMs
}

/** Beyond (atMs, id) the order only matters if two different scans share an id, which is a bug elsewhere; even then every phone gives the same answer. */
function inMergeOrder(a: MergeScan, b: MergeScan): number {
  return a.atMs - b.atMs || compare(a.id, b.id) || compare(JSON.stringify(a), JSON.stringify(b))
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
