// A long paste goes out in parts, and what was not sent is known.
import { expect, test } from 'vitest'
import type { Answer } from './failure.ts'
import type { NewName, TakenNames } from './guest-lists.ts'
import { sendNames } from './send-names.ts'

const names = (count: number): NewName[] =>
  Array.from({ length: count }, (_, n) => ({ id: `id-${n}`, name: `Guest ${n}`, plus: 0 }))

const taken = (part: readonly NewName[]): Answer<TakenNames> => ({
  ok: true,
  value: {
    ...{ list: {} as TakenNames['list'], entries: [] },
    added: part.slice(1).map(({ id }) => id),
    left_out: part
      .slice(0, 1)
      .map(({ id, name }) => ({ id, name, why: 'twin' as const, on_list: 'House' })),
  },
})

test('all of it, whatever its length', async () => {
  const parts: number[] = []
  const sent = await sendNames(names(90), async (part) => {
    parts.push(part.length)
    return taken(part)
  })
  expect(parts).toEqual([40, 40, 10])
  expect(sent).toMatchObject({ added: 87, unsent: [], failure: null })
  expect(sent.leftOut.map(({ name }) => name)).toEqual(['Guest 0', 'Guest 40', 'Guest 80'])
})

test('up to the part that had no answer, which goes out again with all after it', async () => {
  let calls = 0
  const sent = await sendNames(names(90), async (part) => {
    calls += 1
    return calls === 2 ? { ok: false, failure: { kind: 'unreachable' } } : taken(part)
  })
  expect(calls).toBe(2)
  expect(sent).toMatchObject({ added: 39, failure: { kind: 'unreachable' } })
  expect(sent.unsent[0]?.id).toBe('id-40')
  expect(sent.unsent).toHaveLength(50)
})

const uuid = '00000000-0000-4000-8000-000000000000'
const bytesOf = (part: readonly NewName[]) =>
  new TextEncoder().encode(JSON.stringify({ names: part })).length

test.each([
  ['Ñ', 120],
  ['李', 120],
  ['🕺', 400],
  ['"', 400],
])('a part fits into what the API takes, with names full of %s', async (letter, length) => {
  const longest = names(90).map((name) => ({ ...name, id: uuid, name: letter.repeat(length) }))
  let count = 0
  await sendNames(longest, async (part) => {
    expect(bytesOf(part)).toBeLessThan(16 * 1024)
    count += part.length
    return taken(part)
  })
  expect(count).toBe(90)
})

test('a line that is no name is sent cut, so that it is refused alone, and comes back whole', async () => {
  const line = `Ana 🕺 ${'🕺'.repeat(450)}`
  const paste = [{ id: 'line', name: line, plus: 0 }, ...names(2)]
  const lengths: number[] = []
  const sent = await sendNames(paste, async (part) => {
    lengths.push(...part.map(({ name }) => name.length))
    expect(part.every(({ name }) => !/\p{Cs}/u.test(name))).toBe(true)
    return taken(part)
  })
  // What functions/src/app/promoter-routes.ts takes, and more than what the database takes (120 characters).
  expect(lengths[0]).toBeLessThanOrEqual(400)
  expect(lengths[0]).toBeGreaterThan(120)
  expect(lengths.slice(1)).toEqual([7, 7])
  expect(sent).toMatchObject({ added: 2, leftOut: [{ id: 'line', name: line }] })
})
