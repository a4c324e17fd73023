// Refusals by hand: people who were not let in, whatever their ticket.
import * as v from 'valibot'
import type { RefusalCause } from '../door-acts/refusal.ts'
import { count as figure, ms, nullableText } from '../values.ts'
import { at, count, exactly, gateName, recordPart, sum, text, type Words } from './section.ts'

const schema = v.object({
  causes: v.array(
    v.object({
      cause: v.string(),
      gate: nullableText,
      total: figure,
      first_at: ms,
      last_at: ms,
    }),
  ),
  words: v.array(
    v.object({
      at: ms,
      cause: v.string(),
      words: v.string(),
      gate: nullableText,
      phone: v.string(),
    }),
  ),
})

const CAUSES: Record<RefusalCause, Words> = {
  no_id: ['No ID', 'Sin identificación'],
  under_age: ['Under age', 'Menor de edad'],
  intoxicated: ['Intoxicated', 'En estado de ebriedad'],
  dress: ['Dress', 'Vestimenta'],
  banned: ['Banned', 'Vetado'],
  full: ['House full', 'Casa llena'],
  other: ['Other', 'Otro'],
}

/** A cause that only a newer door knows keeps its code. */
const causeWords = (cause: string): Words =>
  (CAUSES as Record<string, Words | undefined>)[cause] ?? [cause, cause]

export const handRefusalsPart = recordPart({
  name: 'hand_refusals',
  title: ['People refused by hand', 'Personas rechazadas a mano'],
  empty: ['Nobody was refused by hand.', 'No se rechazó a nadie a mano.'],
  schema,
  tell: ({ causes, words }) => ({
    figures: [
      {
        label: ['Refused by hand', 'Rechazados a mano'],
        cell: count(sum(causes, (one) => one.total)),
      },
    ],
    tables: [
      {
        columns: [
          ['Cause', 'Causa'],
          ['Gate', 'Puerta'],
          ['Total', 'Total'],
          ['First', 'Primero'],
          ['Last', 'Último'],
        ],
        rows: causes.map((one) => [
          { words: causeWords(one.cause) },
          gateName(one.gate),
          count(one.total),
          at(one.first_at),
          at(one.last_at),
        ]),
      },
      {
        title: ['In the doormen’s words', 'En palabras de la puerta'],
        columns: [
          ['When', 'Cuándo'],
          ['Cause', 'Causa'],
          ['Words', 'Palabras'],
          ['Where', 'Dónde'],
        ],
        rows: words.map((one) => [
          exactly(one.at),
          { words: causeWords(one.cause) },
          text(one.words),
          text([one.gate, one.phone].filter(Boolean).join(' · ')),
        ]),
      },
    ],
  }),
})
