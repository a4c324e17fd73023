// Typing by hand: what is valid, what is a typo, what is unfinished.
import { generateTicketId } from '@maguey/ticket-core/ticket-id'
import { expect, test } from 'vitest'
import { judgeTyped } from './typed-ticket.ts'

const event = { code: 'PF', day: '20260115' }
const id = generateTicketId({
  eventCode: 'PF',
  eventDay: '20260115',
  randomBytes: (length) => new Uint8Array(length).fill(99),
})
const tail = id.slice(-12)
const slipped = tail.slice(0, -1) + (tail.endsWith('7') ? '8' : '7')

test.each([
  ['', 'unfinished'],
  ['MGY-PF-2026', 'unfinished'],
  [tail.slice(0, 11), 'unfinished'],
  [tail, 'right'],
  [tail.toLowerCase().replace(/(....)/g, '$1 '), 'right'],
  [slipped, 'slip'],
  [id, 'right'],
  [id.replaceAll('-', '').toLowerCase(), 'right'],
  [id.slice(0, -12) + slipped, 'slip'],
])('%j is %s', (typed, state) => {
  expect(judgeTyped(typed, event).state).toBe(state)
})

test('the tail alone is completed with tonight’s event', () => {
  expect(judgeTyped(tail, event)).toEqual({ state: 'right', text: id })
})
