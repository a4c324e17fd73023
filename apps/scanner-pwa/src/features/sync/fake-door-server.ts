// The server in a test's memory: tickets, scans, acts and the merge, under the same contract as the real one (sync-network-contract.ts).
import { type MergeScan, mergedTime, reconcile } from '@maguey/ticket-core/reconcile'
import { scanMoves } from '@maguey/ticket-core/scan-record'
import { pageFixture, wordFixture } from '#db/door-fixtures.ts'
import type { ScanRow, TicketWord } from '#db/rows.ts'
import type { ScanAnswer } from '#db/store-sync.ts'
import type { SyncNetwork } from './sync-ports.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

type Kept = { word: TicketWord; scans: ScanRow[]; changedAt: number }

export function createFakeDoorServer(eventId: string, ticketIds: readonly string[]) {
  let changes = 0
  let revoked = false
  const listeners = new Set<(words: TicketWord[]) => void>()
  const tickets = new Map<string, Kept>()
  for (const ticketId of ticketIds) {
    tickets.set(ticketId, { word: wordFixture({ ticketId }), scans: [], changedAt: ++changes })
  }

  const mergeOf = ({ scans }: Kept) => reconcile(scans.map(mergeScan), { reentry: false })

  function keep(scan: ScanRow, kept: Kept): void {
    if (kept.scans.some(({ id }) => id === scan.id)) return
    kept.scans.push(scan)
    changes += 1
    kept.changedAt = changes
    const merged = mergeOf(kept)
    const { revision } = kept.word
    kept.word = {
      ...{ ...kept.word, revision: revision + 1, presence: merged.presence },
      ...{ movedAtMs: merged.movedAtMs, entry: entryOf(kept.scans, merged.entryId) },
    }
    for (const hear of listeners) hear([kept.word])
  }

  function answer(scan: ScanRow): ScanAnswer {
    const { id } = scan
    const nothing = { first: null, certain: null }
    if (!UUID.test(id)) {
      const outcome = { result: null, error: 'invalid_request', ...nothing }
      return { id, accepted: false, outcome, word: null }
    }
    const kept = tickets.get(scan.ticketId)
    const unknown = { result: 'unknown_ticket', error: null, ...nothing }
    if (!kept) return { id, accepted: true, outcome: unknown, word: null }
    keep(scan, kept)
    const { results } = mergeOf(kept)
    const { result = null, firstScanId = null, certain = null } = results.get(id) ?? {}
    const first = entryOf(kept.scans, firstScanId)
    return { id, accepted: true, outcome: { result, error: null, certain, first }, word: kept.word }
  }

  const network: SyncNetwork = {
    push: async (scans) => ({ ok: true, answers: scans.map(answer) }),
    ...{ pushActs, bans: async () => null },
    pull: async (request) => {
      if (revoked) return { ok: true, revoked: true, serverNowMs: Date.now() }
      if (request.eventId !== eventId) return { ok: false, trouble: 'not_allowed' }
      const changed = [...tickets.values()]
        .filter(({ changedAt }) => changedAt > Number(request.cursor ?? 0))
        .sort((a, b) => a.changedAt - b.changedAt)
      const rows = changed.slice(0, request.limit)
      const page = pageFixture({
        cursor: String(rows.at(-1)?.changedAt ?? request.cursor ?? 0),
        more: changed.length > rows.length,
        total: tickets.size,
        tickets: rows.map(({ word }) => word),
      })
      return { ok: true, revoked: false, serverNowMs: Date.now(), page }
    },
    listen: (_eventId, onNudge) => {
      listeners.add(onNudge)
      queueMicrotask(() => onNudge([]))
      return { check: () => {}, stop: () => listeners.delete(onNudge) }
    },
  }
  return {
    network,
    revoke: async () => {
      revoked = true
    },
  }
}

const pushActs: SyncNetwork['pushActs'] = async (acts) => ({
  ok: true,
  answers: acts.map(({ id }) => {
    const accepted = UUID.test(id)
    return { id, accepted, error: accepted ? null : 'invalid_request' }
  }),
})

function mergeScan(scan: ScanRow): MergeScan {
  const { id, scannedAtMs, clockUncertaintyMs: uncertaintyMs } = scan
  const bounds = { pairedAtMs: null, receivedAtMs: null }
  const time = mergedTime({ scannedAtMs, uncertaintyMs }, bounds)
  return {
    id,
    uncertaintyMs,
    moves: scanMoves(scan.verdict, scan.direction),
    by: scan.deviceName,
    undoes: scan.verdict === 'undo' ? (scan.refersTo ?? null) : null,
    uncounted: null,
    ...time,
  }
}

function entryOf(scans: readonly ScanRow[], id: string | null): TicketWord['entry'] {
  const scan = scans.find((each) => each.id === id)
  if (!scan) return null
  const { gateName, deviceName, scannedAtMs: atMs, clockUncertaintyMs: uncertaintyMs } = scan
  return { scanId: scan.id, atMs, gateName, deviceName, uncertaintyMs }
}
