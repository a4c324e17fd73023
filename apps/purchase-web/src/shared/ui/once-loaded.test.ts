// What is drawn stays the same component, whenever its script arrives.
import { expect, test } from 'vitest'
import { onceLoaded } from './once-loaded.ts'

const Part = () => null

test('a part that was there before it was first drawn is drawn at once', async () => {
  const part = onceLoaded(Promise.resolve(Part))
  await Promise.resolve()
  expect(part()).toBe(Part)
})

test('one that comes later takes nobody’s place: what is typed in it stays', async () => {
  const part = onceLoaded(Promise.resolve(Part))
  const first = part()
  await Promise.resolve()
  expect(part()).toBe(first)
})
