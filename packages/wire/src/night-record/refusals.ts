// Refusals: tickets that let nobody in, by cause.
import * as v from 'valibot'
import { count as figure, ms, nullableText } from '../values.ts'
import { at, count, gateName, recordPart, sum } from './section.ts'
import { verdictWords } from './verdict-words.ts'

const schema = v.object({
  causes: v.array(v.object({ verdict: v.string(), total: figure, first_at: ms, last_at: ms })),
  gates: v.array(v.object({ gate: nullableText, verdict: v.string(), total: figure })),
})

export const refusalsPart = recordPart({
  name: 'refusals',
  title: ['Tickets refused', 'Boletos rechazados'],
  empty: ['No ticket was refused.', 'No se rechazó ningún boleto.'],
  schema,
  tell: ({ causes, gates }) => ({
    figures: [
      { label: ['Refusals', 'Rechazos'], cell: count(sum(causes, (cause) => cause.total)) },
    ],
    tables: [
      {
        columns: [
          ['Cause', 'Causa'],
          ['Total', 'Total'],
          ['First', 'Primero'],
          ['Last', 'Último'],
        ],
        rows: causes.map((cause) => [
          { words: verdictWords(cause.verdict) },
          count(cause.total),
          at(cause.first_at),
          at(cause.last_at),
        ]),
      },
      {
        title: ['By gate', 'Por puerta'],
        columns: [
          ['Gate', 'Puerta'],
          ['Cause', 'Causa'],
          ['Total', 'Total'],
        ],
        rows: gates.map(({ gate, verdict, total }) => [
          gateName(gate),
          { words: verdictWords(verdict) },
          count(total),
        ]),
      },
    ],
  }),
})
