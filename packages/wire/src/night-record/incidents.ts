// Incidents: what was written at the door, in the doormen's words.
import * as v from 'valibot'
import { ms, nullableText } from '../values.ts'
import { at, count, gateName, recordPart, text, type Words } from './section.ts'

const schema = v.object({
  incidents: v.array(
    v.object({
      at: ms,
      written_at: ms,
      what: v.picklist(['incident', 'removal']),
      place: v.string(),
      words: v.string(),
      gate: nullableText,
      phone: v.string(),
      after_revocation: v.boolean(),
    }),
  ),
})

const WHAT = {
  incident: ['Incident', 'Incidente'],
  removal: ['Removed', 'Expulsión'],
} as const satisfies Record<string, Words>

export const incidentsPart = recordPart({
  name: 'incidents',
  title: ['Incidents and removals', 'Incidentes y expulsiones'],
  empty: ['Nothing was written down.', 'No se escribió nada.'],
  schema,
  tell: ({ incidents }) => {
    const written = (what: keyof typeof WHAT) => incidents.filter((one) => one.what === what)
    return {
      figures: [
        { label: ['Incidents', 'Incidentes'], cell: count(written('incident').length) },
        { label: ['Removals', 'Expulsiones'], cell: count(written('removal').length) },
      ],
      tables: [
        {
          columns: [
            ['When', 'Cuándo'],
            ['What', 'Qué'],
            ['Where', 'Dónde'],
            ['Words', 'Palabras'],
            ['Written', 'Escrito'],
            ['By', 'Por'],
          ],
          rows: incidents.map((one) => [
            at(one.at),
            { words: WHAT[one.what] },
            one.place === '' ? gateName(one.gate) : text(one.place),
            text(one.words),
            at(one.written_at),
            one.after_revocation
              ? { words: [`${one.phone} (revoked)`, `${one.phone} (revocado)`] }
              : text(one.phone),
          ]),
        },
      ],
    }
  },
})
