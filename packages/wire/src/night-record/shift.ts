// Shift: the phones at the doors, and the staff who acted on the night.
import * as v from 'valibot'
import { count as figure, ms, nullableText } from '../values.ts'
import { at, count, recordPart, text } from './section.ts'

const when = v.nullable(ms)

const schema = v.object({
  phones: v.array(
    v.object({
      phone: v.string(),
      gates: v.array(v.string()),
      paired_at: ms,
      paired_by: nullableText,
      facts: figure,
      admitted: figure,
      refused: figure,
      first_at: when,
      last_at: when,
      heard_at: when,
      revoked_at: when,
      revoked_by: nullableText,
    }),
  ),
  staff: v.array(
    v.object({ name: v.string(), role: v.string(), acts: figure, first_at: ms, last_at: ms }),
  ),
})

const ROLES = {
  front_desk: ['Front desk', 'Recepción'],
  manager: ['Manager', 'Gerencia'],
  admin: ['Admin', 'Administración'],
} as const

const role = (name: string) =>
  name in ROLES ? { words: ROLES[name as keyof typeof ROLES] } : text(name)

export const shiftPart = recordPart({
  name: 'shift',
  title: ['Phones and staff on shift', 'Teléfonos y personal de turno'],
  empty: ['No phone was paired for this night.', 'No se vinculó ningún teléfono.'],
  schema,
  tell: ({ phones, staff }) => ({
    figures: [
      { label: ['Phones', 'Teléfonos'], cell: count(phones.length) },
      {
        label: ['Revoked', 'Revocados'],
        cell: count(phones.filter(({ revoked_at }) => revoked_at !== null).length),
      },
    ],
    tables: [
      {
        title: ['Phones', 'Teléfonos'],
        columns: [
          ['Phone', 'Teléfono'],
          ['Gates', 'Puertas'],
          ['Paired by', 'Vinculado por'],
          ['Done', 'Actos'],
          ['Let in', 'Pasaron'],
          ['Refused', 'Rechazos'],
          ['First', 'Primero'],
          ['Last', 'Último'],
          ['Last heard', 'Último contacto'],
          ['Revoked', 'Revocado'],
          ['By', 'Por'],
        ],
        rows: phones.map((phone) => [
          text(phone.phone),
          text(phone.gates.join(', ')),
          text(phone.paired_by),
          count(phone.facts),
          count(phone.admitted),
          count(phone.refused),
          at(phone.first_at),
          at(phone.last_at),
          at(phone.heard_at),
          at(phone.revoked_at),
          text(phone.revoked_by),
        ]),
      },
      {
        title: ['Staff', 'Personal'],
        columns: [
          ['Name', 'Nombre'],
          ['Role', 'Puesto'],
          ['Acts', 'Actos'],
          ['First', 'Primero'],
          ['Last', 'Último'],
        ],
        rows: staff.map((one) => [
          text(one.name),
          role(one.role),
          count(one.acts),
          at(one.first_at),
          at(one.last_at),
        ]),
      },
    ],
  }),
})
