// Rows for tests: one event, its words and scans, with defaults for whatever a test doesn't care about.
import type { PulledPage } from './pulled-page.ts'
import type { ActRow, EventRow, LoggedAct, LoggedScan, ScanRow, TicketWord } from './rows.ts'

export const DOORS_MS = Date.UTC(2026, 0, 16, 5, 0)

export function eventFixture(changes: Partial<EventRow> = {}): EventRow {
  return {
    id: 'event-1',
    name: 'Perreo Fridays',
    code: 'PF',
    day: '20260115',
    timeZone: 'America/Los_Angeles',
    admitsFromMs: DOORS_MS,
    admitsUntilMs: DOORS_MS + 6 * 3_600_000,
    reentry: false,
    unsynced: 'admit',
    types: [{ code: 'VIP', name: 'VIP' }],
    gates: [{ id: 'gate-1', name: 'Main', admits: null }],
    keys: [],
    epoch: 'e1',
    cursor: '0',
    complete: true,
    total: 1,
    horizonMs: DOORS_MS,
    ...changes,
  }
}

export function wordFixture(changes: Partial<TicketWord> = {}): TicketWord {
  return {
    ticketId: 'T1',
    typeCode: 'VIP',
    guestName: 'Lucía Peña',
    status: 'issued',
    presence: 'never',
    entry: null,
    revision: 1,
    movedAtMs: null,
    ofOrder: null,
    ...changes,
  }
}

/** The word on a ticket that another phone admitted. */
export function usedWordFixture(changes: Partial<TicketWord> = {}): TicketWord {
  const entry = { scanId: 's0', atMs: DOORS_MS, gateName: 'VIP', deviceName: 'Door 2' }
  return wordFixture({
    presence: 'inside',
    entry: { ...entry, uncertaintyMs: 20 },
    revision: 2,
    movedAtMs: DOORS_MS,
    ...changes,
  })
}

export function pageFixture(changes: Partial<PulledPage> = {}): PulledPage {
  const { epoch, cursor, complete, total, horizonMs, ...event } = eventFixture()
  return {
    ...{ epoch, cursor, total, more: false, horizonMs: DOORS_MS, event, tickets: [] },
    ...changes,
  }
}

export function loggedScanFixture(changes: Partial<LoggedScan> = {}): LoggedScan {
  return {
    id: '01900000-0000-7000-8000-000000000001',
    ticketId: 'T1',
    eventId: 'event-1',
    gateId: 'gate-1',
    direction: 'in',
    verdict: 'admit',
    scannedAtMs: DOORS_MS + 60_000,
    deviceTimeMs: DOORS_MS + 60_000,
    clockOffsetMs: 0,
    clockUncertaintyMs: 20,
    cacheAgeMs: 1_000,
    offline: false,
    overrideReason: null,
    gateName: 'Main',
    deviceName: 'Door 1',
    ...changes,
  }
}

export function scanFixture(changes: Partial<ScanRow> = {}): ScanRow {
  return { ...loggedScanFixture(), state: 'queued', outcome: null, unheardUpTo: null, ...changes }
}

/** What a fixture of an act may have otherwise: it is always a count. */
type ActChanges<Act> = Partial<Omit<Act, 'kind' | 'payload'>>

export function loggedActFixture(changes: ActChanges<LoggedAct> = {}): LoggedAct {
  return {
    id: '01900000-0000-7000-8000-0000000000a1',
    eventId: 'event-1',
    gateId: 'gate-1',
    kind: 'count',
    payload: { heads: 1 },
    actedAtMs: DOORS_MS + 60_000,
    deviceTimeMs: DOORS_MS + 60_000,
    clockOffsetMs: 0,
    clockUncertaintyMs: 20,
    offline: false,
    ...changes,
  }
}

export function actFixture(changes: ActChanges<ActRow> = {}): ActRow {
  return { ...loggedActFixture(), state: 'queued', error: null, ...changes }
}
