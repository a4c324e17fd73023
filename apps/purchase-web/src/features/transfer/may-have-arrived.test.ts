// What is said to have changed nothing must have changed nothing.
import { type Failure, failureOf } from '@maguey/wire/failure'
import { expect, test } from 'vitest'
import { mayHaveArrived } from './may-have-arrived.ts'

test.each<[string, Failure, boolean]>([
  ['a lost answer', { kind: 'unreachable' }, true],
  ['a gateway that gave up waiting', failureOf(504, undefined), true],
  ['a page in place of the answer', failureOf(200, undefined), true],
  ['our own trouble half way', failureOf(500, 'internal'), true],
  ['no network', { kind: 'offline' }, false],
  ['a refusal', failureOf(409, 'transfer_accepted'), false],
  ['a turn to wait for', failureOf(429, undefined), false],
])('%s: %j: %s', (_, failure, arrived) => {
  expect(mayHaveArrived(failure)).toBe(arrived)
})
