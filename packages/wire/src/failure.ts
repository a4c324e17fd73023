// Why a call gave no usable answer: the one vocabulary of door, shop, back office and functions.
import type { ErrorCode } from '@maguey/ticket-core/error-code'

/**
 * The status given to a page that answers in our server's place (a wifi sign-in, a proxy's notice): "network
 * authentication required". Not in open-client.ts, which the first screens load later.
 */
export const STRANGER_STATUS = 511

export type FieldRefusal = {
  readonly field: string
  readonly code: string
  readonly message: string
}

/** Our own refusal: calling again gives the same answer, unless `code` is about timing. */
export type Refusal = {
  readonly kind: 'refused'
  readonly status: number
  readonly code: ErrorCode
  /** A sentence for people in the requested language; '' when SQL answered without the API in between. */
  readonly message: string
  readonly fields: readonly FieldRefusal[]
  /** Facts that explain the refusal, e.g. `{available: 3}`. */
  readonly detail: unknown
  readonly retryAfterSeconds: number | null
}

/**
 * - `offline`: this device has no network, so no request was made.
 * - `unreachable`: no answer came, or none in time.
 * - `refused`: our own error body.
 * - `signed_out`: 401; only signing in again helps.
 * - `forbidden`: a 403 that isn't our own refusal, e.g. a missing grant or a captive portal.
 * - `busy`: a 429 that isn't our own refusal.
 * - `server_error`: 5xx without our error body.
 * - `malformed`: an answer that we can't parse (a proxy's page, an older app, a newer server).
 */
export type Failure =
  | Refusal
  | { readonly kind: 'offline' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signed_out' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number | null }
  | ({ readonly kind: 'server_error' } & Strange)
  /** `paths`: where the answer differs from its schema, for a log; never its values. */
  | ({ readonly kind: 'malformed'; readonly paths: readonly string[] } & Strange)

/** `code`: the other side's own, such as an SQLSTATE, for a log. */
type Strange = { readonly status: number; readonly code?: string | undefined }

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure }

/** True when no answer came, as opposed to a refusal. */
export function isNoAnswer({ kind }: Failure): boolean {
  return kind === 'offline' || kind === 'unreachable'
}

export function isRefusal(failure: Failure, ...codes: ErrorCode[]): failure is Refusal {
  return failure.kind === 'refused' && (codes.length === 0 || codes.includes(failure.code))
}

/** True when the same call may succeed later: everything except our own permanent refusals. */
export function mayHeal(failure: Failure): boolean {
  return failure.kind !== 'refused' || failure.status >= 500 || failure.status === 429
}

type RefusalParts = Partial<Omit<Refusal, 'kind' | 'status' | 'code'>>

/**
 * The failure for an HTTP status and, if there was one, our own code. `status` 0 means that no answer came.
 *
 * @param strangeCode the other side's code when it isn't one of ours
 */
export function failureOf(
  status: number,
  code: ErrorCode | undefined,
  parts: RefusalParts = {},
  strangeCode?: string,
): Failure {
  if (code !== undefined) {
    const blank = { message: '', fields: [], detail: undefined, retryAfterSeconds: null }
    return { kind: 'refused', status, code, ...blank, ...parts }
  }
  if (status === 0) return { kind: 'unreachable' }
  if (status === 401) return { kind: 'signed_out' }
  if (status === 403) return { kind: 'forbidden' }
  if (status === 429) return { kind: 'busy', retryAfterSeconds: parts.retryAfterSeconds ?? null }
  const strange = { status, code: strangeCode }
  return status >= 500
    ? { kind: 'server_error', ...strange }
    : { kind: 'malformed', paths: [], ...strange }
}
