// Doors: what happened at each gate.
import * as v from 'valibot'
import { count as figure, ms, nullableText } from '../values.ts'
import { at, count, gateName, recordPart, sum } from './section.ts'

const gateSchema = v.object({
  gate: nullableText,
  entries: figure,
  readmissions: figure,
  exits: figure,
  double_entries: figure,
  unmatched: figure,
  refusals: figure,
  after_revocation: figure,
  first_at: v.nullable(ms),
  last_at: v.nullable(ms),
})

export const doorsPart = recordPart({
  name: 'doors',
  title: ['Doors', 'Puertas'],
  empty: ['Nothing was scanned.', 'No se leyó nada.'],
  note: [
    'An entry is a ticket let in for the first time. Let in without a match: on a ticket that is none of this night’s, as far as the server knows.',
    'Una entrada es un boleto que pasa por primera vez. Pasó sin coincidencia: con un boleto que no es de esta noche, hasta donde sabe el servidor.',
  ],
  schema: v.object({ gates: v.array(gateSchema) }),
  tell: ({ gates }) => ({
    figures: [
      { label: ['Entries', 'Entradas'], cell: count(sum(gates, (gate) => gate.entries)) },
      { label: ['Back again', 'De regreso'], cell: count(sum(gates, (gate) => gate.readmissions)) },
      { label: ['Left', 'Salieron'], cell: count(sum(gates, (gate) => gate.exits)) },
      { label: ['Refusals', 'Rechazos'], cell: count(sum(gates, (gate) => gate.refusals)) },
      {
        label: ['Double entries', 'Entradas dobles'],
        cell: count(sum(gates, (gate) => gate.double_entries)),
      },
      {
        label: ['Let in without a match', 'Pasaron sin coincidencia'],
        cell: count(sum(gates, (gate) => gate.unmatched)),
      },
      {
        label: ['By revoked phones', 'Con teléfonos revocados'],
        cell: count(sum(gates, (gate) => gate.after_revocation)),
      },
    ],
    tables: [
      {
        columns: [
          ['Gate', 'Puerta'],
          ['Entries', 'Entradas'],
          ['Back', 'Regreso'],
          ['Left', 'Salida'],
          ['Double', 'Dobles'],
          ['No match', 'Sin coinc.'],
          ['Refused', 'Rechazos'],
          ['First', 'Primera'],
          ['Last', 'Última'],
        ],
        rows: gates.map((gate) => [
          gateName(gate.gate),
          count(gate.entries),
          count(gate.readmissions),
          count(gate.exits),
          count(gate.double_entries),
          count(gate.unmatched),
          count(gate.refusals),
          at(gate.first_at),
          at(gate.last_at),
        ]),
      },
    ],
  }),
})
