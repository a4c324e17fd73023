// A code that pairs a phone with a gate of tonight's night, made through the API as a manager makes it.
import { nodeSocket } from '@maguey/local-stack/realtime/node-socket'
import type { Stack } from '@maguey/local-stack/start-stack'
import { createClient } from '@supabase/supabase-js'

export async function pairingCode(stack: Stack, name = 'Old page'): Promise<string> {
  const client = createClient(stack.info.apiUrl, stack.info.publishableKey, {
    realtime: { transport: nodeSocket },
  })
  await client.auth.signInWithPassword(stack.info.manager)
  const [event] = await stack.sql`select e.id, g.id as gate from public.events e
    join public.gates g on g.event_id = e.id where e.slug like 'perreo-%' and g.admits is null limit 1`
  const { data } = await client.rpc('create_pairing_code', {
    p_event_ids: [event?.id],
    p_gate_id: event?.gate,
    p_device_name: name,
  })
  return (data as { code: string }).code
}
