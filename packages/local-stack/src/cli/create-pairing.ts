// A pairing code for tonight's event, made the way a manager makes one: signed in, through the API.
import type { Stack } from '../start-stack.ts'

export type Pairing = { code: string; link: string; eventName: string; expiresMs: number }

/** null when no published night is on, so there is nothing to pair for. Throws when the API refuses. */
export async function createPairing({ info, sql }: Stack): Promise<Pairing | null> {
  const [tonight] = await sql<{ id: string; name: string }[]>`
    select id, name from public.events
    where status = 'published' and ends_at > now()
    order by doors_open_at limit 1`
  if (!tonight) return null
  const post = async (path: string, body: unknown, token = info.publishableKey) => {
    const response = await fetch(info.local.apiUrl + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        apikey: info.publishableKey,
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
    return response.json()
  }
  const session = await post('/auth/v1/token?grant_type=password', info.manager)
  const made = await post(
    '/rest/v1/rpc/create_pairing_code',
    { p_event_ids: [tonight.id], p_gate_id: null, p_device_name: 'Phone 1' },
    session.access_token,
  )
  return {
    code: made.code,
    link: `${info.scannerUrl}/pair#${made.code}`,
    eventName: tonight.name,
    expiresMs: Date.parse(made.expires_at),
  }
}

/** A code that no longer exists counts as used. */
export async function isPairingUsed({ sql }: Stack, code: string): Promise<boolean> {
  const [row] = await sql<{ usable: boolean }[]>`
    select exists (
      select from public.pairing_codes c join public.events e on e.id = c.event_ids[1]
      where c.code_hash = internal.hash_code(${code}) and c.used_at is null and e.ends_at > now()
    ) as usable`
  return !row?.usable
}
