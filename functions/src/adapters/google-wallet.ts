// The port to Google Wallet's REST API, in the name of the service account.
// https://developers.google.com/wallet/reference/rest/v1/eventticketobject/update
// https://developers.google.com/identity/protocols/oauth2/service-account#httprest
import * as v from 'valibot'
import type { GoogleWallet } from '../passes/google-pass.ts'
import { readSigningKey, signedJwt } from '../passes/signed-jwt.ts'
import type { GooglePasses, ToldWallet } from '../ports/wallet-updates.ts'

const TIMEOUT_MS = 5_000
const SCOPE = 'https://www.googleapis.com/auth/wallet_object.issuer'
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
/** The longest that Google allows. */
const GRANT_SECONDS = 3600
/** A token, which lasts an hour, is used for so long. */
const KEPT_MS = 50 * 60_000

export type GoogleWalletOptions = Pick<GoogleWallet, 'account' | 'key'> & {
  apiBase: string
  tokenUrl: string
  nowMs: () => number
  timeoutMs?: number
  /** Absent: the platform's. */
  fetch?: typeof fetch | undefined
}

export function createGooglePasses(options: GoogleWalletOptions): GooglePasses {
  const { apiBase, nowMs, timeoutMs = TIMEOUT_MS, fetch = globalThis.fetch } = options
  let token: ReturnType<typeof askForToken> | undefined
  let renewAtMs = 0
  const currentToken = () => {
    if (token === undefined || nowMs() >= renewAtMs) {
      token = askForToken(options)
      renewAtMs = nowMs() + KEPT_MS
    }
    return token
  }
  return {
    async replace(kind, id, shown) {
      const bearer = await currentToken()
      if (typeof bearer !== 'string') {
        token = undefined
        return bearer
      }
      try {
        const answer = await fetch(`${apiBase}/walletobjects/v1/${kind}/${id}`, {
          method: 'PUT',
          headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
          body: JSON.stringify(shown),
          signal: AbortSignal.timeout(timeoutMs),
        })
        await answer.body?.cancel()
        if (answer.status === 401) token = undefined
        return answer.ok || answer.status === 404 ? { ok: true } : refusalOf(answer.status)
      } catch {
        return UNREACHABLE
      }
    },
  }
}

const UNREACHABLE: ToldWallet = { ok: false, reason: 'google_unreachable', away: true }

/** 400 is about this one; what else it refuses concerns all. */
const refusalOf = (status: number): ToldWallet => ({
  ok: false,
  reason: `google_${status}`,
  away: status !== 400,
})

const tokenSchema = v.object({ access_token: v.string() })

/** Never rejects. */
async function askForToken(options: GoogleWalletOptions): Promise<string | ToldWallet> {
  const { account, key, tokenUrl, nowMs, timeoutMs = TIMEOUT_MS } = options
  const { fetch = globalThis.fetch } = options
  const iat = Math.floor(nowMs() / 1000)
  try {
    const claims = { iss: account, scope: SCOPE, aud: tokenUrl, iat, exp: iat + GRANT_SECONDS }
    const assertion = await signedJwt(claims, await readSigningKey(key))
    const answer = await fetch(tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: GRANT, assertion }).toString(),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const body: unknown = await answer.json().catch(() => null)
    if (!answer.ok || !v.is(tokenSchema, body))
      return { ok: false, reason: `google_token_${answer.status}`, away: true }
    return body.access_token
  } catch {
    return UNREACHABLE
  }
}
