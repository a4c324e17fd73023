// The private topic of an event: joined with the manager's token, joined again when the server closes it.
import type { SupabaseClient } from '@supabase/supabase-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLiveSource, REJOIN_MS } from './live-source.ts'

type FakeChannel = {
  topic: string
  private: boolean
  handlers: Map<string, () => void>
  tell: (status: string) => void
}

function fakeClient() {
  const made: FakeChannel[] = []
  const open = new Set<FakeChannel>()
  const log: string[] = []
  let refuseAuth = false
  const client = {
    getChannels: () => [...open],
    removeChannel: async (channel: FakeChannel) => {
      log.push('remove')
      open.delete(channel)
    },
    realtime: {
      setAuth: async () => {
        log.push('auth')
        if (refuseAuth) throw new Error('offline')
      },
    },
    channel: (topic: string, options: { config: { private: boolean } }) => {
      log.push('join')
      const channel: FakeChannel & Record<string, unknown> = {
        topic: `realtime:${topic}`,
        private: options.config.private,
        handlers: new Map(),
        tell: () => {},
        on: (_: string, { event }: { event: string }, handler: () => void) => {
          channel.handlers.set(event, handler)
          return channel
        },
        subscribe: (callback: (status: string) => void) => {
          channel.tell = callback
          return channel
        },
      }
      made.push(channel)
      open.add(channel)
      return channel
    },
  }
  return {
    client: client as unknown as SupabaseClient,
    made,
    open,
    log,
    refuseAuth: (refuse: boolean) => {
      refuseAuth = refuse
    },
  }
}

const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('listening to an event', () => {
  it('joins its private topic after the token is set, and hears scans and sales', async () => {
    const { client, made, log } = fakeClient()
    const onNudge = vi.fn()
    const onListening = vi.fn()
    createLiveSource(client, 'e1').listen(onNudge, onListening)
    await settle()
    expect(log).toEqual(['auth', 'join'])
    expect(made[0]).toMatchObject({ topic: 'realtime:event:e1', private: true })
    made[0]?.tell('SUBSCRIBED')
    expect(onListening).toHaveBeenLastCalledWith(true)
    made[0]?.handlers.get('scans')?.()
    made[0]?.handlers.get('sales')?.()
    expect(onNudge).toHaveBeenCalledTimes(2)
  })

  it('says so when the topic is lost, and joins again after a while', async () => {
    const { client, made } = fakeClient()
    const onListening = vi.fn()
    createLiveSource(client, 'e1').listen(vi.fn(), onListening)
    await settle()
    made[0]?.tell('CLOSED')
    expect(onListening).toHaveBeenLastCalledWith(false)
    await vi.advanceTimersByTimeAsync(REJOIN_MS - 1)
    expect(made).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(made).toHaveLength(2)
  })

  it('tries again when the token could not be set', async () => {
    const { client, made, refuseAuth } = fakeClient()
    refuseAuth(true)
    createLiveSource(client, 'e1').listen(vi.fn(), vi.fn())
    await settle()
    expect(made).toHaveLength(0)
    refuseAuth(false)
    await vi.advanceTimersByTimeAsync(REJOIN_MS)
    expect(made).toHaveLength(1)
  })

  it('leaves an older channel of the same topic before joining', async () => {
    const { client, log, open } = fakeClient()
    const source = createLiveSource(client, 'e1')
    source.listen(vi.fn(), vi.fn())
    await settle()
    source.listen(vi.fn(), vi.fn())
    await settle()
    expect(log).toEqual(['auth', 'join', 'remove', 'auth', 'join'])
    expect(open.size).toBe(1)
  })

  it('joins nothing once stopped, and does not take its own leaving for a loss', async () => {
    const { client, made, open } = fakeClient()
    const source = createLiveSource(client, 'e1')
    source.listen(vi.fn(), vi.fn())()
    await settle()
    expect(made).toHaveLength(0)
    const onListening = vi.fn()
    const stop = source.listen(vi.fn(), onListening)
    await settle()
    stop()
    made[0]?.tell('CLOSED')
    await vi.advanceTimersByTimeAsync(2 * REJOIN_MS)
    expect(made).toHaveLength(1)
    expect(open.size).toBe(0)
    expect(onListening).not.toHaveBeenCalled()
  })
})
