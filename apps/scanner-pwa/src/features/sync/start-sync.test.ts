// What wakes the loop in a browser, what the strip is told, and what a wipe includes: on a window played by the test.
import type { SupabaseClient } from '@supabase/supabase-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { DoorStore } from '#db/door-store.ts'
import type { ServerTime } from '#shared/server-time.ts'
import { openPhoneLine } from './phone-line.ts'
import { createSync } from './start-sync.ts'

const credential = { deviceId: 'd', email: 'phone', password: 'p', deviceName: 'n' }

function playedDoor(answers: { revoked?: boolean } = {}) {
  const calls: string[] = []
  const state = createStore(() => ({ queued: 0, setAside: 0, event: undefined }))
  const meta: Record<string, unknown> = { credential, choice: { eventId: 'event-1', gateId: 'g' } }
  const doorStore = {
    state,
    disk: {
      readMeta: async (key: string) => meta[key],
      writeMeta: async (key: string, value: unknown) => {
        meta[key] = value
      },
    },
    takeBatch: () => [],
    takeActs: () => [],
    requeueSetAside: async () => {},
    keepClock: async () => {},
    open: async () => {},
    wipe: async () => void calls.push('wipe'),
  } as unknown as DoorStore
  const time = {
    hear: () => {},
    read: () => ({ nowMs: 0, offsetMs: 0, uncertaintyMs: 1, deviceTimeMs: 0 }),
  } as unknown as ServerTime
  const client = {
    rpc: (name: string) => {
      calls.push(name)
      const data = answers.revoked ? { revoked: true, server_now: 1 } : null
      const answer = data ? { status: 200, data, error: null } : { status: 0, error: {} }
      return { abortSignal: async () => answer }
    },
    auth: {
      getSession: async () => ({ data: { session: { user: { email: 'phone' } } } }),
      stopAutoRefresh: async () => {},
    },
  } as unknown as SupabaseClient
  const clock = {
    nowMs: () => Date.now(),
    monotonicMs: () => Date.now(),
    after: (ms: number, run: () => void) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  }
  const line = openPhoneLine({
    disk: doorStore.disk,
    client: async () => client,
    appVersion: 'test',
  })
  const sync = createSync({ ...{ doorStore, time, clock }, line: async () => line })
  return { sync, calls, state }
}

let page: EventTarget & { visibilityState?: string }
let browser: EventTarget
let kept: Map<string, string>
let stop = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  browser = new EventTarget()
  kept = new Map([['maguey.door.session', 'a token']])
  vi.stubGlobal('document', page)
  vi.stubGlobal('window', browser)
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('BroadcastChannel', undefined)
  vi.stubGlobal('localStorage', { removeItem: (key: string) => kept.delete(key) })
})
afterEach(() => {
  stop()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** Starts, and waits until the first round has ended in a wait. */
async function started(door: ReturnType<typeof playedDoor>): Promise<void> {
  stop = door.sync.start()
  await vi.advanceTimersByTimeAsync(10)
  door.calls.length = 0
}

test.each<[string, () => void]>([
  ['the network is back', () => void browser.dispatchEvent(new Event('online'))],
  ['the page is back in sight', () => void page.dispatchEvent(new Event('visibilitychange'))],
])('a round begins at once when %s', async (_, happens) => {
  const door = playedDoor()
  await started(door)
  happens()
  await vi.advanceTimersByTimeAsync(10)
  expect(door.calls).toEqual(['scanner_pull'])
})

test('a phone that is put away asks nothing', async () => {
  const door = playedDoor()
  await started(door)
  page.visibilityState = 'hidden'
  page.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(100)
  expect(door.calls).toEqual([])
})

test('flight mode is told at once, and no answer is offline', async () => {
  const door = playedDoor()
  await started(door)
  expect(door.sync.status.getState().contact).toBe('no_answer')
  door.sync.status.setState({ contact: 'reached' })
  browser.dispatchEvent(new Event('offline'))
  expect(door.sync.status.getState().contact).toBe('no_answer')
})

test('after stop nothing that happens wakes it', async () => {
  const door = playedDoor()
  await started(door)
  stop()
  browser.dispatchEvent(new Event('online'))
  door.state.setState({ queued: 1 })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(door.calls).toEqual([])
})

test('a wipe takes the sign-in out of local storage too', async () => {
  const door = playedDoor({ revoked: true })
  stop = door.sync.start()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(door.calls).toContain('wipe')
  expect([...kept]).toEqual([])
})
