// Signing a manager in and out, with every failure as a value that the form can explain.
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
  // Which of the two is wrong is nobody's business, so the server does not say.
  if (status >= 400 && status < 500) return 'wrong'
  return 'unexpected'
}

/**
 * Forgets the session on this device, also without a network: a borrowed phone must be safe to give back.
 * Only this device; the manager stays signed in elsewhere.
 */
export async function signOut(
  auth: ManagerAuth,
  storage: Pick<Storage, 'removeItem'>,
  storageKey: string,
): Promise<void> {
  try {
    await auth.signOut({ scope: 'local' })
  } catch {
    // Not told; it ends there by itself. What counts is that this device forgets.
  }
  storage.removeItem(storageKey)
}
