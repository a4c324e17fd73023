// Tickets: what was sold and who came, by type and gate.
import * as v from 'valibot'
import { count as figure, nullableText } from '../values.ts'
import { count, gateName, recordPart, sum, text } from './section.ts'

const schema = v.object({
  types: v.array(
    v.object({
      code: v.string(),
      name: v.string(),
      sold: figure,
      entered: figure,
      inside: figure,
      gates: v.array(v.object({ gate: nullableText, entered: figure })),
    }),
  ),
})

export const ticketsPart = recordPart({
  name: 'tickets',
  title: ['Tickets by type and gate', 'Boletos por tipo y puerta'],
  empty: ['There were no tickets.', 'No hubo boletos.'],
  schema,
  tell: ({ types }) => ({
    figures: [
      { label: ['Sold', 'Vendidos'], cell: count(sum(types, (type) => type.sold)) },
      { label: ['Came in', 'Entraron'], cell: count(sum(types, (type) => type.entered)) },
      {
        label: ['Did not come', 'No llegaron'],
        cell: count(sum(types, (type) => type.sold - type.entered)),
      },
    ],
    tables: [
      {
        columns: [
          ['Type', 'Tipo'],
          ['Sold', 'Vendidos'],
          ['Came in', 'Entraron'],
          ['Not counted out', 'Sin salida contada'],
        ],
        rows: types.map((type) => [
          text(type.name),
          count(type.sold),
          count(type.entered),
          count(type.inside),
        ]),
      },
      {
        title: ['Where they came in', 'Por dónde entraron'],
        columns: [
          ['Type', 'Tipo'],
          ['Gate', 'Puerta'],
          ['Came in', 'Entraron'],
        ],
        rows: types.flatMap((type) =>
          type.gates.map(({ gate, entered }) => [text(type.name), gateName(gate), count(entered)]),
        ),
      },
    ],
  }),
})
