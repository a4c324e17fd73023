// Guest lists: who let in how many on which list. Lists and promoters are named, guests are not.
import * as v from 'valibot'
import { amount, count as figure, ms, nullableText } from '../values.ts'
import { count, exactly, recordPart, sum, text } from './section.ts'

const schema = v.object({
  lists: v.array(
    v.object({
      list: v.string(),
      promoter: nullableText,
      quota: v.nullable(figure),
      allowed: figure,
      arrived: figure,
      paid: amount,
    }),
  ),
  unknown: figure,
  excess: v.array(
    v.object({
      at: ms,
      list: v.string(),
      what: v.picklist(['name', 'quota']),
      excess: figure,
      gate: nullableText,
      phone: nullableText,
    }),
  ),
})

export const listsPart = recordPart({
  name: 'lists',
  title: ['Guest lists and promoters', 'Listas y promotores'],
  empty: ['There were no guest lists.', 'No hubo listas de invitados.'],
  schema,
  tell: ({ lists, unknown, excess }) => ({
    figures: [
      {
        label: ['Came in on lists', 'Entraron por lista'],
        cell: count(sum(lists, ({ arrived }) => arrived)),
      },
      { label: ['On a name of no list', 'Con un nombre de ninguna lista'], cell: count(unknown) },
      {
        label: ['Beyond what lists allow', 'Más de lo que permiten'],
        cell: count(sum(excess, (one) => one.excess)),
      },
    ],
    tables: [
      {
        columns: [
          ['List', 'Lista'],
          ['Promoter', 'Promotor'],
          ['Quota', 'Cupo'],
          ['By name', 'Por nombre'],
          ['Came', 'Llegaron'],
          ['Paid at the door', 'Pagado en puerta'],
        ],
        rows: lists.map((list) => [
          text(list.list),
          text(list.promoter),
          text(list.quota === null ? null : String(list.quota)),
          count(list.allowed),
          count(list.arrived),
          { amount: list.paid },
        ]),
      },
      {
        title: ['Beyond a name or a quota', 'Más que un nombre o un cupo'],
        columns: [
          ['When', 'Cuándo'],
          ['List', 'Lista'],
          ['Beyond', 'Más que'],
          ['Heads', 'Personas'],
          ['Where', 'Dónde'],
        ],
        rows: excess.map((one) => [
          exactly(one.at),
          text(one.list),
          { words: one.what === 'name' ? ['the name', 'el nombre'] : ['the quota', 'el cupo'] },
          count(one.excess),
          text([one.gate, one.phone].filter(Boolean).join(' · ')),
        ]),
      },
    ],
  }),
})
