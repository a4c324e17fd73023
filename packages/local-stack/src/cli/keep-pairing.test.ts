// The code on the terminal works whenever somebody reads it.
import { expect, it, vi } from 'vitest'
import { keepPairing } from './keep-pairing.ts'

const tenMinutesMs = 600_000

async function watch(change: { used?: string; failing?: boolean } = {}) {
  vi.useFakeTimers()
  let made = 0
  const create = async () => {
    if (change.failing) throw new Error('the API answered 500')
    made += 1
    return { code: `CODE${made}`, link: '', eventName: '', expiresMs: Date.now() + tenMinutesMs }
  }
  const shown: string[] = []
  const errors: string[] = []
  const keeper = keepPairing({
    first: await create().catch(() => null),
    create,
    isUsed: async (code) => code === change.used,
    onNew: ({ code }) => shown.push(code),
    onError: ({ message }) => errors.push(message),
  })
  return { shown, errors, change, keeper }
}

it('is replaced before it ends, and never earlier than needed', async () => {
  const { shown, keeper } = await watch()
  await vi.advanceTimersByTimeAsync(tenMinutesMs - 100_000)
  expect(shown).toEqual([])
  await vi.advanceTimersByTimeAsync(20_000)
  expect(shown).toEqual(['CODE2'])
  await vi.advanceTimersByTimeAsync(3 * tenMinutesMs)
  expect(shown.length).toBeGreaterThan(3)
  await keeper.stop()
})

it('is replaced once a phone has paired with it', async () => {
  const { shown, change, keeper } = await watch()
  change.used = 'CODE1'
  await vi.advanceTimersByTimeAsync(10_000)
  expect(shown).toEqual(['CODE2'])
  await keeper.stop()
})

it('is tried for again after an error, which is told once', async () => {
  const { shown, errors, change, keeper } = await watch({ failing: true })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(errors).toEqual(['the API answered 500'])
  change.failing = false
  await vi.advanceTimersByTimeAsync(5000)
  expect(shown).toEqual(['CODE1'])
  await keeper.stop()
  await vi.advanceTimersByTimeAsync(tenMinutesMs)
  expect(shown).toEqual(['CODE1'])
})
