// One tab leads; the next takes over when it leaves. On Node's own event loop with a fake lock.
import { expect, test } from 'vitest'
import { runAsLeader } from './run-as-leader.ts'

/** An exclusive lock like the browser's, as far as it is used. */
function playedLocks() {
  let held = Promise.resolve()
  const request = (
    _name: string,
    options: { signal: AbortSignal },
    run: () => Promise<void>,
  ): Promise<void> => {
    const turn = held.then(() => {
      if (options.signal.aborted) throw new DOMException('left the queue', 'AbortError')
      return run()
    })
    held = turn.catch(() => {})
    return turn
  }
  return { request } as unknown as Pick<LockManager, 'request'>
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

test('two tabs never sync at once, and the second takes over when the first closes', async () => {
  const locks = playedLocks()
  const log: string[] = []
  const tab = (name: string) =>
    runAsLeader(() => {
      log.push(`${name} leads`)
      return () => log.push(`${name} stops`)
    }, locks)
  const closeFirst = tab('first')
  const closeSecond = tab('second')
  await settle()
  expect(log).toEqual(['first leads'])
  closeFirst()
  await settle()
  expect(log).toEqual(['first leads', 'first stops', 'second leads'])
  closeSecond()
})

test('a tab that closes while it waits never leads', async () => {
  const locks = playedLocks()
  const log: string[] = []
  const closeFirst = runAsLeader(() => () => {}, locks)
  const closeSecond = runAsLeader(() => {
    log.push('second leads')
    return () => {}
  }, locks)
  closeSecond()
  closeFirst()
  await settle()
  expect(log).toEqual([])
})

test('without Web Locks a tab leads at once', () => {
  const log: string[] = []
  const stop = runAsLeader(() => {
    log.push('leads')
    return () => log.push('stops')
  }, undefined)
  stop()
  expect(log).toEqual(['leads', 'stops'])
})
