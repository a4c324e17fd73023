// Acting as a user: the API's roles with a session's claims, as PostgREST sets them.
import type { Sql, TransactionSql } from 'postgres'

export type Caller =
  | { readonly role: 'anon' | 'service_role' }
  | {
      readonly role: 'authenticated'
      readonly userId: string
      /** What users write about themselves; it must give nobody anything. */
      readonly metadata?: Readonly<Record<string, string>>
      /** Whether this session has shown a second factor. Default aal1. */
      readonly aal?: 'aal1' | 'aal2'
    }

export type Values = NonNullable<Parameters<Sql['unsafe']>[1]>

class Rollback extends Error {}

/** Runs `work` as this caller in a transaction that commits. */
export async function actAs<T>(
  sql: Sql,
  caller: Caller,
  work: (tx: TransactionSql) => Promise<T>,
): Promise<T> {
  const box: { answer?: T } = {}
  await sql.begin(async (tx) => {
    await become(tx, caller)
    box.answer = await work(tx)
  })
  return box.answer as T
}

/**
 * The answer of one function of the API for this caller.
 * @example await callAs(sql, admin, 'change_club_settings($1)', { name: 'La Perla' })
 */
export async function callAs(sql: Sql, caller: Caller, expression: string, ...values: Values) {
  const [row] = await actAs(sql, caller, (tx) =>
    tx.unsafe(`select public.${expression} as answer`, values),
  )
  return row?.answer
}

/** The same as `actAs`, but rolled back. */
export async function actAsAndForget<T>(
  sql: Sql,
  caller: Caller,
  work: (tx: TransactionSql) => Promise<T>,
): Promise<T> {
  const box: { answer?: T } = {}
  await sql
    .begin(async (tx) => {
      await become(tx, caller)
      box.answer = await work(tx)
      throw new Rollback()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Rollback)) throw error
    })
  return box.answer as T
}

async function become(tx: TransactionSql, caller: Caller): Promise<void> {
  const sub = caller.role === 'authenticated' ? caller.userId : ''
  const metadata = caller.role === 'authenticated' ? caller.metadata : undefined
  const claims = JSON.stringify({
    role: caller.role,
    ...(sub === '' ? {} : { sub }),
    ...(metadata && { user_metadata: metadata }),
    ...(caller.role === 'authenticated' && { aal: caller.aal ?? 'aal1' }),
  })
  await tx`
    select set_config('request.jwt.claim.sub', ${sub}, true),
      set_config('request.jwt.claim.role', ${caller.role}, true),
      set_config('request.jwt.claims', ${claims}, true),
      set_config('role', ${caller.role}, true)`
}

/** The error of a refused call: SQLSTATE and message, or null if it was allowed. */
export async function refusal(
  work: Promise<unknown>,
): Promise<{ code: string; message: string; detail: unknown } | null> {
  try {
    await work
    return null
  } catch (error) {
    const { code, message, detail } = error as { code: string; message: string; detail?: string }
    return { code, message, detail: detail ? parseDetail(detail) : null }
  }
}

function parseDetail(detail: string): unknown {
  try {
    return JSON.parse(detail)
  } catch {
    return detail
  }
}
