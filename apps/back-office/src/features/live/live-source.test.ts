// An event's private topic: joined as the manager, and rejoined however it was lost.
import type { SupabaseClient } from '@supabase/supabase-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLiveSource } from './live-source.ts'

/** A dropped topic must be rejoined within this time. */
const BACK_WITHIN_MS = 5_000

type FakeChannel = {
  topic: string
  private: boolean
  state: string
  handlers: Map<string, (message: object) => void>
  tell: (status: string, error?: Error) => void
}

function fakeClient() {
  const made: FakeChannel[] = []
  let open: FakeChannel[] = []
  const log: string[] = []
  const now = { signedIn: true, refuseAuth: false }
  const client = {
    auth: {
      getSession: async () => {
        log.push('session')
        return { data: { session: now.signedIn ? {} : null } }
      },
    },
    getChannels: () => open,
    realtime: {
      setAuth: async () => {
        log.push('auth')
        if (now.refuseAuth) throw new Error('offline')
      },
      isDisconnecting: () => false,
      sendHeartbeat: async () => {},
    },
    channel: (topic: string, options: { config: { private: boolean } }) => {
      const name = `realtime:${topic}`
      // supabase-js returns the existing channel, and joining that one again does nothing.
      const older = open.find((one) => one.topic === name)
      if (older) return older
      log.push('join')
      const channel = {
        topic: name,
        private: options.config.private,
        state: 'joined',
        handlers: new Map(),
        tell: () => {},
        on: (_: string, { event }: { event: string }, handler: () => void) => {
          channel.handlers.set(event, handler)
          return channel
        },
        subscribe: (callback: FakeChannel['tell']) => {
          channel.tell = callback
          return channel
        },
        unsubscribe: async () => {
          channel.state = 'leaving'
          await new Promise((resolve) => setTimeout(resolve, 300))
          open = open.filter((one) => one !== channel)
        },
        teardown: () => {},
      } as FakeChannel & Record<string, unknown>
      made.push(channel)
      open.push(channel)
      return channel
    },
  }
  return { client: client as unknown as SupabaseClient, made, log, now, open: () => open }
}

const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('listening to an event', () => {
  it('joins its private topic as the manager, and hears scans and sales', async () => {
    const { client, made, log } = fakeClient()
    const onNudge = vi.fn()
    const onListening = vi.fn()
    createLiveSource(client, 'e1').listen(onNudge, onListening)
    await settle()
    expect(log).toEqual(['session', 'auth', 'join'])
    expect(made[0]).toMatchObject({ topic: 'realtime:event:e1', private: true })
    made[0]?.tell('SUBSCRIBED')
    expect(onListening).toHaveBeenLastCalledWith(true)
    made[0]?.handlers.get('scans')?.({ payload: {} })
    made[0]?.handlers.get('sales')?.({ payload: {} })
    expect(onNudge).toHaveBeenCalledTimes(2)
  })

  it.each(['CLOSED', 'CHANNEL_ERROR', 'TIMED_OUT'])(
    'says so when the topic is lost (%s), and is back within five seconds',
    async (status) => {
      const { client, made } = fakeClient()
      const onListening = vi.fn()
      createLiveSource(client, 'e1').listen(vi.fn(), onListening)
      await settle()
      made[0]?.tell('SUBSCRIBED')
      made[0]?.tell(status)
      expect(onListening).toHaveBeenLastCalledWith(false)
      await vi.advanceTimersByTimeAsync(BACK_WITHIN_MS)
      expect(made).toHaveLength(2)
      made[1]?.tell('SUBSCRIBED')
      expect(onListening).toHaveBeenLastCalledWith(true)
    },
  )

  it.each([
    ['the token could not be set', { refuseAuth: true }],
    ['the session could not be renewed', { signedIn: false }],
  ])('tries again when %s', async (_, trouble) => {
    const { client, made, now } = fakeClient()
    Object.assign(now, trouble)
    createLiveSource(client, 'e1').listen(vi.fn(), vi.fn())
    await settle()
    expect(made).toHaveLength(0)
    Object.assign(now, { refuseAuth: false, signedIn: true })
    await vi.advanceTimersByTimeAsync(BACK_WITHIN_MS)
    expect(made).toHaveLength(1)
  })

  it('joins at once when the page is looked at again', async () => {
    const { client, made } = fakeClient()
    const listening = createLiveSource(client, 'e1').listen(vi.fn(), vi.fn())
    await settle()
    made[0]?.tell('CLOSED')
    listening.check()
    // The lost channel gets at most half a second to leave cleanly.
    await vi.advanceTimersByTimeAsync(500)
    expect(made).toHaveLength(2)
  })

  it('waits for an older channel of the same topic to close before it joins', async () => {
    const { client, made, open } = fakeClient()
    const source = createLiveSource(client, 'e1')
    const older = source.listen(vi.fn(), vi.fn())
    await settle()
    older.stop()
    source.listen(vi.fn(), vi.fn())
    await settle()
    expect(made).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(BACK_WITHIN_MS)
    expect(made).toHaveLength(2)
    expect(open()).toEqual([made[1]])
  })

  it('joins nothing once stopped, and does not take its own leaving for a loss', async () => {
    const { client, made, open } = fakeClient()
    const source = createLiveSource(client, 'e1')
    source.listen(vi.fn(), vi.fn()).stop()
    await settle()
    expect(made).toHaveLength(0)
    const onListening = vi.fn()
    const listening = source.listen(vi.fn(), onListening)
    await settle()
    listening.stop()
    made[0]?.tell('CLOSED')
    await vi.advanceTimersByTimeAsync(2 * BACK_WITHIN_MS)
    expect(made).toHaveLength(1)
    expect(open()).toEqual([])
    expect(onListening).not.toHaveBeenCalled()
  })
})
