// The second factor at Auth: whether it is on, set up with an authenticator app, and removed. Never rejects.
import { isAuthError, type SupabaseClient } from '@supabase/supabase-js'

export type FactorProblem = 'not_offered' | 'wrong' | 'too_many' | 'unreachable' | 'unexpected'
export type FactorAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: FactorProblem }

/** What an authenticator app takes in, as a code to scan and to type. */
export type FactorOffer = { readonly id: string; readonly secret: string; readonly uri: string }

export type SecondFactorApi = {
  /** The id of the factor that is asked for at sign-in; null: none is. */
  current: () => Promise<FactorAnswer<string | null>>
  /** @param issuer the name under which the app lists it */
  begin: (issuer: string) => Promise<FactorAnswer<FactorOffer>>
  /** The first code sets it up; at sign-in, it opens the session. */
  prove: (id: string, code: string) => Promise<FactorAnswer<null>>
  remove: (id: string) => Promise<FactorAnswer<null>>
}

type Mfa = SupabaseClient['auth']['mfa']
type Outcome<T> = { data: T | null; error: unknown }

export function createSecondFactorApi(mfa: Mfa): SecondFactorApi {
  return {
    current: () => ask(mfa.listFactors(), ({ totp }) => totp[0]?.id ?? null),
    begin: async (issuer) => {
      // One that was begun and given up would be in the way.
      const listed = await ask(mfa.listFactors(), ({ all }) => all)
      if (!listed.ok) return listed
      for (const { id, status } of listed.value) {
        if (status === 'unverified') await ask(mfa.unenroll({ factorId: id }), () => null)
      }
      return ask(mfa.enroll({ factorType: 'totp', issuer }), ({ id, totp }) => ({
        ...{ id, secret: totp.secret },
        uri: totp.uri,
      }))
    },
    prove: (id, code) => ask(mfa.challengeAndVerify({ factorId: id, code }), () => null),
    remove: (id) => ask(mfa.unenroll({ factorId: id }), () => null),
  }
}

async function ask<T, V>(
  asked: Promise<Outcome<T>>,
  read: (data: T) => V,
): Promise<FactorAnswer<V>> {
  try {
    const { data, error } = await asked
    return data === null || error !== null
      ? { ok: false, problem: problemOf(error) }
      : { ok: true, value: read(data) }
  } catch (error) {
    return { ok: false, problem: problemOf(error) }
  }
}

export function problemOf(error: unknown): FactorProblem {
  if (!isAuthError(error)) return 'unexpected'
  const { code, status = 0 } = error
  if (code === 'mfa_totp_enroll_not_enabled' || code === 'mfa_totp_verify_not_enabled') {
    return 'not_offered'
  }
  if (code === 'mfa_verification_failed' || code === 'mfa_challenge_expired') return 'wrong'
  if (status === 429) return 'too_many'
  if (status === 0 || status >= 502) return 'unreachable'
  return 'unexpected'
}
