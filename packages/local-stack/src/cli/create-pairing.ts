// A pairing code for tonight's event, made in the name of a manager as the back office makes one.
import type { Stack } from '../start-stack.ts'

type PairingParts = { info: Pick<Stack['info'], 'scannerUrl'>; sql: Stack['sql'] }

export type Pairing = { code: string; link: string; eventName: string; expiresMs: number }

/** null when no published night is on, so there is nothing to pair for, or nobody is left who may pair. */
export async function createPairing({ info, sql }: PairingParts): Promise<Pairing | null> {
  const [tonight] = await sql<{ id: string; name: string }[]>`
    select id, name from public.events
    where status = 'published' and ends_at > now()
    order by doors_open_at limit 1`
  const [manager] = await sql<{ user_id: string }[]>`
    select user_id from public.staff_members
    where active and internal.role_rank(role) >= internal.role_rank('manager')
    order by internal.role_rank(role) desc, created_at limit 1`
  if (!tonight || !manager) return null
  const made = await sql.begin(async (tx) => {
    // aal2: who reads this terminal has the machine, and needs nobody's authenticator app.
    const claims = JSON.stringify({ role: 'authenticated', sub: manager.user_id, aal: 'aal2' })
    await tx`
      select set_config('request.jwt.claims', ${claims}, true),
        set_config('request.jwt.claim.sub', ${manager.user_id}, true),
        set_config('role', 'authenticated', true)`
    const [row] = await tx<{ code: string; expires_at: string }[]>`
      select made ->> 'code' as code, made ->> 'expires_at' as expires_at
      from public.create_pairing_code(array[${tonight.id}]::uuid[], null, 'Phone 1') made`
    return row
  })
  if (!made) return null
  return {
    code: made.code,
    link: `${info.scannerUrl}/pair#${made.code}`,
    eventName: tonight.name,
    expiresMs: Date.parse(made.expires_at),
  }
}

/** A code that no longer exists counts as used. */
export async function isPairingUsed({ sql }: Pick<Stack, 'sql'>, code: string): Promise<boolean> {
  const [row] = await sql<{ usable: boolean }[]>`
    select exists (
      select from public.pairing_codes c join public.events e on e.id = c.event_ids[1]
      where c.code_hash = internal.hash_code(${code}) and c.used_at is null and e.ends_at > now()
    ) as usable`
  return !row?.usable
}
