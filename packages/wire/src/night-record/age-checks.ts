// Age checks: how many were asked, how, and with what answer; never who.
import * as v from 'valibot'
import { count as figure } from '../values.ts'
import { count, recordPart, sum, type Words } from './section.ts'

const schema = v.object({
  checks: v.array(
    v.object({
      how: v.picklist(['eye', 'licence']),
      rule: v.picklist(['age', 'expired', 'house_list']),
      passed: v.boolean(),
      min_age: figure,
      total: figure,
    }),
  ),
})

const HOW = { eye: ['By eye', 'A ojo'], licence: ['Licence read', 'Licencia leída'] } as const
const RULE = {
  age: ['Age', 'Edad'],
  expired: ['ID had expired', 'Identificación vencida'],
  house_list: ['Name like one on the house list', 'Nombre parecido a uno de la lista de la casa'],
} as const satisfies Record<string, Words>

export const ageChecksPart = recordPart({
  name: 'age_checks',
  title: ['Age checks', 'Revisión de edad'],
  empty: ['Nobody’s age was checked here.', 'Aquí no se revisó la edad de nadie.'],
  schema,
  tell: ({ checks }) => {
    const passed = (wanted: boolean) =>
      count(
        sum(
          checks.filter((check) => check.passed === wanted),
          ({ total }) => total,
        ),
      )
    return {
      figures: [
        { label: ['Passed', 'Pasaron'], cell: passed(true) },
        { label: ['Did not pass', 'No pasaron'], cell: passed(false) },
      ],
      tables: [
        {
          columns: [
            ['How', 'Cómo'],
            ['Rule', 'Regla'],
            ['From age', 'Desde la edad'],
            ['Passed', 'Pasó'],
            ['Total', 'Total'],
          ],
          rows: checks.map((check) => [
            { words: HOW[check.how] },
            { words: RULE[check.rule] },
            count(check.min_age),
            { words: check.passed ? ['yes', 'sí'] : ['no', 'no'] },
            count(check.total),
          ]),
        },
      ],
    }
  },
})
