// What people paste, and the guests that are read from it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readName, readNames } from './read-names.ts'

test.each([
  ['Ana López', 'Ana López', 0],
  ['  Ana   López +3 ', 'Ana López', 3],
  ['Ana López (+2)', 'Ana López', 2],
  ['Ana López, + 1', 'Ana López', 1],
  ['Ana mas 4', 'Ana', 4],
  ['Ana más 4', 'Ana', 4],
  ['Ana plus 1', 'Ana', 1],
  ['Ana x4', 'Ana', 3],
  ['Ana (3)', 'Ana', 2],
  ['Ana x1', 'Ana', 0],
  ['12. Juan Pérez', 'Juan Pérez', 0],
  ['- Juan', 'Juan', 0],
  ['Max Mustermann', 'Max Mustermann', 0],
  ['Tomas 2', 'Tomas 2', 0],
  ['Pérez,\tJuan\t+2', 'Pérez, Juan', 2],
  ['50 Cent', '50 Cent', 0],
] as const)('%j is %s and %i more', (line, name, plus) => {
  expect(readName(line)).toEqual({ name, plus })
})

test.each(['', '   ', '---', '+3', '•'])('%j names nobody', (line) => {
  expect(readName(line)).toBeNull()
})

test('a pasted text has a guest on each line, whatever ends the lines', () => {
  expect(readNames('Ana +1\r\n\r\nJuan\nEva x2\n')).toEqual([
    { name: 'Ana', plus: 1 },
    { name: 'Juan', plus: 0 },
    { name: 'Eva', plus: 1 },
  ])
})

test('nothing that anybody pastes is read as a name without a letter or digit, or as fewer than nobody', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const { name, plus } of readNames(text)) {
        expect(name).toMatch(/[\p{L}\p{N}]/u)
        expect(plus).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})
