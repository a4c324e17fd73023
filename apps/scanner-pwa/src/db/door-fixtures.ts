// Rows for tests: one event, its tickets and scans, with what a test does not care about filled in.
import type { PulledPage, PulledTicket } from './apply-page.ts'
import type { EventRow, ScanRow, TicketRow } from './rows.ts'

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
    pulledAtMs: DOORS_MS,
    ...changes,
  }
}

export function ticketFixture(changes: Partial<TicketRow> = {}): TicketRow {
  return {
    ticketId: 'T1',
    eventId: 'event-1',
    typeCode: 'VIP',
    guestName: 'Lucía Peña',
    guestKey: 'lucia pena',
    status: 'issued',
    presence: 'never',
    entry: null,
    epoch: 'e1',
    ...changes,
  }
}

export function pulledTicketFixture(changes: Partial<PulledTicket> = {}): PulledTicket {
  return {
    ticketId: 'T1',
    typeCode: 'VIP',
    guestName: 'Lucía Peña',
    status: 'issued',
    presence: 'never',
    entry: null,
    ...changes,
  }
}

export function pageFixture(changes: Partial<PulledPage> = {}): PulledPage {
  const { epoch, cursor, complete, total, pulledAtMs, ...event } = eventFixture()
  return { epoch, cursor, more: false, total, event, tickets: [], ...changes }
}

export function scanFixture(changes: Partial<ScanRow> = {}): ScanRow {
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
    state: 'queued',
    outcome: null,
    ...changes,
  }
}
