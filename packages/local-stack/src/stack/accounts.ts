// What a stack needs in its tables before first use: the signing key's public half, and an owner.
import { ed25519Noble } from '@maguey/ticket-core/ed25519-noble'
import type { Sql } from 'postgres'
import type { Secrets } from '../database/secrets.ts'

/** Safe to call on every start. */
export async function ensureAccounts(sql: Sql, secrets: Secrets): Promise<void> {
  const { signingKeyId, signingSeed, managerEmail, managerPassword } = secrets
  const publicKey = await ed25519Noble.publicKeyOf(Buffer.from(signingSeed, 'base64url'))
  const publicText = Buffer.from(publicKey).toString('base64url')
  await sql`select public.register_signing_key(${signingKeyId}, ${publicText})`
  await sql`
    select internal.ensure_staff_member(${managerEmail}, ${managerPassword}, 'Manager', 'admin')`
}
