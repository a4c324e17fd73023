// A line whose code can't be fetched counts as no answer, and the next call tries to load it again.
import { expect, test, vi } from 'vitest'
import { createLineNetwork } from './line-network.ts'
import type { PullRequest, SyncNetwork } from './sync-ports.ts'

const report = { queueLength: 0, listAgeMs: null, gateId: 'g', clockOffsetMs: null }
const request: PullRequest = { eventId: 'e', cursor: null, limit: 10, report }
const signal = new AbortController().signal
const noAnswer = { ok: false, trouble: 'no_answer' }

test('a line that fails to load is no answer, and the next call loads it again', async () => {
  const listening = { check: () => {}, stop: () => {} }
  const network: SyncNetwork = {
    push: vi.fn(async () => ({ ok: false, refused: false, trouble: 'signed_out' }) as const),
    pushActs: vi.fn(async () => ({ ok: false, refused: false, trouble: 'busy' }) as const),
    pull: vi.fn(async () => ({ ok: false, trouble: 'signed_out' }) as const),
    bans: vi.fn(async () => null),
    listen: vi.fn(() => listening),
  }
  const load = vi
    .fn(async () => ({ network }))
    .mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
    .mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
  const line = createLineNetwork(load)

  expect(await line.pull(request, signal)).toEqual(noAnswer)
  expect(await line.push([], signal)).toEqual({ ...noAnswer, refused: false })
  line.listen('e', () => {}).stop()
  expect(network.listen).not.toHaveBeenCalled()

  expect(await line.pull(request, signal)).toEqual({ ok: false, trouble: 'signed_out' })
  expect(await line.push([], signal)).toMatchObject({ trouble: 'signed_out' })
  expect(await line.pushActs([], signal)).toMatchObject({ trouble: 'busy' })
  expect(line.listen('e', () => {})).toBe(listening)
  expect(load).toHaveBeenCalledTimes(3)
})
