// What a scan makes of a ticket's local state: the one rule, for a fresh scan and for scans laid over a pulled row.
import { scanAdmits } from '@maguey/ticket-core/scan-record'
import type { ScanRow, TicketRow } from './rows.ts'

type AdmissionPart = Pick<
  ScanRow,
  'id' | 'verdict' | 'direction' | 'scannedAtMs' | 'gateName' | 'deviceName'
>

/** The ticket as it stands after the scan; the same object when the scan changes nothing. */
export function ticketAfterScan(ticket: TicketRow, scan: AdmissionPart): TicketRow {
  if (scan.verdict === 'exit') return { ...ticket, presence: 'left' }
  if (!scanAdmits(scan.verdict, scan.direction)) return ticket
  const entry = {
    scanId: scan.id,
    atMs: scan.scannedAtMs,
    gateName: scan.gateName,
    deviceName: scan.deviceName,
  }
  // The earliest admission is the entry, as the server will merge it: by time, then by id.
  const known = ticket.entry
  const knownIsFirst =
    known !== null &&
    (known.atMs < entry.atMs || (known.atMs === entry.atMs && known.scanId <= entry.scanId))
  return { ...ticket, presence: 'inside', entry: knownIsFirst ? known : entry }
}

/** Lays scans that the server has not answered for over what it says, oldest first, so that no pull forgets them. */
export function ticketAfterPending(ticket: TicketRow, pending: readonly ScanRow[]): TicketRow {
  return [...pending]
    .sort((a, b) => a.scannedAtMs - b.scannedAtMs || (a.id < b.id ? -1 : 1))
    .reduce(ticketAfterScan, ticket)
}
