// The phone's own sign-in. It renews itself in silence; whoever holds the phone is never asked for anything.
import type { SupabaseClient } from '@supabase/supabase-js'
import type { MetaValues } from '#db/rows.ts'

export type DeviceSession = {
  /** True when calls will be made as this phone. False without network, pairing, or when the server refuses it. */
  ensure: () => Promise<boolean>
  /** Signs in anew, after the server did not believe the session. */
  renew: () => Promise<boolean>
}

type AuthPart = { auth: Pick<SupabaseClient['auth'], 'getSession' | 'signInWithPassword'> }

export function createDeviceSession(
  client: AuthPart,
  readCredential: () => Promise<MetaValues['credential'] | undefined>,
): DeviceSession {
  const renew = async (): Promise<boolean> => {
    const credential = await readCredential()
    if (!credential) return false
    const { email, password } = credential
    const { data } = await client.auth.signInWithPassword({ email, password })
    return data.session !== null
  }
  return {
    renew,
    ensure: async () => {
      const [{ data }, credential] = await Promise.all([client.auth.getSession(), readCredential()])
      // A session of an earlier pairing must not speak for this one.
      const isOurs = data.session?.user.email === credential?.email
      return data.session !== null && isOurs ? true : await renew()
    },
  }
}
