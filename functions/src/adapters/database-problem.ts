// Turns what PostgREST says of a failed call into a problem of the error register.
import { type ErrorCode, isErrorCode } from '@maguey/ticket-core/error-code'
import type { Log } from '../ports/clock.ts'
import type { Problem } from '../problem.ts'

type DatabaseError = { code: string; message: string; details: string }

/**
 * Our SQL raises `errcode 'PT4xx', message '<registered code>', detail '<json>'`. Whatever else comes is a bug or an
 * outage: the caller learns `internal`, the log learns the SQLSTATE, and neither learns the row.
 */
export function problemOfDatabase(rpc: string, error: DatabaseError, log: Log): Problem {
  const registered = registeredCode(error)
  if (registered === null) {
    log({ level: 'error', event: 'database_error', rpc, code: error.code })
    return { code: 'internal' }
  }
  const detail = parseDetail(error.details)
  return detail === undefined ? { code: registered } : { code: registered, detail }
}

function registeredCode({ code, message }: DatabaseError): ErrorCode | null {
  return /^PT\d{3}$/.test(code) && isErrorCode(message) ? message : null
}

function parseDetail(details: string | null | undefined): unknown {
  if (details === null || details === undefined || details === '') return undefined
  try {
    return JSON.parse(details)
  } catch {
    return undefined
  }
}
