// The results of the door bench as tables: each figure beside its reference and its target.
import type { Put, ScanTimes } from './door-phone.ts'
import { ms, percentile, seconds, type Table } from './figures.ts'

export function describePull(
  pull: { tookMs: number; requests: number },
  raw: { count: number; tookMs: number; pageRows: number },
): Table {
  const rate = (tookMs: number) =>
    `${Math.round(raw.count / (tookMs / 1000)).toLocaleString('en')}/s`
  return {
    title: `First pull of ${raw.count.toLocaleString('en')} tickets into an empty phone`,
    columns: ['', 'time', 'tickets'],
    rows: [
      ['pull: request, parse, mirror, segments', seconds(pull.tookMs), rate(pull.tookMs)],
      ['reference: raw IndexedDB put of the same rows', seconds(raw.tookMs), rate(raw.tookMs)],
    ],
    notes: [
      `${pull.requests} requests, from the first one sent to the list complete in the phone's database`,
      `reference in the same page: ${raw.pageRows.toLocaleString('en')} rows a transaction, durability strict, no network`,
    ],
    figures: { pullMs: pull.tookMs, referenceMs: raw.tookMs, tickets: raw.count },
  }
}

/** How long the app waits for the next letter before it searches. */
const TYPING_PAUSE_MS = 120

export function describeRest(
  found: readonly number[],
  reopened: { verdict: string; tookMs: number },
): Table {
  const searched = found.map((tookMs) => tookMs - TYPING_PAUSE_MS)
  return {
    title: 'Found by name, and opened again',
    columns: ['', 'time'],
    rows: [
      ['first search: names made searchable, then found', ms(searched[0] ?? Number.NaN)],
      ['next search', ms(searched[1] ?? Number.NaN)],
      [`opened without a network to a painted verdict (${reopened.verdict})`, ms(reopened.tookMs)],
    ],
    notes: [
      'search: from the last letter to the guest on the screen, less the pause for typing',
      'aims: search ≤ 50 ms; opened again ≤ 1.5 s; heap of the page ≤ 100 MB',
    ],
    figures: {
      firstSearchMs: searched[0] ?? Number.NaN,
      searchMs: searched[1] ?? Number.NaN,
      reopenedMs: reopened.tookMs,
    },
  }
}

/** One kind of timing beside its reference; both scan tables have these columns. */
export const timesRow = (name: string, values: readonly number[]): string[] => [
  name,
  String(values.length),
  ...[0.5, 0.95, 1].map((share) => ms(percentile(values, share))),
]

/** The ratio to the reference, at the median and at p95. */
export const timesOf = (values: readonly number[], reference: readonly number[]) => ({
  timesReferenceMedian: percentile(values, 0.5) / percentile(reference, 0.5),
  timesReferenceP95: percentile(values, 0.95) / percentile(reference, 0.95),
})

export function describeScans(scans: readonly ScanTimes[], puts: readonly Put[]): Table {
  const painted = scans.map(({ paintedMs }) => paintedMs)
  const reference = puts.map(({ paintedMs }) => paintedMs)
  const times = timesOf(painted, reference)
  return {
    title: 'Decoded text to painted verdict',
    columns: ['', 'n', 'median', 'p95', 'worst'],
    rows: [
      timesRow('verdict painted (second frame after it came)', painted),
      timesRow(
        'verdict in the document',
        scans.map(({ shownMs }) => shownMs),
      ),
      timesRow('reference: raw put, strict, then two frames', reference),
      timesRow(
        'reference: raw put, strict',
        puts.map(({ storedMs }) => storedMs),
      ),
    ],
    notes: [
      'text typed as a keyboard-wedge scanner types it, timed from its Enter; all are first entries (admit)',
      'includes the Ed25519 check, the look-up, and the scan flushed to the disk before it is shown',
      `painted, times the reference with its two frames: median ${times.timesReferenceMedian.toFixed(2)}, p95 ${times.timesReferenceP95.toFixed(2)} (aim: ≤ 1.25)`,
    ],
    figures: {
      ...times,
      paintedMedianMs: percentile(painted, 0.5),
      paintedP95Ms: percentile(painted, 0.95),
    },
  }
}
