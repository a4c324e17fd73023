// Which acts are whole: tests/db/door-acts.test.ts asks SQL about the same.
import * as v from 'valibot'
import { expect, test } from 'vitest'
import vectors from '../../../tests/vectors/door-acts.json' with { type: 'json' }
import { actContent } from './door-act.ts'

test.each(vectors)('$kind: $name', ({ kind, payload, whole }) => {
  expect(v.is(actContent, { kind, payload })).toBe(whole)
})

test('every kind has a case that is whole, and one that is not', () => {
  const kinds = actContent.options.map(({ entries }) => entries.kind.literal)
  for (const kind of kinds) {
    const cases = vectors.filter((one) => one.kind === kind).map(({ whole }) => whole)
    expect([kind, new Set(cases)]).toEqual([kind, new Set([true, false])])
  }
})
