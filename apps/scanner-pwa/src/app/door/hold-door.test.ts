// Which page may scan: one that waits for another says so, one that is only slow doesn't.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { StoreState } from '#db/door-memory.ts'
import { holdDoor } from './hold-door.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** `free`: whether the lock is granted at once; otherwise another page holds it. */
function page({ free, takesMs }: { free: boolean; takesMs: number }) {
  const state = createStore<StoreState>()(() => ({
    ...{
      status: 'loading',
      event: undefined,
      listed: 0,
      queued: 0,
      setAside: 0,
      unsentPeople: 0,
      handCount: 0,
    },
  }))
  const leave = vi.fn()
  const never = new Promise<never>(() => {})
  const request = async (_name: string, _options: unknown, hold: () => Promise<unknown>) =>
    await (free ? hold() : never)
  holdDoor({
    store: { state, leave },
    begin: () => new Promise((resolve) => setTimeout(resolve, takesMs)),
    clock: {
      after: (ms, run) => {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
    locks: { request } as unknown as LockManager,
  })
  return { leave }
}

test('a page whose turn has come and that mirrors a long list is no second window', async () => {
  const { leave } = page({ free: true, takesMs: 5_000 })
  await vi.advanceTimersByTimeAsync(4_000)
  expect(leave).not.toHaveBeenCalled()
})

test('a page that waits for another says so', async () => {
  const { leave } = page({ free: false, takesMs: 0 })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(leave).toHaveBeenCalledTimes(1)
})
