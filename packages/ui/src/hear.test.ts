import { expect, test, vi } from 'vitest'
import { forgetFailure, hear, lastFailure } from './hear.ts'

test('what nobody waits for is heard when it fails, until it is forgotten', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const full = new Error('the disk is full')
  hear(Promise.resolve('done'))
  hear(undefined)
  hear(Promise.reject(full))
  await vi.waitFor(() => expect(lastFailure()).toEqual({ error: full }))
  expect(log).toHaveBeenCalledExactlyOnceWith(full)
  forgetFailure()
  expect(lastFailure()).toBeUndefined()
})
