// A world for sync tests: a clock that moves only when told, a scripted server, an in-memory store, one log of it all.

import { actFixture, scanFixture } from '#db/door-fixtures.ts'
import type { ActRow, KeptBans, ScanRow } from '#db/rows.ts'
import type { Clock } from '#shared/clock.ts'
import type { SyncReport } from './sync-actions.ts'
import { createSyncEngine } from './sync-engine.ts'
import type {
  ActPushAnswer,
  PullAnswer,
  PullRequest,
  PushAnswer,
  SyncNetwork,
  SyncStore,
} from './sync-ports.ts'

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

export const acceptActs = (acts: readonly ActRow[]): ActPushAnswer => ({
  ok: true,
  answers: acts.map(({ id }) => ({ id, accepted: true, error: null })),
})

const CUT = { ok: false, refused: false, trouble: 'no_answer' } as const

/** What the real network does with an aborted call. */
async function orCut<T>(answer: T | Promise<T>, signal?: AbortSignal): Promise<T | typeof CUT> {
  const cut = new Promise<typeof CUT>((resolve) => {
    signal?.addEventListener('abort', () => resolve(CUT), { once: true })
  })
  return await Promise.race([answer, cut])
}

const wordFor = (answer: PushAnswer | ActPushAnswer): string => {
  if (answer.ok) return 'ok'
  return answer.refused ? 'refused' : 'trouble'
}

/** What the server answers is scripted; what it was asked stands in the log. */
function createFakes(note: (text: string) => void) {
  const server = {
    push: acceptAll as (scans: readonly ScanRow[]) => PushAnswer | Promise<PushAnswer>,
    pushActs: acceptActs as (acts: readonly ActRow[]) => ActPushAnswer | Promise<ActPushAnswer>,
    pull: (_request: PullRequest): PullAnswer | Promise<PullAnswer> => ({
      ok: false,
      trouble: 'no_answer',
    }),
    bans: (_eventId: string): KeptBans | null => null,
    nudge: (_limit?: number) => {},
  }
  const network: SyncNetwork = {
    push: async (scans, signal) => {
      const answer = await orCut(server.push(scans), signal)
      note(`push ${scans.map((scan) => scan.id).join()} ${wordFor(answer)}`)
      return answer
    },
    pushActs: async (acts, signal) => {
      const answer = await orCut(server.pushActs(acts), signal)
      note(`push acts ${acts.map((act) => act.id).join()} ${wordFor(answer)}`)
      return answer
    },
    pull: async (request, signal) => {
      const answer = await orCut(server.pull(request), signal)
      note(`pull from ${request.cursor ?? 'zero'} ${answer.ok ? 'ok' : 'failed'}`)
      return answer
    },
    bans: async (eventId, signal) => {
      const answer = await orCut(server.bans(eventId), signal)
      const bans = answer !== null && 'mark' in answer ? answer : null
      note(`bans of ${eventId} ${bans ? 'ok' : 'failed'}`)
      return bans
    },
    listen: (eventId, onNudge) => {
      note(`listen ${eventId}`)
      server.nudge = (limit) => onNudge([], limit)
      return { check: () => note('check'), stop: () => note('leave') }
    },
  }
  return { server, network, scans: fakeQueue<ScanRow>(), acts: fakeQueue<ActRow>() }
}

/** What waits to be sent, and what was refused. */
function fakeQueue<Row extends { id: string }>() {
  const waiting: Row[] = []
  const aside: Row[] = []
  return {
    waiting,
    aside,
    take: async (limit: number) => waiting.slice(0, limit),
    settle: async (answers: readonly { id: string; accepted: boolean }[]) => {
      for (const { id, accepted } of answers) {
        const index = waiting.findIndex((row) => row.id === id)
        const [row] = index >= 0 ? waiting.splice(index, 1) : []
        if (row && !accepted) aside.push(row)
      }
    },
    requeue: () => waiting.push(...aside.splice(0)),
  }
}

export function createSyncWorld() {
  const { clock, advance } = createFakeClock()
  const log: string[] = []
  const note = (text: string) => {
    log.push(`${clock.nowMs()} ${text}`)
  }
  const { server, network, scans, acts } = createFakes(note)
  let cursor: string | null = null
  const disk = {
    storesClock: true,
    clocksStored: 0,
    bansWanted: undefined as string | undefined,
    keepsPage: async () => {},
  }
  const store: SyncStore = {
    takeBatch: scans.take,
    takeActs: acts.take,
    countQueued: async () => scans.waiting.length + acts.waiting.length,
    settle: scans.settle,
    settleActs: acts.settle,
    requeue: async () => {
      scans.requeue()
      acts.requeue()
    },
    pullTarget: async () => ({
      eventId: 'event-1',
      cursor,
      report: {
        queueLength: scans.waiting.length,
        listAgeMs: null,
        gateId: 'g',
        clockOffsetMs: null,
      },
    }),
    applyPage: async (page) => {
      await disk.keepsPage()
      cursor = page.cursor
      return { complete: page.total <= 1 }
    },
    bansWanted: () => disk.bansWanted,
    keepBans: async ({ mark }) => note(`keep bans ${mark}`),
    applyNudge: async () => note('mark'),
    applyLimit: (_eventId, limit) => note(`limit ${limit}`),
    saveClock: async () => {
      if (!disk.storesClock) throw new Error('disk full')
      disk.clocksStored += 1
    },
    markRevoked: async () => note('revoked'),
    wipe: async () => note('wipe'),
  }

  const heard = { onReport: (_report: SyncReport) => {} }
  const onReport = (report: SyncReport) => heard.onReport(report)
  const engine = createSyncEngine({ clock, random: () => 1, network, store, onReport })
  const scan = (id: string) => {
    scans.waiting.push(scanFixture({ id }))
    engine.wake('queued')
  }
  const act = (id: string) => {
    acts.waiting.push(actFixture({ id }))
    engine.wake('queued')
  }
  return Object.assign(heard, {
    ...{ engine, log, queue: scans.waiting, setAside: scans.aside, acts },
    ...{ server, disk, scan, act, advance, clock },
  })
}
