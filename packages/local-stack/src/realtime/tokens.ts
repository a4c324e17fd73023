// Whom a token authenticates.
import { errors, jwtVerify } from 'jose'

export type Claims = { role: string; sub?: string; exp?: number; [claim: string]: unknown }

export type ProjectKeys = { publishableKey: string; secretKey: string; jwtSecret: string }

export type TokenReading =
  | { ok: true; claims: Claims }
  /** The hosted server's own wording: clients match on it. */
  | { ok: false; reason: string }

/** Accepts both API keys and access tokens (HS256). No token means `anon`. */
export async function readToken(token: unknown, keys: ProjectKeys): Promise<TokenReading> {
  if (!token || token === keys.publishableKey) return { ok: true, claims: { role: 'anon' } }
  if (token === keys.secretKey) return { ok: true, claims: { role: 'service_role' } }
  const secret = new TextEncoder().encode(keys.jwtSecret)
  try {
    const { payload } = await jwtVerify(String(token), secret, { algorithms: ['HS256'] })
    if (typeof payload.role !== 'string' || typeof payload.exp !== 'number') {
      return { ok: false, reason: 'Fields `role` and `exp` are required in JWT' }
    }
    return { ok: true, claims: payload as Claims }
  } catch (error) {
    const expired = error instanceof errors.JWTExpired
    return {
      ok: false,
      reason: expired
        ? 'InvalidJWTToken: Token has expired'
        : 'JwtSignatureError: Failed to validate JWT signature',
    }
  }
}
