// Decisions: what people at the door decided about a verdict, and by whose PIN.
import * as v from 'valibot'
import { ms, nullableText } from '../values.ts'
import { count, exactly, recordPart, text, type Words } from './section.ts'
import { verdictWords } from './verdict-words.ts'

const schema = v.object({
  decisions: v.array(
    v.object({
      at: ms,
      /** A newer door may decide more. */
      what: v.string(),
      about: nullableText,
      reason: nullableText,
      by: nullableText,
      allowed: v.boolean(),
      undone: v.boolean(),
      ticket: nullableText,
      gate: nullableText,
      phone: v.string(),
    }),
  ),
})
type Decision = v.InferOutput<typeof schema>['decisions'][number]

const WHAT: Readonly<Record<string, Words>> = {
  override: ['Overruled', 'Anulado por gerencia'],
  let_in: ['Let in after asking', 'Pasó tras preguntar'],
  turned_away: ['Turned away after asking', 'Rechazado tras preguntar'],
  undo: ['Green taken back', 'Verde retirado'],
}

export const decisionsPart = recordPart({
  name: 'decisions',
  title: ['Decisions at the door', 'Decisiones en la puerta'],
  empty: ['Nobody overruled or took back anything.', 'Nadie anuló ni retiró nada.'],
  schema,
  tell: ({ decisions }) => {
    const made = (what: string) => count(decisions.filter((one) => one.what === what).length)
    return {
      figures: [
        { label: ['Overruled by PIN', 'Anulados con PIN'], cell: made('override') },
        { label: ['Let in after asking', 'Pasaron tras preguntar'], cell: made('let_in') },
        {
          label: ['Turned away after asking', 'Rechazados tras preguntar'],
          cell: made('turned_away'),
        },
        { label: ['Taken back', 'Retirados'], cell: made('undo') },
      ],
      tables: [
        {
          columns: [
            ['When', 'Cuándo'],
            ['What', 'Qué'],
            ['About', 'Sobre'],
            ['By', 'Por'],
            ['Why', 'Por qué'],
            ['Ticket', 'Boleto'],
            ['Where', 'Dónde'],
          ],
          rows: decisions.map((one) => [
            exactly(one.at),
            { words: whatWords(one) },
            one.about === null ? text(null) : { words: verdictWords(one.about) },
            text(one.by),
            text(one.reason),
            text(one.ticket),
            text([one.gate, one.phone].filter(Boolean).join(' · ')),
          ]),
        },
      ],
    }
  },
})

function whatWords({ what, allowed, undone }: Decision): Words {
  const [en, es] = WHAT[what] ?? [what, what]
  if (!allowed) return [`${en} (was not allowed to)`, `${es} (sin permiso)`]
  return undone ? [`${en} (taken back)`, `${es} (retirado)`] : [en, es]
}
