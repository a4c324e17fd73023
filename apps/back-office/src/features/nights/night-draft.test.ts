import { expect, it } from 'vitest'
import { blankNight, blankType, createDraftStore } from './night-draft.ts'

function storage(): Storage {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => {
      kept.delete(key)
    },
    setItem: (key, value) => {
      kept.set(key, value)
    },
  }
}

const night = blankNight({ type: 'General', gate: 'Main' }, new Date(2026, 0, 5), () => 'a')

it.each(['', '25.'])('keeps a draft whose price is half typed: "%s"', (price) => {
  const drafts = createDraftStore(storage())
  const typed = { ...night, types: [{ ...blankType('a', 'General'), price }] }
  drafts.keep('n', { revision: 0, atMs: 1, night: typed })
  // The same text too: that is how the editor compares a draft with what it sent.
  expect(JSON.stringify(drafts.read('n')?.night)).toBe(JSON.stringify(typed))
  expect(drafts.unsaved()).toHaveLength(1)
})

it('ignores what is no draft', () => {
  const store = storage()
  store.setItem('maguey.night-draft.n', '{"revision":0,"atMs":1,"night":{"name":"A"}}')
  expect(createDraftStore(store).read('n')).toBeNull()
})
