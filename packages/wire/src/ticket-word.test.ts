// A row of the list: read by position if the server's columns are the expected ones, else by name.
import { expect, test } from 'vitest'
import { readTicketWord, TICKET_WORD_COLUMNS } from './ticket-word.ts'

const CELLS = ['MGY-1', 'VIP', null, 'issued', 'inside', 's1', 7, 'Main', 'Door 1', 2, 7, 20, 2, 4]
const WORD = {
  ...{ ticket_id: 'MGY-1', type: 'VIP', guest: null, status: 'issued', presence: 'inside' },
  ...{ entry_scan: 's1', entered_at: 7, entry_gate: 'Main', entry_device: 'Door 1' },
  ...{ revision: 2, moved_at: 7, entry_uncertainty: 20 },
  ...{ order_position: 2, order_size: 4 },
}

test('cells stand for the columns in their order', () => {
  expect(readTicketWord(CELLS)).toEqual(WORD)
  expect(readTicketWord(CELLS, [...TICKET_WORD_COLUMNS, 'seat'])).toEqual(WORD)
})

test('a server that sends other columns, or in another order, is understood by their names', () => {
  const columns = ['seat', ...TICKET_WORD_COLUMNS].reverse()
  expect(readTicketWord(['A7', ...CELLS].reverse(), columns)).toEqual(WORD)
})

test.each(TICKET_WORD_COLUMNS.map((column, index) => [column, index] as const))(
  'a row whose %s is no such thing is not read',
  (column, index) => {
    expect(readTicketWord(CELLS.with(index, { not: 'a cell' } as never))).toBeUndefined()
    if (column.startsWith('order_')) return
    expect(readTicketWord(CELLS, [...TICKET_WORD_COLUMNS, ''].with(index, 'else'))).toBeUndefined()
  },
)

test('an older server says nothing of the order, and is understood', () => {
  const none = { ...WORD, order_position: null, order_size: null }
  expect(readTicketWord(CELLS.slice(0, 12))).toEqual(none)
  expect(readTicketWord(CELLS.slice(0, 12), TICKET_WORD_COLUMNS.slice(0, 12))).toEqual(none)
})
