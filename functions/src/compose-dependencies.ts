// Gives the ports their adapters.
import { ed25519Noble } from '@maguey/ticket-core/ed25519-noble'
import { createApplePush } from './adapters/apple-push.ts'
import { createGooglePasses } from './adapters/google-wallet.ts'
import { createResendMail } from './adapters/resend-mail.ts'
import { createSmtpMail } from './adapters/smtp-mail.ts'
import { createStripePayments } from './adapters/stripe-payments.ts'
import { createSupabaseDatabase } from './adapters/supabase-database.ts'
import { createDoorPhone } from './adapters/supabase-door-phone.ts'
import { createSupabasePosters } from './adapters/supabase-posters.ts'
import { createStaffDesk } from './adapters/supabase-staff-desk.ts'
import { createClientAddress } from './app/client-address.ts'
import type { Config } from './config.ts'
import type {
  ClientAddress,
  ComposeMail,
  ComposeWaitingMail,
  Dependencies,
  Settings,
} from './dependencies.ts'
import { composeMail } from './mail/compose-mail.tsx'
import { composeWaitingMail } from './mail/waiting-mail.tsx'
import {
  type Clock,
  consoleLog,
  type Log,
  type RandomBytes,
  systemClock,
  systemRandomBytes,
} from './ports/clock.ts'
import type { Mail } from './ports/mail.ts'
import type { WalletUpdates } from './ports/wallet-updates.ts'
import { walletsOf } from './wallet-config.ts'

export type Runtime = {
  /** How the adapters reach the database, the payment provider and the mail provider. */
  fetch?: typeof fetch
  /** How many times Stripe's SDK retries on its own, with real pauses. Default: 2. */
  paymentRetries?: number
  /** How long the database and the payment provider are waited for. Default: 15 s and 20 s. */
  deadlineMs?: number
  composeMail?: ComposeMail
  composeWaitingMail?: ComposeWaitingMail
  clock?: Clock
  randomBytes?: RandomBytes
  log?: Log
  clientAddress?: ClientAddress
}

export function composeDependencies(config: Config, runtime: Runtime = {}): Dependencies {
  const { log = consoleLog, clock = systemClock } = runtime
  const supabase = {
    url: config.SUPABASE_URL,
    secretKey: config.SUPABASE_SECRET_KEY,
    log,
    fetch: runtime.fetch,
    deadlineMs: runtime.deadlineMs,
  }
  return {
    settings: settingsOf(config),
    database: createSupabaseDatabase(supabase),
    asStaff: (accessToken) => createStaffDesk(supabase, accessToken),
    asPhone: (accessToken) => createDoorPhone(supabase, accessToken),
    payments: createStripePayments({
      secretKey: config.STRIPE_SECRET_KEY,
      webhookSecrets: config.STRIPE_WEBHOOK_SECRET,
      apiBase: config.STRIPE_API_BASE,
      fetch: runtime.fetch,
      retries: runtime.paymentRetries,
      timeoutMs: runtime.deadlineMs,
    }),
    mail: openMail(config, clock, runtime.fetch),
    posters: createSupabasePosters(supabase),
    composeMail: runtime.composeMail ?? composeMail,
    composeWaitingMail: runtime.composeWaitingMail ?? composeWaitingMail,
    wallets: walletsOf(config),
    walletUpdates: openWallets(config, clock, runtime.fetch),
    clock,
    randomBytes: runtime.randomBytes ?? systemRandomBytes,
    log,
    clientAddress: runtime.clientAddress ?? createClientAddress(config.TRUSTED_ADDRESS_HEADER),
  }
}

function openMail(config: Config, { nowMs }: Clock, given: Runtime['fetch']): Mail {
  if (config.SMTP_URL !== undefined) return createSmtpMail({ url: config.SMTP_URL })
  return createResendMail({
    apiKey: config.RESEND_API_KEY ?? '',
    apiBase: config.RESEND_API_BASE,
    webhookSecret: config.RESEND_WEBHOOK_SECRET,
    nowMs,
    fetch: given,
  })
}

function openWallets(config: Config, { nowMs }: Clock, given: Runtime['fetch']): WalletUpdates {
  const { apple, google } = walletsOf(config)
  const { GOOGLE_WALLET_API_BASE: apiBase, GOOGLE_TOKEN_URL: tokenUrl } = config
  return {
    ...(apple && { apple: createApplePush({ ...apple, base: config.APPLE_PUSH_BASE }) }),
    ...(google && {
      google: createGooglePasses({ ...google, apiBase, tokenUrl, nowMs, fetch: given }),
    }),
  }
}

function settingsOf(config: Config): Settings {
  const { kid, seed } = config.SIGNING_KEY
  return {
    shopUrl: config.SHOP_URL,
    apiUrl: config.API_URL ?? config.SUPABASE_URL,
    scannerUrl: config.SCANNER_URL,
    backOfficeUrl: config.BACK_OFFICE_URL,
    mailFrom: config.MAIL_FROM,
    orderTokenSecret: config.ORDER_TOKEN_SECRET,
    workerSecret: config.WORKER_SECRET,
    rateLimitScale: config.RATE_LIMIT_SCALE,
    signing: { kid, sign: (message) => ed25519Noble.sign(seed, message) },
  }
}
