// The environment that the functions get: this stack's own parts, or the real services that the user configured.
import { APPLE_KEYS, GOOGLE_KEYS, WALLET_BASES } from '@maguey/functions/wallet-config'
import type { Secrets } from '../database/secrets.ts'
import { type Environment, hasRealMail } from './environment.ts'

export type Addresses = {
  apiUrl: string
  shopUrl: string
  scannerUrl: string
  backOfficeUrl: string
  inboxUrl: string
  stripeUrl: string
}

/** Uses real Stripe and Resend when their key is set: no base URL, no local secret. `env` must have been checked. */
export function functionsEnvironment(
  addresses: Addresses,
  supabase: { url: string; secretKey: string },
  secrets: Secrets,
  env: Environment,
): Record<string, string> {
  return {
    SUPABASE_URL: supabase.url,
    SUPABASE_SECRET_KEY: supabase.secretKey,
    SHOP_URL: addresses.shopUrl,
    API_URL: addresses.apiUrl,
    SCANNER_URL: addresses.scannerUrl,
    BACK_OFFICE_URL: addresses.backOfficeUrl,
    ORDER_TOKEN_SECRET: env.ORDER_TOKEN_SECRET || secrets.orderTokenSecret,
    SIGNING_KEY: env.SIGNING_KEY || `${secrets.signingKeyId}:${secrets.signingSeed}`,
    WORKER_SECRET: secrets.workerSecret,
    ...(env.RATE_LIMIT_SCALE ? { RATE_LIMIT_SCALE: env.RATE_LIMIT_SCALE } : {}),
    ...stripeSettings(addresses, secrets, env),
    ...mailSettings(addresses, secrets, env),
    ...walletSettings(env),
  }
}

function stripeSettings({ stripeUrl }: Addresses, secrets: Secrets, env: Environment) {
  if (!env.STRIPE_SECRET_KEY) {
    return {
      STRIPE_SECRET_KEY: secrets.stripeSecretKey,
      STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
      STRIPE_API_BASE: stripeUrl,
    }
  }
  return {
    STRIPE_SECRET_KEY: env.STRIPE_SECRET_KEY,
    STRIPE_WEBHOOK_SECRET: env.STRIPE_WEBHOOK_SECRET ?? '',
  }
}

function mailSettings({ inboxUrl }: Addresses, secrets: Secrets, env: Environment) {
  if (!hasRealMail(env)) {
    return {
      RESEND_API_KEY: secrets.mailApiKey,
      RESEND_API_BASE: inboxUrl,
      MAIL_FROM: env.MAIL_FROM || 'Maguey <tickets@maguey.test>',
    }
  }
  return {
    RESEND_API_KEY: env.RESEND_API_KEY ?? '',
    RESEND_WEBHOOK_SECRET: env.RESEND_WEBHOOK_SECRET ?? '',
    SMTP_URL: env.SMTP_URL ?? '',
    MAIL_FROM: env.MAIL_FROM ?? '',
  }
}

/** Passes are made only with real keys. */
function walletSettings(env: Environment) {
  const keys = [...APPLE_KEYS, ...GOOGLE_KEYS, ...WALLET_BASES]
  return Object.fromEntries(keys.flatMap((key) => (env[key] ? [[key, env[key]]] : [])))
}
