// What a user may do on a private topic, by the policies on realtime.messages, checked the way the hosted server does.
import { randomUUID } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import type { Claims } from './tokens.ts'

type Permission = { read: boolean; write: boolean }
export type Access = { broadcast: Permission; presence: Permission }

/** The part of a channel that access needs. */
type Listener = { topic: string; claims: Claims; access: Access; close(reason: string): void }

const allowed: Permission = { read: true, write: true }
/** For public topics and the service role. */
export const fullAccess: Access = { broadcast: allowed, presence: allowed }

/**
 * Writes a row of each kind as owner, reads them back as the user, then tries to write as the user; all rolled back.
 * Roles come from a verified token, and only these three are ever assumed.
 */
export async function askAccess(sql: Sql, topic: string, claims: Claims): Promise<Access> {
  if (claims.role === 'service_role') return fullAccess
  if (claims.role !== 'authenticated' && claims.role !== 'anon') {
    return { broadcast: { read: false, write: false }, presence: { read: false, write: false } }
  }
  return inRolledBackTransaction(sql, async (transaction) => {
    const ids = { broadcast: randomUUID(), presence: randomUUID() }
    await transaction`
      insert into realtime.messages (id, topic, extension, private)
      values (${ids.broadcast}, ${topic}, 'broadcast', true), (${ids.presence}, ${topic}, 'presence', true)`
    await becomeUser(transaction, topic, claims)
    const rows = await transaction<{ id: string }[]>`
      select id from realtime.messages where id in (${ids.broadcast}, ${ids.presence})`
    const seen = new Set(rows.map((row) => row.id))
    return {
      broadcast: {
        read: seen.has(ids.broadcast),
        write: await mayWrite(transaction, topic, 'broadcast'),
      },
      presence: {
        read: seen.has(ids.presence),
        write: await mayWrite(transaction, topic, 'presence'),
      },
    }
  })
}

export const unauthorised = (topic: string): string =>
  `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`

/** Rechecks an existing join, and ends it when its user may no longer listen. */
export async function stillAllowed(sql: Sql, channel: Listener): Promise<boolean> {
  channel.access = await askAccess(sql, channel.topic, channel.claims)
  const allowed = channel.access.broadcast.read || channel.access.presence.read
  if (!allowed) channel.close(unauthorised(channel.topic))
  return allowed
}

async function becomeUser(sql: TransactionSql, topic: string, claims: Claims): Promise<void> {
  await sql`
    select
      set_config('realtime.topic', ${topic}, true),
      set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
      set_config('request.jwt.claim.sub', ${claims.sub ?? ''}, true),
      set_config('request.jwt.claim.role', ${claims.role}, true),
      set_config('role', ${claims.role}, true)`
}

async function mayWrite(sql: TransactionSql, topic: string, extension: string): Promise<boolean> {
  try {
    await sql.savepoint(
      (inner) =>
        inner`insert into realtime.messages (topic, extension, private) values (${topic}, ${extension}, true)`,
    )
    return true
  } catch (error) {
    const insufficientPrivilege = '42501'
    if ((error as { code?: string }).code === insufficientPrivilege) return false
    throw error
  }
}

class RolledBack<T> extends Error {
  readonly result: T
  constructor(result: T) {
    super('rolled back on purpose')
    this.result = result
  }
}

async function inRolledBackTransaction<T>(
  sql: Sql,
  work: (transaction: TransactionSql) => Promise<T>,
): Promise<T> {
  try {
    await sql.begin(async (transaction) => {
      throw new RolledBack(await work(transaction))
    })
  } catch (error) {
    if (error instanceof RolledBack) return error.result
    throw error
  }
  throw new Error('the transaction was not rolled back')
}
