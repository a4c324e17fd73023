// The sync loop's network on Supabase: two SQL functions and one private Realtime topic. Never rejects.
import type { RealtimeChannel } from '@supabase/supabase-js'
import * as v from 'valibot'
import type { NudgedTicket } from '#db/apply-nudge.ts'
import { entryFrom, pullAnswerSchema, pulledPage } from './pull-wire.ts'
import { pushAnswerSchema, scanAnswers, scanRecord } from './push-wire.ts'
import type { PhoneReport, SyncNetwork } from './sync-ports.ts'
import { callSyncRpc, type RpcDeps } from './sync-rpc.ts'

/** Rows in one page: a transaction of this size does not hold up a scan that comes meanwhile. */
const PAGE_ROWS = 2_000

const nudgeSchema = v.object({
  tickets: v.array(
    v.object({
      ticket_id: v.string(),
      presence: v.picklist(['never', 'inside', 'left']),
      entry_scan: v.nullable(v.string()),
      entered_at: v.nullable(v.number()),
      entry_gate: v.nullable(v.string()),
      entry_device: v.nullable(v.string()),
    }),
  ),
})

export function nudgedTickets(payload: unknown): NudgedTicket[] {
  const parsed = v.safeParse(nudgeSchema, payload)
  if (!parsed.success) return []
  return parsed.output.tickets.map((ticket) => ({
    ticketId: ticket.ticket_id,
    presence: ticket.presence,
    entry: entryFrom(ticket),
  }))
}

export type NetworkDeps = RpcDeps & {
  /** What only the platform knows of this phone; battery from 0 to 1. */
  platform: () => Promise<{ battery: number | null; appVersion: string }>
}

export function createSupabaseNetwork(deps: NetworkDeps): SyncNetwork {
  const reportWire = async (report: PhoneReport) => {
    const { battery, appVersion } = await deps.platform()
    return {
      queue_length: report.queueLength,
      list_age_ms: report.listAgeMs,
      gate_id: report.gateId,
      clock_offset_ms: report.clockOffsetMs,
      battery,
      app_version: appVersion,
    }
  }

  return {
    push: async (scans) => {
      const answer = await callSyncRpc(
        deps,
        'scanner_push',
        { scans: scans.map(scanRecord) },
        pushAnswerSchema,
      )
      return answer.ok ? { ok: true, answers: scanAnswers(answer.value) } : answer
    },
    pull: async ({ eventId, cursor, report }) => {
      const args = {
        p_event_id: eventId,
        p_cursor: cursor,
        p_limit: PAGE_ROWS,
        p_report: await reportWire(report),
      }
      const answer = await callSyncRpc(deps, 'scanner_pull', args, pullAnswerSchema)
      if (!answer.ok) return { ok: false }
      const serverNowMs = answer.value.server_now
      if (answer.value.revoked) return { ok: true, revoked: true, serverNowMs }
      return { ok: true, revoked: false, serverNowMs, page: pulledPage(answer.value) }
    },
    listen: (eventId, onNudge) => listenToEvent(deps.client, eventId, onNudge),
  }
}

function listenToEvent(
  client: NetworkDeps['client'],
  eventId: string,
  onNudge: (tickets: NudgedTicket[]) => void,
): () => void {
  let stopped = false
  let leave = () => {}
  const join = async () => {
    const supabase = await client()
    if (stopped) return
    await supabase.realtime.setAuth()
    const channel: RealtimeChannel = supabase
      .channel(`event:${eventId}`, { config: { private: true } })
      .on('broadcast', { event: 'scans' }, (message) => onNudge(nudgedTickets(message.payload)))
      .on('broadcast', { event: 'sales' }, () => onNudge([]))
      .subscribe()
    leave = () => void supabase.removeChannel(channel)
    if (stopped) leave()
  }
  // Realtime is a hint: when it can't be had, the poll says the same a little later.
  join().catch(() => {})
  return () => {
    stopped = true
    leave()
  }
}
