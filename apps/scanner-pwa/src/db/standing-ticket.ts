// A ticket's state on this phone: the server's word merged with the phone's own scans, by the one merge rule.
import {
  type MergeScan,
  mergedTime,
  reconcile,
  UNSURE_ABOVE_MS,
} from '@maguey/ticket-core/reconcile'
import { scanMoves } from '@maguey/ticket-core/scan-record'
import type { EntryFacts } from '@maguey/ticket-core/verdict'
import type { ScanRow, TicketWord } from './rows.ts'

export type Standing = { presence: TicketWord['presence']; entry: EntryFacts | null }

/** Stands for a word's last movement; sorts before every real id, which matters only within one millisecond. */
const LAST_MOVEMENT = ''

/** What this phone takes back is always its own: the server checks that of other phones. */
const HERE = ''

/**
 * A word says which scan is the entry and when the last movement was: that is all the history needed to merge it with
 * later or earlier scans.
 */
function scansOfWord(
  { entry, presence, movedAtMs }: TicketWord,
  own: readonly ScanRow[],
): MergeScan[] {
  const sure = { uncertaintyMs: 0, unsure: false, by: HERE, undoes: null, uncounted: null }
  const scans: MergeScan[] = []
  if (entry) {
    const { scanId, atMs, uncertaintyMs } = entry
    const unsure = uncertaintyMs > UNSURE_ABOVE_MS
    scans.push({ ...sure, id: scanId, atMs, uncertaintyMs, unsure, moves: 'in' })
  }
  if (movedAtMs !== null && !(presence === 'inside' && movedAtMs === entry?.atMs)) {
    // With maximum uncertainty, so that it is never taken for the entry.
    const moves = presence === 'inside' ? 'in' : 'out'
    // If it was this phone's own, this phone may take it back.
    const id = own.find(({ scannedAtMs }) => scannedAtMs === movedAtMs)?.id ?? LAST_MOVEMENT
    scans.push({ ...sure, id, atMs: movedAtMs, unsure: true, moves })
  }
  return scans
}

function scanOfLog(scan: ScanRow): MergeScan {
  const { id, scannedAtMs, clockUncertaintyMs: uncertaintyMs } = scan
  // The server checks the bounds; until then, the phone's own time counts.
  const time = mergedTime({ scannedAtMs, uncertaintyMs }, { pairedAtMs: null, receivedAtMs: null })
  const moves = scanMoves(scan.verdict, scan.direction)
  const undoes = scan.verdict === 'undo' ? (scan.refersTo ?? null) : null
  return { id, uncertaintyMs, ...time, moves, by: HERE, undoes, uncounted: null }
}

/** Scans that the word can't include: not on the server yet, or answered without a word, or all if there is none. */
function missingIn(word: TicketWord | undefined, own: readonly ScanRow[]): readonly ScanRow[] {
  if (word === undefined) return own.filter(({ outcome }) => outcome?.result !== 'other_event')
  return own.filter(
    ({ state, unheardUpTo }) =>
      state !== 'sent' || (unheardUpTo !== null && unheardUpTo >= word.revision),
  )
}

export function standingOf(
  word: TicketWord | undefined,
  own: readonly ScanRow[],
  policy: { reentry: boolean },
): Standing {
  const missing = missingIn(word, own)
  const known = word ?? { entry: null, presence: 'never' as const }
  if (missing.length === 0) return { presence: known.presence, entry: known.entry }
  const scans = [...(word ? scansOfWord(word, own) : []), ...missing.map(scanOfLog)]
  const { entryId, presence } = reconcile(scans, policy)
  return { presence, entry: entryFacts(entryId, known.entry, missing) }
}

function entryFacts(
  entryId: string | null,
  known: EntryFacts | null,
  own: readonly ScanRow[],
): EntryFacts | null {
  if (entryId === null) return null
  if (entryId === known?.scanId) return known
  const scan = own.find(({ id }) => id === entryId)
  if (!scan) return known
  const { id: scanId, scannedAtMs: atMs, gateName, deviceName } = scan
  return { scanId, atMs, gateName, deviceName }
}
