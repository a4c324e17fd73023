// The shapes that are kept on the phone. Times are Unix milliseconds.
import type { ScanContext } from '@maguey/ticket-core/decide-scan'
import type { ScanDirection } from '@maguey/ticket-core/scan-record'
import type { EntryFacts, VerdictCode } from '@maguey/ticket-core/verdict'

export type TicketRow = {
  ticketId: string
  eventId: string
  typeCode: string
  guestName: string | null
  /** The name as it is searched: lower case, no accents; '' without a name. See `guestKey`. */
  guestKey: string
  status: 'issued' | 'refunded' | 'void'
  presence: 'never' | 'inside' | 'left'
  entry: EntryFacts | null
  /** The server's epoch that last spoke of this ticket; null while only this phone knows it. */
  epoch: string | null
}

/** What the server made of a scan. */
export type ScanOutcome = {
  result: string | null
  first: { scanId: string; atMs: number; gateName: string | null; deviceName: string | null } | null
  error: string | null
}

/** `queued` waits to be sent, `sent` is on the server, `set_aside` was refused by the server and is kept. */
export type ScanState = 'queued' | 'sent' | 'set_aside'

export type ScanRow = {
  /** UUIDv7, made on the phone: the idempotency key from here to the table. */
  id: string
  ticketId: string
  eventId: string
  gateId: string
  direction: ScanDirection
  verdict: VerdictCode
  /** The device's clock corrected by the measured offset. */
  scannedAtMs: number
  deviceTimeMs: number
  clockOffsetMs: number
  clockUncertaintyMs: number
  /** Age of the ticket list when the verdict was made; null when there was none. */
  cacheAgeMs: number | null
  offline: boolean
  overrideReason: string | null
  /** Names for this phone's own history; they do not travel. */
  gateName: string
  deviceName: string
  state: ScanState
  outcome: ScanOutcome | null
}

export type GateRow = { id: string; name: string; admits: string[] | null }

export type EventRow = {
  id: string
  name: string
  code: string
  day: string
  timeZone: string
  admitsFromMs: number
  admitsUntilMs: number
  reentry: boolean
  unsynced: ScanContext['event']['unsynced']
  types: { code: string; name: string }[]
  gates: GateRow[]
  keys: { kid: string; publicKey: string }[]
  epoch: string
  cursor: string
  /** False until a pull from zero has reached the end. */
  complete: boolean
  /** Tickets of the event on the server at the last pull. */
  total: number
  /** Device time of the last pull that reached the end; null before the first. */
  pulledAtMs: number | null
}

/** A night that this phone may scan, as offered before its list is here. */
export type EventOffer = {
  id: string
  name: string
  eventDateMs: number
  timeZone: string
  gates: GateRow[]
}

export type Settings = {
  sound: boolean
  vibration: boolean
  cameraId: string | null
}

/** The keys of the `meta` table and what each holds. */
export type MetaValues = {
  credential: { deviceId: string; email: string; password: string; deviceName: string }
  offers: EventOffer[]
  /** The gate that the manager paired this phone for. */
  gateHint: string | null
  choice: { eventId: string; gateId: string; direction: ScanDirection }
  clock: { offsetMs: number; uncertaintyMs: number; measuredAtMs: number }
  settings: Settings
  revoked: { atMs: number; wiped: boolean }
}
