// What the use cases and apps are given: ports, settings, and nothing global.
import type { ClubFace } from '@maguey/wire/club'
import type { MailJob } from '@maguey/wire/mail'
import type { WaitingMail } from '@maguey/wire/waiting-list'
import type { Clock, Log, RandomBytes } from './ports/clock.ts'
import type { Database } from './ports/database.ts'
import type { DoorPhone } from './ports/door-phone.ts'
import type { Mail, MailContent } from './ports/mail.ts'
import type { Payments } from './ports/payments.ts'
import type { Posters } from './ports/posters.ts'
import type { StaffDesk } from './ports/staff-desk.ts'
import type { WalletUpdates } from './ports/wallet-updates.ts'
import type { Wallets } from './wallet-config.ts'

export type Settings = {
  shopUrl: string
  /** Where `/functions/v1/api` is, as mail programs reach it. */
  apiUrl: string
  scannerUrl: string
  backOfficeUrl: string
  mailFrom: string
  orderTokenSecret: string
  workerSecret: string
  rateLimitScale: number
  signing: { kid: string; sign: (message: Uint8Array) => Uint8Array | Promise<Uint8Array> }
}

/** Calls nobody: the same job and club give the same bytes. Without a club: as one without a face. */
export type ComposeMail = (
  job: MailJob,
  settings: Pick<Settings, 'shopUrl' | 'apiUrl' | 'orderTokenSecret'>,
  club?: ClubFace,
) => Promise<MailContent>

/** As `ComposeMail`, for the mail that confirms a place on a waiting list. */
export type ComposeWaitingMail = (
  job: WaitingMail,
  settings: Pick<Settings, 'shopUrl' | 'apiUrl' | 'orderTokenSecret'>,
  club: ClubFace,
) => Promise<MailContent>

/** The caller's network address as the host vouches for it; null when the host does not know. */
export type ClientAddress = (request: Request, env: unknown) => string | null

export type Dependencies = {
  settings: Settings
  database: Database
  /** The database in the name of whoever holds this access token. */
  asStaff: (accessToken: string) => StaffDesk
  asPhone: (accessToken: string) => DoorPhone
  payments: Payments
  mail: Mail
  posters: Posters
  composeMail: ComposeMail
  composeWaitingMail: ComposeWaitingMail
  /** Those that the installation has the keys for. */
  wallets: Wallets
  walletUpdates: WalletUpdates
  clock: Clock
  randomBytes: RandomBytes
  log: Log
  clientAddress: ClientAddress
}
