// Outages: when a phone worked without being heard, and what it did meanwhile.
import * as v from 'valibot'
import { count as figure, ms } from '../values.ts'
import { count, exactly, recordPart, span, sum, text } from './section.ts'

const schema = v.object({
  outages: v.array(
    v.object({
      phone: v.string(),
      from_at: ms,
      until_at: ms,
      longest_wait_ms: ms,
      facts: figure,
      admitted: figure,
      refused: figure,
      double_entries: figure,
    }),
  ),
})

export const outagesPart = recordPart({
  name: 'outages',
  title: ['Outages', 'Cortes'],
  empty: ['Every phone was heard in time.', 'Todos los teléfonos se oyeron a tiempo.'],
  note: [
    'From the first thing that had to wait on the phone until the last of it arrived.',
    'Desde lo primero que tuvo que esperar en el teléfono hasta que llegó lo último.',
  ],
  schema,
  tell: ({ outages }) => ({
    figures: [
      { label: ['Outages', 'Cortes'], cell: count(outages.length) },
      {
        label: ['Let in meanwhile', 'Pasaron mientras tanto'],
        cell: count(sum(outages, ({ admitted }) => admitted)),
      },
      {
        label: ['Longest wait', 'Espera más larga'],
        cell: span(Math.max(0, ...outages.map(({ longest_wait_ms }) => longest_wait_ms))),
      },
    ],
    tables: [
      {
        columns: [
          ['Phone', 'Teléfono'],
          ['From', 'Desde'],
          ['Heard again', 'Volvió'],
          ['Longest wait', 'Espera máx.'],
          ['Done', 'Actos'],
          ['Let in', 'Pasaron'],
          ['Refused', 'Rechazos'],
          ['Double', 'Dobles'],
        ],
        rows: outages.map((outage) => [
          text(outage.phone),
          exactly(outage.from_at),
          exactly(outage.until_at),
          span(outage.longest_wait_ms),
          count(outage.facts),
          count(outage.admitted),
          count(outage.refused),
          count(outage.double_entries),
        ]),
      },
    ],
  }),
})
