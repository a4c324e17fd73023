// The phone's own sign-in. It renews itself in silence; whoever holds the phone is never asked for anything.

import type { SessionState } from '@maguey/wire/join-topic'
import type { SupabaseClient } from '@supabase/supabase-js'
import type { MetaValues } from '#db/rows.ts'
import { withDeadline } from '#shared/load-once.ts'

export type DeviceSession = {
  /** Never rejects. `refused`: our server knows this sign-in no more, or there is none. */
  ensure: () => Promise<SessionState>
  /** Signs in anew, after the server did not believe the session. Never rejects. */
  renew: () => Promise<SessionState>
  /** Takes the sign-in out of this phone's local storage. The server is not asked: it may be the one that sent us away. */
  forget: () => Promise<void>
}

type AuthPart = {
  auth: Pick<SupabaseClient['auth'], 'getSession' | 'signInWithPassword' | 'stopAutoRefresh'>
}

/** Where the phone's sign-in is kept; a manager's is elsewhere. */
export const STORAGE_KEY = 'maguey.door.session'

/** Renewing a token may take a request, signing in anew one more. */
const WITHIN_MS = 25_000

/** Only the auth server's own words refuse; a wifi's sign-in page says 400 too. */
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
    // A session of an earlier pairing must not speak for this one.
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
