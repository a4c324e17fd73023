// A first version that the network takes away is asked for again, and only what is here counts as kept.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { registerServiceWorker, updateStore } from './app-update.ts'

class Worker extends EventTarget {
  state = 'installing'
  become(state: string) {
    this.state = state
    this.dispatchEvent(new Event('statechange'))
  }
}

class Registration extends EventTarget {
  active = null
  waiting = null
  installing: Worker
  update = async () => {}
  constructor(installing: Worker) {
    super()
    this.installing = installing
  }
}

const register = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  register.mockReset()
  vi.stubGlobal('navigator', { serviceWorker: { register, controller: null } })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const kept = () => updateStore.getState().kept

it('is kept once the first version is active, and asked for again if that was lost or refused', async () => {
  const workers = [new Worker(), new Worker()]
  register.mockRejectedValueOnce(new TypeError('no network'))
  for (const worker of workers) register.mockResolvedValueOnce(new Registration(worker))
  registerServiceWorker('/service-worker.js')
  await vi.advanceTimersByTimeAsync(0)
  expect([register.mock.calls.length, kept()]).toEqual([1, 'coming'])
  await vi.advanceTimersByTimeAsync(30_000)
  expect(register).toHaveBeenCalledTimes(2)
  workers[0]?.become('redundant')
  await vi.advanceTimersByTimeAsync(30_000)
  expect([register.mock.calls.length, kept()]).toEqual([3, 'coming'])
  workers[1]?.become('activated')
  await vi.advanceTimersByTimeAsync(120_000)
  expect([register.mock.calls.length, kept()]).toEqual([3, 'kept'])
})

it('is never kept by a browser that can’t', () => {
  vi.stubGlobal('navigator', {})
  registerServiceWorker('/service-worker.js')
  expect(kept()).toBe('never')
})
