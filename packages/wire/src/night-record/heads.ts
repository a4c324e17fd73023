// Heads: people inside by quarter of an hour, and how near the legal limit came.
import * as v from 'valibot'
import { count as figure, ms } from '../values.ts'
import { at, count, type Figure, recordPart, span } from './section.ts'

const people = v.pipe(v.number(), v.integer())

const schema = v.object({
  capacity: figure,
  fullest: v.object({
    people,
    at: v.nullable(ms),
    nearly_full_ms: ms,
    above_limit_ms: ms,
  }),
  inside_at_end: people,
  quarters: v.array(
    v.object({ at: ms, came: figure, went: figure, people, margin: figure, heard: people }),
  ),
})

export const headsPart = recordPart({
  name: 'heads',
  title: ['Heads', 'Personas dentro'],
  empty: ['Nobody was counted in.', 'No se contó a nadie.'],
  note: [
    'Margin: moves whose time is too unsure to say on which side of the quarter they belong. Heard by then: what the house could know at that moment.',
    'Margen: movimientos cuya hora es demasiado incierta para saber a qué lado del cuarto pertenecen. Sabido entonces: lo que la casa podía saber en ese momento.',
  ],
  schema,
  tell: ({ capacity, fullest, inside_at_end, quarters }) => ({
    figures: [
      { label: ['Legal limit', 'Aforo legal'], cell: count(capacity) },
      { label: ['Fullest', 'Máximo'], cell: count(fullest.people) },
      ...whenFullest(fullest.at),
      {
        label: ['Below the limit by', 'Bajo el aforo por'],
        cell: count(capacity - fullest.people),
      },
      { label: ['At 90 % or more', 'Al 90 % o más'], cell: span(fullest.nearly_full_ms) },
      { label: ['Above the limit', 'Sobre el aforo'], cell: span(fullest.above_limit_ms) },
      { label: ['Not counted out', 'Sin salida contada'], cell: count(inside_at_end) },
    ],
    tables: [
      {
        columns: [
          ['Until', 'Hasta'],
          ['Came', 'Llegaron'],
          ['Left', 'Salieron'],
          ['Inside', 'Dentro'],
          ['Margin ±', 'Margen ±'],
          ['Heard by then', 'Sabido entonces'],
        ],
        rows: quarters.map((quarter) => [
          at(quarter.at),
          count(quarter.came),
          count(quarter.went),
          count(quarter.people),
          count(quarter.margin),
          count(quarter.heard),
        ]),
      },
    ],
  }),
})

const whenFullest = (moment: number | null): Figure[] =>
  moment === null ? [] : [{ label: ['Fullest at', 'Máximo a las'], cell: at(moment) }]
