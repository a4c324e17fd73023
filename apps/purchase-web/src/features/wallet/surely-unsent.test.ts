// What Find my tickets says when it failed.
import type { Failure } from '@maguey/wire/failure'
import { expect, test } from 'vitest'
import { surelyUnsent } from './surely-unsent.ts'

const refused = (status: number): Failure => ({
  ...{ kind: 'refused', status, code: 'too_many_requests', message: '', fields: [] },
  ...{ detail: undefined, retryAfterSeconds: null },
})

test('only a refusal tells that nothing was sent', () => {
  const known: Failure[] = [refused(422), refused(429), { kind: 'busy', retryAfterSeconds: null }]
  const unknown: Failure[] = [
    ...([{ kind: 'offline' }, { kind: 'unreachable' }, refused(503)] as const),
    ...([
      { kind: 'server_error', status: 502 },
      { kind: 'malformed', status: 200, paths: [] },
    ] as const),
  ]
  expect(known.map(surelyUnsent)).toEqual([true, true, true])
  expect(unknown.map(surelyUnsent)).toEqual(unknown.map(() => false))
})
