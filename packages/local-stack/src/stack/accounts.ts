// What a stack needs in its tables before first use: the signing key's public half, and an owner.
import { ed25519Noble } from '@maguey/ticket-core/ed25519-noble'
import type { Sql } from 'postgres'
import type { Secrets } from '../database/secrets.ts'

/** Safe to call on every start: an account that exists keeps the password and the role that it has by now. */
export async function ensureAccounts(sql: Sql, secrets: Secrets): Promise<void> {
  const { signingKeyId, signingSeed, managerEmail, managerPassword } = secrets
  const publicKey = await ed25519Noble.publicKeyOf(Buffer.from(signingSeed, 'base64url'))
  const publicText = Buffer.from(publicKey).toString('base64url')
  await sql`select public.register_signing_key(${signingKeyId}, ${publicText})`
  await sql`
    select internal.ensure_staff_member(${managerEmail}, ${managerPassword}, 'Manager', 'admin')
    where not exists (select from auth.users where email = lower(${managerEmail}))`
}

/** Whether the owner still signs in with the password that the account was made with. */
export async function hasFirstPassword(
  sql: Sql,
  { email, password }: { email: string; password: string },
): Promise<boolean> {
  const [row] = await sql<{ same: boolean }[]>`
    select u.encrypted_password = extensions.crypt(${password}, u.encrypted_password) as same
    from auth.users u where u.email = lower(${email})`
  return row?.same ?? false
}
