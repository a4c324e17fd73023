// The verdict at the door: a pure, total function of what was read, what the phone knows and where it stands.
import type { QrText, SignatureCheck } from './qr-text.ts'
import {
  type EntryFacts,
  isOverridable,
  type OfOrder,
  type OverridableVerdict,
  type UnverifiedCause,
  type Verdict,
  type Who,
} from './verdict.ts'

/** What was read, after the signature check. */
export type ScanPayload = QrText<{ readonly signature: SignatureCheck }>

/** The phone's row of a ticket. */
export type KnownTicket = {
  readonly ticketId: string
  readonly eventId: string
  readonly typeCode: string
  readonly typeName: string
  readonly guestName: string | null
  readonly status: 'issued' | 'refunded' | 'void'
  readonly presence: 'never' | 'inside' | 'left'
  readonly entry: EntryFacts | null
  readonly ofOrder?: OfOrder
}

/** Where and when the scan happens. Instants are corrected Unix milliseconds. */
export type ScanContext = {
  readonly nowMs: number
  readonly event: {
    readonly id: string
    readonly code: string
    /** YYYYMMDD, the venue's day. */
    readonly day: string
    /** First moment at which tickets admit (inclusive). */
    readonly admitsFromMs: number
    /** First moment at which they no longer do (exclusive end). */
    readonly admitsUntilMs: number
    readonly reentry: boolean
    readonly unsynced: 'admit' | 'ask'
  }
  readonly gate: {
    readonly id: string
    readonly name: string
    /** Type codes that this gate admits; null admits all. */
    readonly admits: readonly string[] | null
  }
  readonly direction: 'in' | 'out'
  readonly deviceRevoked: boolean
  /** `whole`: everything that the server counted is on this phone. `ageMs` counts from what the server vouched for; null without a list. */
  readonly list: { readonly whole: boolean; readonly ageMs: number | null }
  /** True when `nowMs` may be off by more than a minute: nobody is then refused because of the time alone. */
  readonly clockDoubtful: boolean
  /** `no_such_ticket` only when the server itself has just answered so. */
  readonly server: 'silent' | 'no_such_ticket'
  readonly overrideReason: string | null
  /** The guest's name is like one on the house list: whoever would be let in is asked about. */
  readonly likeHouseList?: boolean
}

type ReadablePayload = Exclude<ScanPayload, { readonly kind: 'unreadable' }>

/**
 * Decides what the door shows. Never throws; every input has exactly one verdict.
 *
 * The order of the causes is what a doorman needs to hear first: the phone, the reading, the forgery, the night,
 * then what waiting can't fix (refunded, void), the time, the spent ticket, and last the gate, so that nobody is sent
 * on to another door with a ticket that will be refused there too.
 */
export function decideScan(
  payload: ScanPayload,
  ticket: KnownTicket | undefined,
  context: ScanContext,
): Verdict {
  if (context.deviceRevoked) return { code: 'revoked_device' }
  if (payload.kind === 'unreadable') return { code: payload.code }
  const verdict = decideReadable(payload, ticket, context)
  const reason = context.overrideReason?.trim() ?? ''
  if (reason === '' || context.direction === 'out' || !isOverridable(verdict)) return verdict
  return overruled(verdict, reason)
}

/** The verdict with which a manager overrules this one. */
export function overruled(verdict: OverridableVerdict, reason: string): Verdict {
  const { ticketId, guestName, typeCode, typeName, ofOrder } = verdict
  const who = { ticketId, guestName, typeCode, typeName, ...(ofOrder && { ofOrder }) }
  return { code: 'override', overridden: verdict.code, reason, ...who }
}

function decideReadable(
  payload: ReadablePayload,
  ticket: KnownTicket | undefined,
  context: ScanContext,
): Verdict {
  const { ticketId, eventCode, eventDay } = payload
  if (payload.kind === 'signed' && payload.signature === 'invalid') {
    return { code: 'forged', ticketId }
  }
  const ofThisEvent =
    eventCode === context.event.code &&
    eventDay === context.event.day &&
    (ticket === undefined || ticket.eventId === context.event.id)
  if (!ofThisEvent) return { code: 'wrong_event', ticketId, eventCode, eventDay }
  if (context.direction === 'out') return decideExit(payload, ticket, context)
  return ticket === undefined
    ? decideUnknown(payload, context)
    : decideKnown(whoOf(payload, ticket), ticket, context)
}

/** People may always leave; only a ticket that nobody vouches for is asked about. */
function decideExit(
  payload: ReadablePayload,
  ticket: KnownTicket | undefined,
  context: ScanContext,
): Verdict {
  const who = whoOf(payload, ticket)
  if (ticket !== undefined) return { code: 'exit', ...who }
  if (context.server === 'no_such_ticket') return { code: 'unknown_ticket', ...who }
  return unvouched(payload, who) ?? { code: 'exit', ...who }
}

function decideUnknown(payload: ReadablePayload, context: ScanContext): Verdict {
  const who = whoOf(payload, undefined)
  if (context.server === 'no_such_ticket') return { code: 'unknown_ticket', ...who }
  return (
    surelyOutsideHours(who, context) ??
    unvouched(payload, who) ??
    refusedByGate(who, context) ??
    notOnTheList(who, context)
  )
}

/** Only a complete list can say "newer than this phone's list": with a partial one, anybody may be missing. */
function notOnTheList(who: Who, context: ScanContext): Verdict {
  const { whole, ageMs } = context.list
  if (!whole || ageMs === null) return ask('list_incomplete', who)
  if (context.event.unsynced !== 'admit') return ask('policy', who)
  if (outsideHours(who, context) !== null) return ask('clock_doubtful', who)
  return { code: 'admit_unsynced', listAgeMs: ageMs, ...who }
}

function decideKnown(who: Who, ticket: KnownTicket, context: ScanContext): Verdict {
  if (ticket.status !== 'issued') return { code: ticket.status, ...who }
  const outside = surelyOutsideHours(who, context)
  if (outside !== null) return outside
  const wasLetIn = ticket.presence !== 'never' || ticket.entry !== null
  const mayReturn = context.event.reentry && ticket.presence === 'left'
  if (wasLetIn && !mayReturn) return alreadyUsed(who, ticket.entry)
  const refused = refusedByGate(who, context)
  if (refused !== null) return refused
  if (outsideHours(who, context) !== null) return ask('clock_doubtful', who)
  if (context.likeHouseList) return ask('house_list', who)
  return wasLetIn ? { code: 'readmit', entry: ticket.entry, ...who } : { code: 'admit', ...who }
}

function ask(because: UnverifiedCause, who: Who): Verdict {
  return { code: 'unverified', because, ...who }
}

function alreadyUsed(who: Who, entry: EntryFacts | null): Verdict {
  return {
    code: 'already_used',
    atMs: entry?.atMs ?? null,
    gateName: entry?.gateName ?? null,
    deviceName: entry?.deviceName ?? null,
    scanId: entry?.scanId ?? null,
    ...who,
  }
}

/** A doubtful clock refuses nobody because of the time: if nothing else refuses, the verdict asks instead. */
function surelyOutsideHours(who: Who, context: ScanContext): Verdict | null {
  return context.clockDoubtful ? null : outsideHours(who, context)
}

function outsideHours(who: Who, { nowMs, event }: ScanContext): Verdict | null {
  if (nowMs < event.admitsFromMs) {
    return { code: 'not_yet_valid', fromMs: event.admitsFromMs, ...who }
  }
  if (nowMs >= event.admitsUntilMs) {
    return { code: 'expired', untilMs: event.admitsUntilMs, ...who }
  }
  return null
}

function refusedByGate(who: Who, { gate }: ScanContext): Verdict | null {
  if (gate.admits === null || (who.typeCode !== null && gate.admits.includes(who.typeCode))) {
    return null
  }
  return {
    code: 'wrong_gate',
    gateName: gate.name,
    gateAdmits: gate.admits,
    ...who,
  }
}

function unvouched(payload: ReadablePayload, who: Who): Verdict | null {
  if (payload.kind === 'bare') return ask('unsigned', who)
  if (payload.signature === 'unknown_key' || payload.signature === 'unchecked') {
    return ask(payload.signature, who)
  }
  return null
}

/** An unchecked signature proves no type, so only a type from the list or from a verified signature is reported. */
function whoOf(payload: ReadablePayload, ticket: KnownTicket | undefined): Who {
  if (ticket !== undefined) {
    const { ticketId, guestName, typeCode, typeName, ofOrder } = ticket
    return { ticketId, guestName, typeCode, typeName, ...(ofOrder && { ofOrder }) }
  }
  const proven = payload.kind === 'signed' && payload.signature === 'valid'
  return {
    ticketId: payload.ticketId,
    guestName: null,
    typeCode: proven ? payload.typeCode : null,
    typeName: null,
  }
}
