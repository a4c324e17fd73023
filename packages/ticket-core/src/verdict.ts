// The verdicts that a door phone can show, as one union on `code`; each carries the data that its sentence needs.

export type VerdictColour = 'green' | 'amber' | 'red'

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
}

/** Why a well-formed ticket could be neither confirmed nor refused here. */
export type UnverifiedCause =
  | 'unsigned'
  | 'unknown_key'
  | 'unchecked'
  | 'policy'
  | 'list_incomplete'
  | 'clock_doubtful'

export type GreenVerdict =
  | ({ readonly code: 'admit'; readonly colour: 'green' } & Who)
  | ({
      readonly code: 'readmit'
      readonly colour: 'green'
      readonly entry: EntryFacts | null
    } & Who)
  | ({
      readonly code: 'admit_unsynced'
      readonly colour: 'green'
      /** How old the list is on which the ticket does not stand. */
      readonly listAgeMs: number
    } & Who)
  | ({ readonly code: 'exit'; readonly colour: 'green' } & Who)
  | ({
      readonly code: 'override'
      readonly colour: 'green'
      readonly overridden: OverridableCode
      readonly reason: string
    } & Who)

export type AmberVerdict = {
  readonly code: 'unverified'
  readonly colour: 'amber'
  readonly because: UnverifiedCause
} & Who

export type RedVerdict =
  | ({
      readonly code: 'already_used'
      readonly colour: 'red'
      /** Null only when the phone knows that the ticket was used but not by which scan. */
      readonly atMs: number | null
      readonly gateName: string | null
      readonly deviceName: string | null
      readonly scanId: string | null
    } & Who)
  | {
      readonly code: 'wrong_event'
      readonly colour: 'red'
      readonly ticketId: string
      readonly eventCode: string
      /** YYYYMMDD, from the ticket id. */
      readonly eventDay: string
    }
  | ({
      readonly code: 'wrong_gate'
      readonly colour: 'red'
      readonly gateName: string
      readonly gateAdmits: readonly string[]
    } & Who)
  | ({ readonly code: 'refunded'; readonly colour: 'red' } & Who)
  | ({ readonly code: 'void'; readonly colour: 'red' } & Who)
  | ({ readonly code: 'not_yet_valid'; readonly colour: 'red'; readonly fromMs: number } & Who)
  | ({ readonly code: 'expired'; readonly colour: 'red'; readonly untilMs: number } & Who)
  | { readonly code: 'forged'; readonly colour: 'red'; readonly ticketId: string }
  | { readonly code: 'mistyped'; readonly colour: 'red' }
  | { readonly code: 'not_a_ticket'; readonly colour: 'red' }
  | ({ readonly code: 'unknown_ticket'; readonly colour: 'red' } & Who)
  | { readonly code: 'revoked_device'; readonly colour: 'red' }

export type Verdict = GreenVerdict | AmberVerdict | RedVerdict
export type VerdictCode = Verdict['code']

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
