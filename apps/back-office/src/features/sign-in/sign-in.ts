// Signs staff in and out; every failure is a value that the form can explain.
import type { SupabaseClient } from '@supabase/supabase-js'

export type ManagerAuth = Pick<SupabaseClient['auth'], 'signInWithPassword' | 'signOut'>

export type SignInProblem = 'wrong' | 'unreachable' | 'too_many' | 'unexpected'

/** Null means signed in. Never rejects. */
export async function signIn(
  auth: ManagerAuth,
  email: string,
  password: string,
): Promise<SignInProblem | null> {
  try {
    const { error } = await auth.signInWithPassword({ email: email.trim(), password })
    return error ? problemOf(error.status ?? 0) : null
  } catch {
    return 'unreachable'
  }
}

function problemOf(status: number): SignInProblem {
  if (status === 0 || status >= 502) return 'unreachable'
  if (status === 429) return 'too_many'
  // The server deliberately doesn't say which of the two is wrong.
  if (status >= 400 && status < 500) return 'wrong'
  return 'unexpected'
}

/**
 * Forgets the session on this device, even without a network: a borrowed phone must be safe to give back.
 * Affects only this device; the user stays signed in elsewhere.
 */
export async function signOut(
  auth: ManagerAuth,
  storage: Pick<Storage, 'removeItem'>,
  storageKey: string,
): Promise<void> {
  try {
    await auth.signOut({ scope: 'local' })
  } catch {
    // The server wasn't told; the session expires there by itself. What counts is that this device forgets it.
  }
  storage.removeItem(storageKey)
}
