// The keys of one local stack, made once and kept in secrets.json, which only its owner may read.

import { randomBytes, randomInt } from 'node:crypto'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CROCKFORD_ALPHABET } from '@maguey/ticket-core/crockford'
import * as v from 'valibot'

const Secrets = v.object({
  databasePassword: v.string(),
  publishableKey: v.string(),
  secretKey: v.string(),
  jwtSecret: v.string(),
  /** Two Crockford characters: the key id inside each QR text. */
  signingKeyId: v.string(),
  /** base64url of the 32-byte Ed25519 seed. */
  signingSeed: v.string(),
  orderTokenSecret: v.string(),
  workerSecret: v.string(),
  stripeSecretKey: v.string(),
  stripeWebhookSecret: v.string(),
  mailApiKey: v.string(),
  managerEmail: v.string(),
  managerPassword: v.string(),
})

export type Secrets = v.InferOutput<typeof Secrets>

/** Reads the folder's secrets; makes the missing ones and keeps the others. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  await mkdir(dataDir, { recursive: true })
  const file = join(dataDir, 'secrets.json')
  const kept = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Partial<Secrets>
  const secrets = v.parse(Secrets, { ...makeSecrets(), ...kept })
  await writePrivateJson(file, secrets)
  return secrets
}

/** Atomic, and never readable by others, not even for a moment. */
export async function writePrivateJson(file: string, value: unknown): Promise<void> {
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  await chmod(draft, 0o600)
  await rename(draft, file)
}

const secret = (bytes: number) => randomBytes(bytes).toString('base64url')
const letters = (length: number, alphabet = CROCKFORD_ALPHABET) =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')

function makeSecrets(): Secrets {
  return {
    databasePassword: letters(24),
    publishableKey: `sb_publishable_${letters(28).toLowerCase()}`,
    secretKey: `sb_secret_${letters(32).toLowerCase()}`,
    jwtSecret: secret(48),
    signingKeyId: letters(2),
    signingSeed: secret(32),
    orderTokenSecret: secret(32),
    workerSecret: secret(32),
    stripeSecretKey: `sk_test_${letters(32).toLowerCase()}`,
    stripeWebhookSecret: `whsec_${letters(32).toLowerCase()}`,
    mailApiKey: `re_${letters(24).toLowerCase()}`,
    managerEmail: 'manager@maguey.test',
    // Short enough to type on a phone: 60 bits.
    managerPassword: [letters(4), letters(4), letters(4)].join('-').toLowerCase(),
  }
}
