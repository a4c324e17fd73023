// The verdicts that a door phone can show, as one union on `code`; each carries the data that its sentence needs.

/** The admission that spent a ticket, as far as this phone knows it. */
export type EntryFacts = {
  readonly scanId: string
  readonly atMs: number
  readonly gateName: string | null
  readonly deviceName: string | null
}

/** The guest and ticket that a verdict is about; null where the phone can't know (a ticket sold after its last sync). */
export type Who = {
  readonly ticketId: string
  readonly guestName: string | null
  readonly typeCode: string | null
  readonly typeName: string | null
  /** "2 of 4": which ticket of its order it is. Absent when the phone can't know, and for an order of one. */
  readonly ofOrder?: OfOrder
}

export type OfOrder = { readonly position: number; readonly size: number }

/** Why a well-formed ticket could be neither confirmed nor refused here. */
export type UnverifiedCause =
  | 'unsigned'
  | 'unknown_key'
  | 'unchecked'
  | 'policy'
  | 'list_incomplete'
  | 'clock_doubtful'
  | 'house_list'

export type GreenVerdict =
  | ({ readonly code: 'admit' } & Who)
  | ({
      readonly code: 'readmit'
      readonly entry: EntryFacts | null
    } & Who)
  | ({
      readonly code: 'admit_unsynced'
      /** How old the list is on which the ticket does not stand. */
      readonly listAgeMs: number
    } & Who)
  | ({ readonly code: 'exit' } & Who)
  | ({
      readonly code: 'override'
      readonly overridden: OverridableCode
      readonly reason: string
    } & Who)

export type AmberVerdict = {
  readonly code: 'unverified'
  readonly because: UnverifiedCause
} & Who

export type RedVerdict =
  | ({
      readonly code: 'already_used'
      /** Null only when the phone knows that the ticket was used but not by which scan. */
      readonly atMs: number | null
      readonly gateName: string | null
      readonly deviceName: string | null
      readonly scanId: string | null
    } & Who)
  | {
      readonly code: 'wrong_event'
      readonly ticketId: string
      readonly eventCode: string
      /** YYYYMMDD, from the ticket id. */
      readonly eventDay: string
    }
  | ({
      readonly code: 'wrong_gate'
      readonly gateName: string
      readonly gateAdmits: readonly string[]
    } & Who)
  | ({ readonly code: 'refunded' } & Who)
  | ({ readonly code: 'void' } & Who)
  | ({ readonly code: 'not_yet_valid'; readonly fromMs: number } & Who)
  | ({ readonly code: 'expired'; readonly untilMs: number } & Who)
  | { readonly code: 'forged'; readonly ticketId: string }
  | { readonly code: 'mistyped' }
  | { readonly code: 'not_a_ticket' }
  | ({ readonly code: 'unknown_ticket' } & Who)
  | { readonly code: 'revoked_device' }

export type Verdict = GreenVerdict | AmberVerdict | RedVerdict
export type VerdictCode = Verdict['code']

/** What a doorman did about a verdict that was shown: a scan of its own, which refers to the one that showed it. */
export type AnswerCode = 'let_in' | 'turned_away' | 'undo'

/** What a scan says: what was shown, or what was done about it. */
export type ScanCode = VerdictCode | AnswerCode
export type VerdictColour = 'green' | 'amber' | 'red'

const COLOURS: { readonly [Code in ScanCode]: VerdictColour } = {
  admit: 'green',
  readmit: 'green',
  admit_unsynced: 'green',
  exit: 'green',
  override: 'green',
  let_in: 'green',
  undo: 'amber',
  unverified: 'amber',
  already_used: 'red',
  wrong_event: 'red',
  wrong_gate: 'red',
  refunded: 'red',
  void: 'red',
  not_yet_valid: 'red',
  expired: 'red',
  forged: 'red',
  mistyped: 'red',
  not_a_ticket: 'red',
  unknown_ticket: 'red',
  revoked_device: 'red',
  turned_away: 'red',
}

/** The colour follows from the code, also for scans of which only the code was kept. */
export function verdictColour(code: ScanCode): VerdictColour {
  return COLOURS[code]
}

/** What a manager may overrule. Never a forgery, another event's ticket or a phone that was revoked: those have no ticket of tonight to admit. */
export type OverridableCode =
  | 'unverified'
  | 'already_used'
  | 'wrong_gate'
  | 'refunded'
  | 'void'
  | 'not_yet_valid'
  | 'expired'
  | 'unknown_ticket'

export type OverridableVerdict = Extract<Verdict, { readonly code: OverridableCode }>

const OVERRIDABLE: ReadonlySet<VerdictCode> = new Set<VerdictCode>([
  'unverified',
  'already_used',
  'wrong_gate',
  'refunded',
  'void',
  'not_yet_valid',
  'expired',
  'unknown_ticket',
])

/** True when the screen may offer "manager override" for this verdict. */
export function isOverridable(verdict: Verdict): verdict is OverridableVerdict {
  return OVERRIDABLE.has(verdict.code)
}
