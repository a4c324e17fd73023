// The sync loop's network on Supabase: three SQL functions and one private Realtime topic. Never rejects.
import {
  eventTopic,
  LIMIT_MESSAGE,
  readLimit,
  readTicketWords,
  SALES_MESSAGE,
  SCANS_MESSAGE,
} from '@maguey/wire/event-topic'
import type { Failure } from '@maguey/wire/failure'
import { joinTopic } from '@maguey/wire/join-topic'
import { scannerBans } from '@maguey/wire/scanner-bans'
import { scannerPull } from '@maguey/wire/scanner-pull'
import { scannerPush } from '@maguey/wire/scanner-push'
import { scannerPushActs } from '@maguey/wire/scanner-push-acts'
import { callAsPhone, type PhoneDeps, refusesBatch, troubleOf } from './call-as-phone.ts'
import {
  actAnswer,
  actRecord,
  keptBans,
  pulledPage,
  scanAnswer,
  scanRecord,
  ticketWord,
} from './door-wire.ts'
import type { PhoneReport, SyncNetwork } from './sync-ports.ts'

export type NetworkDeps = PhoneDeps & {
  /** What only the platform knows about this phone; battery from 0 to 1. */
  platform: () => Promise<{ battery: number | null; appVersion: string }>
}

/** Thousands of rows take a slow phone a while: yielding between steps lets a scan go first. */
const turn = () => new Promise<void>((resolve) => setTimeout(resolve))

const notPushed = (failure: Failure) =>
  refusesBatch(failure)
    ? ({ ok: false, refused: true } as const)
    : ({ ok: false, refused: false, trouble: troubleOf(failure) } as const)

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
    push: async (scans, signal) => {
      const answer = await callAsPhone(deps, scannerPush, scans.map(scanRecord), signal)
      if (answer.ok) return { ok: true, answers: answer.value.flatMap(scanAnswer) }
      return notPushed(answer.failure)
    },
    pushActs: async (acts, signal) => {
      const answer = await callAsPhone(deps, scannerPushActs, acts.map(actRecord), signal)
      if (answer.ok) return { ok: true, answers: answer.value.flatMap(actAnswer) }
      return notPushed(answer.failure)
    },
    pull: async ({ eventId, cursor, limit, report }, signal) => {
      const request = { eventId, cursor, limit, report: await reportWire(report) }
      const answer = await callAsPhone(deps, scannerPull, request, signal)
      if (!answer.ok) return { ok: false, trouble: troubleOf(answer.failure) }
      const { value } = answer
      const serverNowMs = value.server_now
      if (value.revoked) return { ok: true, revoked: true, serverNowMs }
      await turn()
      const page = pulledPage(value)
      await turn()
      return { ok: true, revoked: false, serverNowMs, page }
    },
    bans: async (eventId, signal) => {
      const answer = await callAsPhone(deps, scannerBans, eventId, signal)
      return answer.ok ? keptBans(eventId, answer.value) : null
    },
    listen: (eventId, onNudge) => {
      const topic = joinTopic({
        client: deps.client,
        topic: eventTopic(eventId),
        ensureSession: async () => await (await deps.session()).ensure(),
        messages: [SCANS_MESSAGE, SALES_MESSAGE, LIMIT_MESSAGE],
        onMessage: (name, payload) => {
          const limit = name === LIMIT_MESSAGE ? readLimit(payload) : null
          onNudge(readTicketWords(payload).map(ticketWord), limit ?? undefined)
        },
        // The next pull includes whatever was broadcast while nobody listened.
        onJoined: (joined) => joined && onNudge([]),
      })
      return { check: topic.check, stop: topic.leave }
    },
  }
}
