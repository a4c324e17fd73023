// A long paste whose later part fails: nothing typed is lost, and no question.
import { expect, it } from 'vitest'
import type { LeftOut, NewName, TakenNames } from './guest-lists.ts'
import { leftOutAfter, lineOf, namesToMend } from './names-to-mend.ts'
import { sendNames } from './send-names.ts'

const names: NewName[] = Array.from({ length: 45 }, (_, at) => ({
  ...{ id: `id-${at}`, name: `Guest ${at}`, plus: at === 1 ? 9 : 0 },
}))
const known = new Map(names.map((one) => [one.id, one]))
const left = (at: number, why: LeftOut['why']): LeftOut => ({
  ...{ id: `id-${at}`, name: `Guest ${at}`, why, on_list: null },
})
const newId = () => 'new'

it('keeps what the first part left out, with its ids, beside what was not sent', async () => {
  let parts = 0
  const leftOut = [left(0, 'twin'), left(1, 'too_many_plus')]
  const taken = { added: [], left_out: leftOut, entries: [] } as Partial<TakenNames> as TakenNames
  const sent = await sendNames(names, async () =>
    ++parts === 1
      ? {
          ok: true,
          value: taken,
        }
      : { ok: false, failure: { kind: 'offline' } as never },
  )
  expect(sent.leftOut).toHaveLength(2)
  const stays = namesToMend(sent, known, newId)
  expect(stays).toEqual([names[1], ...names.slice(40)])
  expect(stays.map(lineOf).slice(0, 2)).toEqual(['Guest 1 +9', 'Guest 40'])
})

it('gives what nobody sent an id of its own', () => {
  const unread = { id: null, name: '???', why: 'unreadable', on_list: null } as const
  expect(namesToMend({ leftOut: [unread], unsent: [] }, known, newId)).toEqual([
    { id: 'new', name: '???', plus: 0 },
  ])
})

it('asks about a twin until it is sent again; what was to be mended is not shown twice', () => {
  const before = [left(0, 'twin'), left(1, 'full')]
  expect(leftOutAfter(before, names.slice(40), [])).toEqual([left(0, 'twin')])
  expect(leftOutAfter(before, names.slice(0, 1), [left(0, 'twin')])).toEqual([left(0, 'twin')])
})
