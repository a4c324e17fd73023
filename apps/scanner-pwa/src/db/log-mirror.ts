// The phone's own scans in memory: by id, by ticket, and those still waiting to be sent.
import { scanMoves } from '@maguey/ticket-core/scan-record'
import type { LoggedScan, ScanRow, SettledScan } from './rows.ts'

export type LogMirror = {
  add: (scan: LoggedScan) => void
  /** Unknown ids are ignored. */
  settle: (settled: readonly SettledScan[]) => void
  drop: (ids: Iterable<string>) => void
  get: (id: string) => ScanRow | undefined
  has: (id: string) => boolean
  ofTicket: (ticketId: string) => readonly ScanRow[]
  /** In the order in which they were made, which is how UUIDv7s sort. */
  inState: (state: ScanRow['state'], limit?: number) => ScanRow[]
  /** On no server yet: waiting, or refused. */
  unsent: () => ScanRow[]
  /** People whom this phone let in at this night less those it let out, as far as no server knows of them. */
  unsentPeople: (eventId: string) => number
  all: () => ScanRow[]
  counts: () => { queued: number; setAside: number }
}

/** Those let in less those let out. */
function peopleOf(scans: readonly ScanRow[]): number {
  const moves = scans.map(({ verdict, direction }) => scanMoves(verdict, direction))
  return moves.filter((way) => way === 'in').length - moves.filter((way) => way === 'out').length
}

export function createLogMirror(): LogMirror {
  const scans = new Map<string, ScanRow>()
  const byTicket = new Map<string, Set<string>>()
  const unsent = new Map<string, ScanRow['state']>()

  const rowsOf = (ids: Iterable<string>) => [...ids].flatMap((id) => scans.get(id) ?? [])
  const inOrder = (rows: ScanRow[]) => rows.sort((a, b) => (a.id < b.id ? -1 : 1))

  return {
    add: (scan) => {
      if (scans.has(scan.id)) return
      scans.set(scan.id, { ...scan, state: 'queued', outcome: null, unheardUpTo: null })
      unsent.set(scan.id, 'queued')
      const ids = byTicket.get(scan.ticketId)
      if (ids) ids.add(scan.id)
      else byTicket.set(scan.ticketId, new Set([scan.id]))
    },
    settle: (settled) => {
      for (const one of settled) {
        const scan = scans.get(one.id)
        if (!scan) continue
        scans.set(one.id, { ...scan, ...one })
        if (one.state === 'sent') unsent.delete(one.id)
        else unsent.set(one.id, one.state)
      }
    },
    drop: (ids) => {
      for (const id of ids) {
        const scan = scans.get(id)
        if (!scan) continue
        scans.delete(id)
        unsent.delete(id)
        const siblings = byTicket.get(scan.ticketId)
        siblings?.delete(id)
        if (siblings?.size === 0) byTicket.delete(scan.ticketId)
      }
    },
    get: (id) => scans.get(id),
    has: (id) => scans.has(id),
    ofTicket: (ticketId) => rowsOf(byTicket.get(ticketId) ?? []),
    inState: (state, limit = Number.POSITIVE_INFINITY) => {
      const ids = [...unsent].filter(([, its]) => its === state).map(([id]) => id)
      return inOrder(rowsOf(ids)).slice(0, limit)
    },
    unsent: () => inOrder(rowsOf(unsent.keys())),
    unsentPeople: (eventId) => {
      const ofNight = rowsOf(unsent.keys()).filter((scan) => scan.eventId === eventId)
      const takenBack = ofNight.flatMap(({ verdict, refersTo }) =>
        verdict === 'undo' && refersTo ? refersTo : [],
      )
      return peopleOf(ofNight) - peopleOf(rowsOf(new Set(takenBack)))
    },
    all: () => inOrder([...scans.values()]),
    counts: () => {
      let queued = 0
      for (const state of unsent.values()) if (state === 'queued') queued += 1
      return { queued, setAside: unsent.size - queued }
    },
  }
}
