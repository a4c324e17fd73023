import { expect, it } from 'vitest'
import { failureWords } from './failure-words.ts'

it.each([
  { kind: 'offline' },
  { kind: 'unreachable' },
  { kind: 'server_error', status: 502 },
  { kind: 'malformed', status: 200, paths: [] },
] as const)(
  'never says that nothing was done when the request may have arrived: $kind',
  (failure) => {
    expect(failureWords(failure)).toMatch(/may have been done/)
  },
)
