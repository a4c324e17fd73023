// The keys of the wallets, which come as PEM: all of a wallet's settings, or none of them.
import * as v from 'valibot'
import type { AppleWallet } from './passes/apple-pass.ts'
import type { GoogleWallet } from './passes/google-pass.ts'

/** Also on one line, with `\n` written out, as many dashboards keep it. */
const pem = (label: string) =>
  v.pipe(
    v.string(),
    v.transform((text) => derOf(text, label)),
    v.custom<Uint8Array<ArrayBuffer>>(
      (der) => der instanceof Uint8Array && der.length > 0,
      `must be a PEM ${label}`,
    ),
  )

const text = v.pipe(v.string(), v.trim(), v.minLength(1))

const address = v.pipe(
  text,
  v.regex(/^https?:\/\/[^\s]+$/, 'must be an http(s) address'),
  v.transform((url) => url.replace(/\/+$/, '')),
)

export const walletSettings = {
  /** `pass.example.club` */
  APPLE_PASS_TYPE_ID: v.optional(v.pipe(text, v.regex(/^pass\.[A-Za-z0-9.-]+$/, 'must be pass.…'))),
  APPLE_TEAM_ID: v.optional(v.pipe(text, v.regex(/^[A-Z0-9]{10}$/, 'must have 10 characters'))),
  /** The pass type's certificate, its RSA key as PKCS #8, and Apple's WWDR certificate that signed it. */
  APPLE_PASS_CERTIFICATE: v.optional(pem('CERTIFICATE')),
  APPLE_PASS_KEY: v.optional(pem('PRIVATE KEY')),
  APPLE_WWDR_CERTIFICATE: v.optional(pem('CERTIFICATE')),
  GOOGLE_WALLET_ISSUER_ID: v.optional(v.pipe(text, v.regex(/^\d+$/, 'must be a number'))),
  /** `client_email` and `private_key` of the service account. */
  GOOGLE_WALLET_ACCOUNT: v.optional(v.pipe(text, v.email('must be an e-mail address'))),
  GOOGLE_WALLET_KEY: v.optional(pem('PRIVATE KEY')),
  /** Where the wallets' owners are told of changes. */
  APPLE_PUSH_BASE: v.optional(address, 'https://api.push.apple.com'),
  GOOGLE_WALLET_API_BASE: v.optional(address, 'https://walletobjects.googleapis.com'),
  GOOGLE_TOKEN_URL: v.optional(address, 'https://oauth2.googleapis.com/token'),
}

export const APPLE_KEYS = [
  'APPLE_PASS_TYPE_ID',
  'APPLE_TEAM_ID',
  'APPLE_PASS_CERTIFICATE',
  'APPLE_PASS_KEY',
  'APPLE_WWDR_CERTIFICATE',
] as const
export const GOOGLE_KEYS = [
  'GOOGLE_WALLET_ISSUER_ID',
  'GOOGLE_WALLET_ACCOUNT',
  'GOOGLE_WALLET_KEY',
] as const

export const WALLET_BASES = [
  'APPLE_PUSH_BASE',
  'GOOGLE_WALLET_API_BASE',
  'GOOGLE_TOKEN_URL',
] as const

export type WalletSettings = v.InferOutput<v.ObjectSchema<typeof walletSettings, undefined>>

export type Wallets = { apple?: AppleWallet; google?: GoogleWallet }

/** The keys that are missing where their wallet's others are there. */
export function missingWalletKeys(settings: WalletSettings): (keyof WalletSettings)[] {
  return [APPLE_KEYS, GOOGLE_KEYS].flatMap((keys) => {
    const missing = keys.filter((key) => settings[key] === undefined)
    return missing.length === keys.length ? [] : missing
  })
}

export function walletsOf(settings: WalletSettings): Wallets {
  const wallets: Wallets = {}
  const { APPLE_PASS_TYPE_ID: passTypeId, APPLE_TEAM_ID: teamId } = settings
  const { APPLE_PASS_CERTIFICATE: certificate, APPLE_PASS_KEY: appleKey } = settings
  const { APPLE_WWDR_CERTIFICATE: issuer } = settings
  if (passTypeId && teamId && certificate && appleKey && issuer)
    wallets.apple = { passTypeId, teamId, signer: { certificate, key: appleKey, issuer } }
  const { GOOGLE_WALLET_ISSUER_ID: issuerId, GOOGLE_WALLET_ACCOUNT: account } = settings
  const { GOOGLE_WALLET_KEY: key } = settings
  if (issuerId && account && key) wallets.google = { issuerId, account, key }
  return wallets
}

/** Empty for anything that isn't PEM of that kind. */
function derOf(text: string, label: string): Uint8Array<ArrayBuffer> {
  const body = new RegExp(`-----BEGIN ${label}-----([\\s\\S]+?)-----END ${label}-----`).exec(
    text.replaceAll('\\n', '\n'),
  )?.[1]
  try {
    return Uint8Array.from(atob((body ?? '').replace(/\s+/g, '')), (byte) => byte.charCodeAt(0))
  } catch {
    return new Uint8Array()
  }
}
