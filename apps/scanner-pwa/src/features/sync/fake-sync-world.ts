// A world for sync tests: a clock that moves only when told, a scripted server, an in-memory store, one log of it all.

import { scanFixture } from '#db/door-fixtures.ts'
import type { ScanRow } from '#db/rows.ts'
import type { Clock } from '#shared/clock.ts'
import type { SyncReport } from './sync-actions.ts'
import { createSyncEngine } from './sync-engine.ts'
import type { PullAnswer, PullRequest, PushAnswer, SyncNetwork, SyncStore } from './sync-ports.ts'

type Timer = { atMs: number; run: () => void }

export function createFakeClock(startMs = 0) {
  let nowMs = startMs
  let timers: Timer[] = []
  const clock: Clock = {
    nowMs: () => nowMs,
    monotonicMs: () => nowMs,
    after: (delayMs, run) => {
      const timer = { atMs: nowMs + delayMs, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
  }
  const advance = async (byMs: number) => {
    const untilMs = nowMs + byMs
    for (;;) {
      await settle()
      const next = timers.filter((t) => t.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0]
      if (!next) break
      timers = timers.filter((timer) => timer !== next)
      nowMs = next.atMs
      next.run()
    }
    nowMs = untilMs
    await settle()
  }
  return { clock, advance }
}

/** Lets every promise that can proceed do so. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve()
}

export const acceptAll = (scans: readonly ScanRow[]): PushAnswer => ({
  ok: true,
  answers: scans.map(({ id }) => ({
    id,
    accepted: true,
    outcome: { result: 'entry', first: null, error: null },
    word: null,
  })),
})

const CUT = { ok: false, refused: false, trouble: 'no_answer' } as const

/** What the real network does with an aborted call. */
async function orCut<T>(answer: T | Promise<T>, signal?: AbortSignal): Promise<T | typeof CUT> {
  const cut = new Promise<typeof CUT>((resolve) => {
    signal?.addEventListener('abort', () => resolve(CUT), { once: true })
  })
  return await Promise.race([answer, cut])
}

const wordFor = (answer: PushAnswer): string => {
  if (answer.ok) return 'ok'
  return answer.refused ? 'refused' : 'trouble'
}

export function createSyncWorld() {
  const { clock, advance } = createFakeClock()
  const log: string[] = []
  const note = (text: string) => {
    log.push(`${clock.nowMs()} ${text}`)
  }
  const queue: ScanRow[] = []
  const setAside: ScanRow[] = []
  const server = {
    push: acceptAll as (scans: readonly ScanRow[]) => PushAnswer | Promise<PushAnswer>,
    pull: (_request: PullRequest): PullAnswer | Promise<PullAnswer> => ({
      ok: false,
      trouble: 'no_answer',
    }),
    nudge: () => {},
  }

  const network: SyncNetwork = {
    push: async (scans, signal) => {
      const answer = await orCut(server.push(scans), signal)
      note(`push ${scans.map((scan) => scan.id).join()} ${wordFor(answer)}`)
      return answer
    },
    pull: async (request, signal) => {
      const answer = await orCut(server.pull(request), signal)
      note(`pull from ${request.cursor ?? 'zero'} ${answer.ok ? 'ok' : 'failed'}`)
      return answer
    },
    listen: (eventId, onNudge) => {
      note(`listen ${eventId}`)
      server.nudge = () => onNudge([])
      return { check: () => note('check'), stop: () => note('leave') }
    },
  }

  let cursor: string | null = null
  const disk = { storesClock: true }
  const store: SyncStore = {
    takeBatch: async (limit) => queue.slice(0, limit),
    countQueued: async () => queue.length,
    settle: async (answers) => {
      for (const answer of answers) {
        const index = queue.findIndex((scan) => scan.id === answer.id)
        const [scan] = index >= 0 ? queue.splice(index, 1) : []
        if (scan && !answer.accepted) setAside.push(scan)
      }
    },
    requeue: async () => {
      queue.push(...setAside.splice(0))
    },
    pullTarget: async () => ({
      eventId: 'event-1',
      cursor,
      report: { queueLength: queue.length, listAgeMs: null, gateId: 'g', clockOffsetMs: null },
    }),
    applyPage: async (page) => {
      cursor = page.cursor
      return { complete: page.total <= 1 }
    },
    applyNudge: async () => note('mark'),
    saveClock: async () => {
      if (!disk.storesClock) throw new Error('disk full')
    },
    markRevoked: async () => note('revoked'),
    wipe: async () => note('wipe'),
  }

  const heard = { onReport: (_report: SyncReport) => {} }
  const onReport = (report: SyncReport) => heard.onReport(report)
  const engine = createSyncEngine({ clock, random: () => 1, network, store, onReport })
  const scan = (id: string) => {
    queue.push(scanFixture({ id }))
    engine.wake('queued')
  }
  return Object.assign(heard, { engine, log, queue, setAside, server, disk, scan, advance, clock })
}
