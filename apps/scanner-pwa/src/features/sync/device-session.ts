// The phone's own sign-in. It renews itself silently; whoever holds the phone is never asked for anything.

import type { SessionState } from '@maguey/wire/join-topic'
import type { SupabaseClient } from '@supabase/supabase-js'
import type { MetaValues } from '#db/rows.ts'
import { withDeadline } from '#shared/load-once.ts'

export type DeviceSession = {
  /** Never rejects. `refused`: our server no longer knows this sign-in, or there is none. */
  ensure: () => Promise<SessionState>
  /** Signs in again, after the server rejected the session. Never rejects. */
  renew: () => Promise<SessionState>
  /** Removes the sign-in from local storage without contacting the server, which may be the one that rejected it. */
  forget: () => Promise<void>
}

type AuthPart = {
  auth: Pick<SupabaseClient['auth'], 'getSession' | 'signInWithPassword' | 'stopAutoRefresh'>
}

/** Where the phone's sign-in is stored; a manager's is elsewhere. */
export const STORAGE_KEY = 'maguey.door.session'

/** Renewing a token may take one request, signing in again one more. */
const WITHIN_MS = 25_000

/** Only the auth server's own codes are refusals; a wifi's sign-in page may return 400 too. */
const REFUSALS: ReadonlySet<string> = new Set([
  'invalid_credentials',
  'user_banned',
  'user_not_found',
])

export function createDeviceSession(
  client: AuthPart,
  readCredential: () => Promise<MetaValues['credential'] | undefined>,
  storage: Pick<Storage, 'removeItem'> = localStorage,
): DeviceSession {
  const orNoAnswer = async (work: Promise<SessionState>): Promise<SessionState> => {
    try {
      return await withDeadline(work, WITHIN_MS)
    } catch {
      return 'no_answer'
    }
  }
  const signIn = async (): Promise<SessionState> => {
    const credential = await readCredential()
    if (!credential) return 'refused'
    const { email, password } = credential
    const { data, error } = await client.auth.signInWithPassword({ email, password })
    if (data.session !== null) return 'ready'
    return REFUSALS.has(error?.code ?? '') ? 'refused' : 'no_answer'
  }
  const makeSure = async (): Promise<SessionState> => {
    const [{ data }, credential] = await Promise.all([client.auth.getSession(), readCredential()])
    // A session of an earlier pairing must not be used for this one.
    const isOurs = data.session?.user.email === credential?.email
    return data.session !== null && isOurs ? 'ready' : await signIn()
  }
  return {
    renew: () => orNoAnswer(signIn()),
    ensure: () => orNoAnswer(makeSure()),
    forget: async () => {
      await client.auth.stopAutoRefresh()
      for (const part of ['', '-user', '-code-verifier']) storage.removeItem(STORAGE_KEY + part)
    },
  }
}
