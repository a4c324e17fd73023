// A statement in a spreadsheet: a line for a line.
import type { StatementLine, StatementNight } from '@maguey/wire/promoters'
import { expect, test } from 'vitest'
import { statementFile } from './statement-file.ts'

const night: StatementNight = {
  ...{ event_id: 'e', name: 'Perreo, Fridays', event_date: '2026-11-28T05:00:00Z' },
  ...{ timezone: 'America/Los_Angeles', currency: 'usd', sold: 1, sold_amount: '50.00' },
  ...{ ticket_heads: 1, list_heads: 3, commission: '8.00', other_currency: false },
}
const sale: StatementLine = {
  ...{ kind: 'sale', at: '2026-11-27T20:15:00Z', what: 'MGY-PF-20261127-AAAAAAAAAAAA' },
  ...{ order_number: 'MGY-7K3QXM', heads: 1, amount: '50.00', kept: true },
  ...{ entered_at: '2026-11-28T07:41:30Z', gate: 'Main', device: 'Door 2', commission: '5.00' },
}
const arrival: StatementLine = {
  ...{ kind: 'arrival', at: '2026-11-28T08:05:00Z', what: '=Ana', order_number: null, heads: 3 },
  ...{ amount: '0.00', kept: true, entered_at: '2026-11-28T08:05:00Z', gate: 'Main' },
  ...{ device: 'Door 1', commission: null },
}

test('each line has its door and minute at the venue; a name runs nothing', () => {
  const file = statementFile(night, [sale, arrival], 'point')
  expect(file.replace('\uFEFF', '').split('\r\n')).toEqual([
    'night,kind,sold_or_arrived_at,what,order,heads,amount,kept,entered_at,gate,phone,commission,currency',
    '"Perreo, Fridays",sale,2026-11-27 12:15,MGY-PF-20261127-AAAAAAAAAAAA,MGY-7K3QXM,1,50.00,yes,2026-11-27 23:41,Main,Door 2,5.00,USD',
    '"Perreo, Fridays",arrival,2026-11-28 00:05,\'=Ana,,3,0.00,yes,2026-11-28 00:05,Main,Door 1,,USD',
    '',
  ])
})
