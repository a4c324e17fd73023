import { expect, it } from 'vitest'
import { lineUpOf } from './line-up.ts'

it('has a name a line, without what is blank', () => {
  expect(lineUpOf('  DJ Nopal \r\n\n Sonora Dinamita\n')).toEqual(['DJ Nopal', 'Sonora Dinamita'])
  expect([lineUpOf(null), lineUpOf(' \n')]).toEqual([[], []])
})
