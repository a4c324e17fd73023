// Double entries: one ticket, two people, with both doors and what was found out.
import * as v from 'valibot'
import { ms, nullableText } from '../values.ts'
import { count, exactly, recordPart, text } from './section.ts'

const doorSchema = v.object({ at: ms, gate: nullableText, device: nullableText })

const schema = v.object({
  entries: v.array(
    v.object({
      ticket: v.string(),
      type: nullableText,
      first: doorSchema,
      second: doorSchema,
      certain: v.boolean(),
      note: nullableText,
      noted_by: nullableText,
      noted_at: v.nullable(ms),
    }),
  ),
})

const place = ({ gate, device }: v.InferOutput<typeof doorSchema>) =>
  text([gate, device].filter((part) => part !== null).join(' · '))

export const doubleEntriesPart = recordPart({
  name: 'double_entries',
  title: ['Double entries', 'Entradas dobles'],
  empty: ['No ticket was let in twice.', 'Ningún boleto pasó dos veces.'],
  schema,
  tell: ({ entries }) => ({
    figures: [
      { label: ['Double entries', 'Entradas dobles'], cell: count(entries.length) },
      {
        label: ['Without a note', 'Sin nota'],
        cell: count(entries.filter(({ note }) => note === null).length),
      },
    ],
    tables: [
      {
        columns: [
          ['Ticket', 'Boleto'],
          ['Type', 'Tipo'],
          ['First', 'Primera'],
          ['Where', 'Dónde'],
          ['Second', 'Segunda'],
          ['Where', 'Dónde'],
          ['Order certain', 'Orden seguro'],
          ['Note', 'Nota'],
          ['By', 'De'],
        ],
        rows: entries.map((entry) => [
          text(entry.ticket),
          text(entry.type),
          exactly(entry.first.at),
          place(entry.first),
          exactly(entry.second.at),
          place(entry.second),
          { words: entry.certain ? ['yes', 'sí'] : ['no', 'no'] },
          text(entry.note),
          text(entry.noted_by),
        ]),
      },
    ],
  }),
})
