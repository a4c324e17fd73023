// The check before doors: each part alone can fail it.
import { expect, test } from 'vitest'
import { type ReadyFacts, readyChecks } from './ready-checks.ts'

const good: ReadyFacts = {
  reading: 'reading',
  screen: 'held',
  list: { have: 500, total: 500, complete: true, ageMs: 5_000, namesToAsk: true },
  kept: 'kept',
  persistent: true,
  clock: { offsetMs: 200, uncertaintyMs: 40, doubtful: false },
  sound: 'on',
  queued: 0,
}
const bad = (changes: Partial<ReadyFacts>) =>
  readyChecks({ ...good, ...changes })
    .filter((check) => !check.good)
    .map((check) => `${check.what}:${check.note}`)

test.each<[Partial<ReadyFacts>, string[]]>([
  [{}, []],
  [{ sound: 'off', persistent: null, kept: null }, []],
  [{ reading: 'off' }, ['camera:off']],
  [{ reading: 'blind' }, ['camera:blind']],
  [{ screen: 'refused' }, ['screen:refused']],
  [{ list: { ...good.list, complete: false } }, ['list:bad']],
  [{ list: { ...good.list, ageMs: 15 * 60_000 + 1 } }, ['list:old']],
  [{ list: { ...good.list, namesToAsk: false } }, ['list:no_names']],
  [{ kept: 'coming' }, ['app:coming']],
  [{ kept: 'never' }, ['app:never']],
  [{ persistent: false }, ['storage:bad']],
  [{ clock: { offsetMs: 0, uncertaintyMs: 90_000, doubtful: true } }, ['clock:unknown']],
  [{ clock: { offsetMs: -60_000, uncertaintyMs: 1, doubtful: false } }, ['clock:bad']],
  [{ sound: 'locked' }, ['sound:locked']],
  [{ queued: 1 }, ['queue:bad']],
])('%j', (changes, faults) => {
  expect(bad(changes)).toEqual(faults)
})
