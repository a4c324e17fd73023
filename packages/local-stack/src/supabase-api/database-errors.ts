// Gives database errors the HTTP status that PostgREST gives them, and keeps their text out of the terminal.

type DatabaseError = { code?: unknown; message?: string; detail?: string; hint?: string }

/** Classes and codes that @supabase/lite maps as PostgREST does: https://docs.postgrest.org/en/v13/references/errors.html */
const mappedClasses = /^(PT|42|22|21|55|53)/
const mappedCodes = new Set(['PGRST', '23505', '23503', '23502', '25006'])

/** The HTTP status of an SQLSTATE that lite would answer with 500; null where lite is right. */
export function statusOf(sqlState: string): number | null {
  if (!/^[0-9A-Z]{5}$/.test(sqlState)) return null
  if (mappedClasses.test(sqlState) || mappedCodes.has(sqlState)) return null
  return sqlState.startsWith('23') || sqlState === 'P0001' ? 400 : 500
}

/** The error unchanged, or wrapped in the form by which a function sets its own status (SQLSTATE PGRST). */
export function withStatus(error: unknown): unknown {
  const { code, message, detail, hint } = (error ?? {}) as DatabaseError
  const status = typeof code === 'string' ? statusOf(code) : null
  if (status === null) return error
  const body = { code, message, details: detail, hint }
  return Object.assign(new Error(JSON.stringify(body)), {
    code: 'PGRST',
    detail: JSON.stringify({ status, headers: {} }),
  })
}

const quiet = new WeakSet<object>()

/** lite prints each error that it answers with, but details may hold an e-mail address, and refusals are normal. */
export function keepQuiet<T>(error: T): T {
  if (typeof error === 'object' && error !== null) quiet.add(error)
  return error
}

/** Makes `console.error` skip marked errors. Safe to call again. */
export function silenceMarkedErrors(): void {
  const print = console.error
  if (silenced.has(print)) return
  const filtered = (...args: unknown[]) => {
    const first = args[0]
    if (typeof first === 'object' && first !== null && quiet.has(first)) return
    print(...args)
  }
  silenced.add(filtered)
  console.error = filtered
}

const silenced = new WeakSet<object>()
