// The legal capacity: it warns from nine tenths on, and says when nobody else may come in.
import { describe, expect, it } from 'vitest'
import { limitOf } from './crowd-limit.ts'

describe('limitOf', () => {
  it.each([
    [0, 'open'],
    [449, 'open'],
    [450, 'near'],
    [499, 'near'],
    [500, 'full'],
    [512, 'full'],
  ])('%i of 500 is %s', (people, state) => {
    expect(limitOf(people, 500)?.state).toBe(state)
  })

  it('tells how many are too many', () => {
    expect(limitOf(512, 500)?.free).toBe(-12)
  })

  it('is nothing where the night has no limit', () => {
    expect(limitOf(10, 0)).toBeNull()
  })
})
