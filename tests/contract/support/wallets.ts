// Keys of both wallets for a test, the wallets' owners, and what is in a pass that was made with these keys.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCertificates, pemOf } from '@maguey/functions/testing/make-certificate'
import { type ApplePushSimulator, openApplePush } from './apple-push.ts'
import { type GoogleWalletSimulator, openGoogleWallet } from './google-wallet.ts'

export const PASS_TYPE_ID = 'pass.example.maguey'
const ACCOUNT = 'wallet@maguey.iam.gserviceaccount.com'

export type WalletOwners = {
  google: GoogleWalletSimulator
  apple: ApplePushSimulator
  /** The functions' settings that switch both kinds of pass on. */
  settings: Record<string, string>
  close(): Promise<void>
}

export async function openWallets(): Promise<WalletOwners> {
  const { authority, pass } = await makeCertificates()
  const key = pemOf(pass.key, 'PRIVATE KEY')
  const [google, apple] = await Promise.all([
    openGoogleWallet({ account: ACCOUNT, key }),
    openApplePush(PASS_TYPE_ID),
  ])
  const settings = {
    APPLE_PASS_TYPE_ID: PASS_TYPE_ID,
    APPLE_TEAM_ID: 'A1B2C3D4E5',
    APPLE_PASS_CERTIFICATE: pemOf(pass.certificate, 'CERTIFICATE'),
    APPLE_PASS_KEY: key,
    // On one line, as dashboards keep it.
    APPLE_WWDR_CERTIFICATE: pemOf(authority.certificate, 'CERTIFICATE').replaceAll('\n', '\\n'),
    APPLE_PUSH_BASE: apple.url,
    GOOGLE_WALLET_ISSUER_ID: '3388000000012345678',
    GOOGLE_WALLET_ACCOUNT: ACCOUNT,
    GOOGLE_WALLET_KEY: key,
    GOOGLE_WALLET_API_BASE: google.url,
    GOOGLE_TOKEN_URL: `${google.url}/token`,
  }
  const close = async () => {
    await Promise.all([google.close(), apple.close()])
  }
  return { google, apple, settings, close }
}

type ApplePass = {
  serialNumber: string
  authenticationToken: string
  webServiceURL: string
  voided?: boolean
  barcodes: { message: string }[]
  eventTicket: { headerFields: { value: string }[] }
}

/** What a `.pkpass` says, by an unzip that had no part in making it. */
export function readPass(bytes: Uint8Array): ApplePass {
  const folder = mkdtempSync(join(tmpdir(), 'maguey-pass-'))
  try {
    writeFileSync(join(folder, 'ticket.pkpass'), bytes)
    const pass = execFileSync('unzip', ['-p', join(folder, 'ticket.pkpass'), 'pass.json'])
    return JSON.parse(pass.toString())
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The text of the code that Google's page saves. */
export function codeInLink(url: string): string {
  const claims = Buffer.from(url.split('.')[3] ?? '', 'base64url').toString()
  return JSON.parse(claims).payload.eventTicketObjects[0].barcode.value
}
