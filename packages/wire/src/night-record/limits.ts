// Limits: who allowed more people inside than the house does, when, and how many.
import * as v from 'valibot'
import { count as figure, ms, nullableText } from '../values.ts'
import { count, exactly, recordPart, text } from './section.ts'

const schema = v.object({
  raises: v.array(v.object({ at: ms, by: nullableText, from: figure, to: figure })),
})

export const limitsPart = recordPart({
  name: 'limits',
  title: ['Tonight’s limit', 'Aforo de esta noche'],
  empty: ['The house’s own limit held all night.', 'El aforo de la casa valió toda la noche.'],
  note: [
    'What is said of people inside is measured by the house’s own limit, and not by a raised one.',
    'Lo que se dice de las personas dentro se mide con el aforo de la casa, no con uno ampliado.',
  ],
  schema,
  tell: ({ raises }) => ({
    figures: [{ label: ['Times changed', 'Veces cambiado'], cell: count(raises.length) }],
    tables: [
      {
        columns: [
          ['When', 'Cuándo'],
          ['By', 'Por'],
          ['From', 'De'],
          ['To', 'A'],
        ],
        rows: raises.map(({ at, by, from, to }) => [exactly(at), text(by), count(from), count(to)]),
      },
    ],
  }),
})
