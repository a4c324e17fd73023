// Which tickets can be given on.
import type { OrderTransfer } from '@maguey/wire/transfers'
import { expect, test } from 'vitest'
import { sampleOrder } from '#shared/testing/sample-order.ts'
import { givable } from './givable.ts'

const { event, tickets } = sampleOrder()
const before = Date.parse(event.ends_at) - 1
const [first] = tickets
if (!first) throw new Error('the sample has a ticket')

test('those that stand, until the night is over or called off', () => {
  expect(givable([first], [], event, before)).toEqual([first])
  expect(givable([first], [], event, before + 1)).toEqual([])
  expect(givable([first], [], { ...event, status: 'cancelled' }, before)).toEqual([])
})

test('not one that was used, is void, or is offered already', () => {
  const offer = { ticket_id: first.ticket_id, state: 'open' } as OrderTransfer
  expect(givable([first], [offer], event, before)).toEqual([])
  expect(givable([{ ...first, is_used: true }], [], event, before)).toEqual([])
  expect(givable([{ ...first, status: 'void' }], [], event, before)).toEqual([])
})
