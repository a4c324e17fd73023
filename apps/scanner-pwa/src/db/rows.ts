// The rows stored on the phone. Times are Unix milliseconds.
import type { ScanContext } from '@maguey/ticket-core/decide-scan'
import type { HashedBan } from '@maguey/ticket-core/name-keys'
import type { ScanDirection } from '@maguey/ticket-core/scan-record'
import type { EntryFacts, OfOrder, ScanCode } from '@maguey/ticket-core/verdict'
import type { ActContent } from '@maguey/wire/door-act'
import type { StockTicket } from '@maguey/wire/door-stock'

/** The server's word on a ticket. `revision` increases with every change of the ticket: only a newer word is taken. */
export type TicketWord = {
  ticketId: string
  typeCode: string
  guestName: string | null
  status: 'issued' | 'refunded' | 'void'
  presence: 'never' | 'inside' | 'left'
  entry: (EntryFacts & { uncertaintyMs: number }) | null
  revision: number
  /** Time of the last movement, in or out; null before the first. */
  movedAtMs: number | null
  /** "2 of 4"; null for an order of one. */
  ofOrder: OfOrder | null
}

/** What the server made of a scan. */
export type ScanOutcome = {
  result: string | null
  first: { scanId: string; atMs: number; gateName: string | null; deviceName: string | null } | null
  /** False if it can't be told which of two entries came first; null if the answer doesn't say. */
  certain?: boolean | null
  error: string | null
}

/** Of a scan or an act: `queued` waits to be sent, `sent` is on the server, `set_aside` was refused by the server and is kept. */
export type ScanState = 'queued' | 'sent' | 'set_aside'

/** A scan as the log keeps it: written once, never changed. */
export type LoggedScan = {
  /** UUIDv7, made on the phone: the idempotency key from here to the table. */
  id: string
  ticketId: string
  eventId: string
  gateId: string
  direction: ScanDirection
  verdict: ScanCode
  /** The server's time as far as this phone knows it. */
  scannedAtMs: number
  deviceTimeMs: number
  clockOffsetMs: number
  clockUncertaintyMs: number
  /** Age of the ticket list when the verdict was made; null when there was none. */
  cacheAgeMs: number | null
  offline: boolean
  overrideReason: string | null
  /** Absent from scans that an earlier version logged, as the next two are. */
  overrideBy?: string | null
  /** The scan that this one answers, overrules or takes back, and how long after it, by the monotonic clock. */
  refersTo?: string | null
  afterMs?: number | null
  /** Names for this phone's own history; they do not travel. */
  gateName: string
  deviceName: string
}

/** What became of a scan, kept beside the log. */
export type SettledScan = {
  id: string
  state: ScanState
  outcome: ScanOutcome | null
  /**
   * For a sent scan whose answer brought no word: words up to this revision may not include it. Null if the answer
   * brought the word, or if the scan doesn't count.
   */
  unheardUpTo: number | null
}

/** A scan and what became of it. */
export type ScanRow = LoggedScan & Omit<SettledScan, 'id'>

/** What was done at the door that is no scan of a ticket, as the log keeps it: written once, never changed. */
export type LoggedAct = ActContent & {
  /** UUIDv7, made on the phone: the idempotency key from here to the table. */
  id: string
  eventId: string
  gateId: string
  /** The server's time as far as this phone knows it. */
  actedAtMs: number
  deviceTimeMs: number
  clockOffsetMs: number
  clockUncertaintyMs: number
  offline: boolean
}

/** What became of an act, kept beside the log. */
export type SettledAct = { id: string; state: ScanState; error: string | null }

export type ActRow = LoggedAct & Omit<SettledAct, 'id'>

/** Who may overrule at this night's doors, and what their PIN is checked by. */
export type ManagerRow = {
  id: string
  name: string
  salt: string
  hash: string
  iterations: number
}

export type DoorPrices = {
  currency: string
  /** `price`: decimal text. `stock`: how many of it this phone should carry. */
  types: { code: string; name: string; price: string; stock: number }[]
  mark: string
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
  /** People inside and the legal limit, as the last pull knew them. Absent from a list that an earlier version kept. */
  crowd?: { people: number; capacity: number } | null
  /** Which state of the house list the server has; null if it never had one. Absent from a list that an earlier version kept. */
  bansMark?: string | null
  /** What the house wants for ages, and the night's; null where it has none. */
  idCheck?: 'off' | 'eye' | 'licence'
  minAge?: number | null
  /** What may be sold at the door, and a mark of this phone's stock on the server; null: nothing. Absent from a list that an earlier version kept. */
  door?: DoorPrices | null
  keys: { kid: string; publicKey: string }[]
  /** Absent from a list that an earlier version kept. */
  managers?: ManagerRow[]
  epoch: string
  cursor: string
  /** True while everything that the server counted at the last pull is here. */
  complete: boolean
  /** Tickets of the event on the server at the last pull. */
  total: number
  /** Server time below which the server vouches for this list; null until it was first complete. */
  horizonMs: number | null
}

/** A night that this phone may scan, as offered before its list is here. */
export type EventOffer = {
  id: string
  name: string
  eventDateMs: number
  timeZone: string
  gates: GateRow[]
}

/** The house list of one night as this phone has it: hashes, and the key for them. No name. */
export type KeptBans = {
  eventId: string
  mark: string
  /** base64url. */
  key: string
  bans: readonly HashedBan[]
}

/** The signed tickets that this phone may sell at one night's door, less those that its own acts have sold. */
export type KeptStock = { eventId: string; tickets: readonly StockTicket[] }

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
  /** The server's time at one instant of this phone's own clock, as last known. */
  clock: { offsetMs: number; uncertaintyMs: number; measuredAtMs: number }
  /** Which page of this phone may write: another one has taken over if this isn't the page's own mark. */
  owner: string
  settings: Settings
  /** Wrong PINs since the last pause: all of them, and of each manager since their own right one. */
  wrongTries: { all: number; of: Readonly<Record<string, number>> }
  bans: KeptBans
  stock: KeptStock
  revoked: { atMs: number; wiped: boolean }
}
