// Keys of both wallets for a test, and what is in a pass that was made with them.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCertificates, pemOf } from '@maguey/functions/testing/make-certificate'

/** The functions' settings that switch both kinds of pass on. */
export async function walletSettings(): Promise<Record<string, string>> {
  const { authority, pass } = await makeCertificates()
  return {
    APPLE_PASS_TYPE_ID: 'pass.example.maguey',
    APPLE_TEAM_ID: 'A1B2C3D4E5',
    APPLE_PASS_CERTIFICATE: pemOf(pass.certificate, 'CERTIFICATE'),
    APPLE_PASS_KEY: pemOf(pass.key, 'PRIVATE KEY'),
    // On one line, as dashboards keep it.
    APPLE_WWDR_CERTIFICATE: pemOf(authority.certificate, 'CERTIFICATE').replaceAll('\n', '\\n'),
    GOOGLE_WALLET_ISSUER_ID: '3388000000012345678',
    GOOGLE_WALLET_ACCOUNT: 'wallet@maguey.iam.gserviceaccount.com',
    GOOGLE_WALLET_KEY: pemOf(pass.key, 'PRIVATE KEY'),
  }
}

/** The text of the code in a `.pkpass`, by an unzip that had no part in making it. */
export function codeInPass(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'maguey-pass-'))
  try {
    writeFileSync(join(folder, 'ticket.pkpass'), bytes)
    const pass = execFileSync('unzip', ['-p', join(folder, 'ticket.pkpass'), 'pass.json'])
    return JSON.parse(pass.toString()).barcodes[0].message
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The text of the code that Google's page saves. */
export function codeInLink(url: string): string {
  const claims = Buffer.from(url.split('.')[3] ?? '', 'base64url').toString()
  return JSON.parse(claims).payload.eventTicketObjects[0].barcode.value
}
