import { expect, test } from 'vitest'
import { peopleCounted } from './hand-count.ts'

test('counts add up, in whatever order they come', () => {
  expect(peopleCounted([1, 1, -1, 1])).toEqual({ came: 3, left: 1 })
  expect(peopleCounted([-1, 1, 1, 1])).toEqual({ came: 3, left: 1 })
  expect(peopleCounted([])).toEqual({ came: 0, left: 0 })
})
