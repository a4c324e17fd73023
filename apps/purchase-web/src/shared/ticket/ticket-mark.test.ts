// Which tickets keep their code.
import { expect, test } from 'vitest'
import { m } from '#messages'
import { sampleTicket } from '#shared/testing/sample-order.ts'
import { ticketMark } from './ticket-mark.ts'

const used = { ...sampleTicket, is_used: true }

test('an unused ticket has no mark', () => {
  for (const reentry of [true, false]) expect(ticketMark(sampleTicket, { reentry })).toBeNull()
})

test('a used ticket keeps its code only where it lets its holder back in', () => {
  expect(ticketMark(used, { reentry: true })).toMatchObject({ showsCode: true, trouble: false })
  expect(ticketMark(used, { reentry: false })).toMatchObject({ showsCode: false, trouble: false })
})

test('a ticket that was given away shows no code, and is no trouble', () => {
  expect(ticketMark({ status: 'handed', is_used: false }, { reentry: true })).toMatchObject({
    ...{ showsCode: false, trouble: false, stamp: m.ticket_handed() },
  })
})

test('a ticket that was taken back shows no code, used or not', () => {
  for (const status of ['refunded', 'void'] as const)
    for (const is_used of [true, false])
      expect(ticketMark({ status, is_used }, { reentry: true })).toMatchObject({
        ...{ showsCode: false, trouble: true },
      })
})
