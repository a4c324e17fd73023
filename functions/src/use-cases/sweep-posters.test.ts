// What the sweep of posters removes, and that its failure is heard.
import { expect, it } from 'vitest'
import { createTestDependencies } from '../testing/test-dependencies.ts'
import { sweepPosters } from './sweep-posters.ts'

function depsWith(unused: string[], works = true) {
  const removed: string[] = []
  const deps = createTestDependencies()
  deps.database.posters = unused
  deps.posters = {
    async remove(names) {
      removed.push(...names)
      return works
    },
  }
  return { deps, removed }
}

it('removes what no night shows, and asks the store for nothing otherwise', async () => {
  const some = depsWith(['n/1.webp', 'n/1-480.webp'])
  await sweepPosters(some.deps)
  expect(some.removed).toEqual(['n/1.webp', 'n/1-480.webp'])
  const none = depsWith([])
  await sweepPosters(none.deps)
  expect(none.removed).toEqual([])
  expect(none.deps.logged).toEqual([])
})

it('says so when the store does not answer', async () => {
  const { deps } = depsWith(['n/1.webp'], false)
  await sweepPosters(deps)
  expect(deps.logged).toEqual([{ level: 'error', event: 'poster_sweep_failed', code: 'storage' }])
})
