// Closing in order, and the worker's loop.
import { describe, expect, it, vi } from 'vitest'
import { Cleanups } from './cleanups.ts'
import { startWorkerLoop } from './worker-loop.ts'

describe('cleanups', () => {
  it('run in reverse, once, and go on after a failure that is told at the end', async () => {
    const done: string[] = []
    const cleanups = new Cleanups()
    cleanups.add(() => done.push('first'))
    cleanups.add(() => {
      throw new Error('second failed')
    })
    cleanups.add(async () => done.push('third'))
    await expect(cleanups.run()).rejects.toThrow('second failed')
    await expect(cleanups.run()).rejects.toThrow('second failed')
    expect(done).toEqual(['third', 'first'])
  })
})

describe('the worker loop', () => {
  it('never runs twice at a time, goes on after an error, and ends when stopped', async () => {
    let running = 0
    let calls = 0
    const errors: string[] = []
    const loop = startWorkerLoop({
      pauseMs: 1,
      onError: (error) => errors.push(error.message),
      async call() {
        calls += 1
        running += 1
        expect(running).toBe(1)
        await new Promise((resolve) => setTimeout(resolve, 2))
        running -= 1
        return calls === 2 ? new Response(null, { status: 500 }) : Response.json({ call: calls })
      },
    })
    const [first, second] = await Promise.allSettled([loop.runNow(), loop.runNow()])
    expect(first).toMatchObject({ value: { call: 1 } })
    expect(second).toMatchObject({ reason: { message: 'the worker answered 500' } })
    await vi.waitUntil(() => calls > 5, 10_000)
    await loop.stop()
    const before = calls
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(calls).toBe(before)
  })
})
