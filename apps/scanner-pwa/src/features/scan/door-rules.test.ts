// The small rules of the door's screen: repeats, yielding, the hardware scanner's keys, and when an alert is raised.
import { expect, test } from 'vitest'
import { eventFixture } from '#db/door-fixtures.ts'
import { doorAlerts } from './door-alerts.ts'
import { createRepeatGuard } from './repeat-guard.ts'
import type { ShownScan } from './scan-pipeline.ts'
import { createShownScanStore } from './shown-scan-store.ts'
import { createUndoOffers } from './undo-offers.ts'
import { feedKey } from './wedge-input.ts'

test('a code held in front of the lens for a minute is one scan', () => {
  const guard = createRepeatGuard()
  expect(guard.isStillInView('A', 0)).toBe(false)
  for (let ms = 100; ms < 60_000; ms += 100) expect(guard.isStillInView('A', ms)).toBe(true)
  expect(guard.isStillInView('A', 63_000)).toBe(false)
})

test('two phones side by side are two scans', () => {
  const guard = createRepeatGuard()
  const seen = ['A', 'B', 'A', 'B', 'A'].filter(
    (text, nth) => !guard.isStillInView(text, nth * 200),
  )
  expect(seen).toEqual(['A', 'B'])
})

function shownStore() {
  const timers: (() => void)[] = []
  const shown = createShownScanStore({
    after: (_delayMs, run) => {
      timers.push(run)
      return () => timers.splice(timers.indexOf(run), 1)
    },
  })
  return { ...shown, timers }
}

const scanOf = (verdict: Extract<ShownScan, { kind: 'verdict' }>['verdict']): ShownScan => ({
  kind: 'verdict',
  ...{ scanId: verdict.code, direction: 'in', readAtMs: 0 },
  verdict,
  atMs: 0,
  event: eventFixture(),
})
const who = { ticketId: 'T', guestName: null, typeCode: null, typeName: null }
const green = scanOf({ code: 'admit', ...who })
const red = scanOf({ code: 'not_a_ticket' })

test('green yields to the camera, red stays, and the next code takes the screen from both', () => {
  const { store, show, timers } = shownStore()
  show(green)
  expect(timers).toHaveLength(1)
  show(red)
  expect(store.getState().shown).toBe(red)
  expect(timers).toHaveLength(0)
  show(green)
  timers[0]?.()
  expect(store.getState().shown).toBeNull()
})

test('amber waits for its answer, and yields to the next code', () => {
  const { store, show, timers } = shownStore()
  const amber = scanOf({ code: 'unverified', because: 'unsigned', ...who })
  show(amber)
  expect(timers).toHaveLength(0)
  show(green)
  expect(store.getState().shown).toBe(green)
  show(amber)
  show({ kind: 'turned_away' })
  expect(store.getState().shown).toBeNull()
})

test('of a guest on the way out nothing is asked: amber yields', () => {
  const { show, timers } = shownStore()
  const amber = scanOf({ code: 'unverified', because: 'unsigned', ...who })
  show({ ...amber, direction: 'out' } as ShownScan)
  expect(timers).toHaveLength(1)
})

test('the last green can be taken back for ten seconds, and then the one before it', () => {
  let nowMs = 0
  const timers: [number, () => void][] = []
  const undos = createUndoOffers({
    monotonicMs: () => nowMs,
    after: (delayMs, run) => {
      timers.push([nowMs + delayMs, run])
      return () => {}
    },
  })
  const at = (scanId: string, readAtMs: number) => ({ ...green, scanId, readAtMs }) as ShownScan
  const offered = () => undos.store.getState().offers.map(({ scanId }) => scanId)
  undos.note(at('a', 0))
  undos.note(red)
  nowMs = 4_000
  undos.note(at('b', 4_000))
  expect(offered()).toEqual(['a', 'b'])
  expect(undos.take()).toMatchObject({ scanId: 'b' })
  expect(offered()).toEqual(['a'])
  nowMs = 10_000
  for (const [atMs, run] of timers) if (atMs <= nowMs) run()
  expect(offered()).toEqual([])
  expect(undos.take()).toBeUndefined()
})

test('an undo that could not be stored can be tried again in the time that is left', () => {
  let nowMs = 4_000
  const timers: number[] = []
  const undos = createUndoOffers({
    monotonicMs: () => nowMs,
    after: (delayMs) => {
      timers.push(nowMs + delayMs)
      return () => {}
    },
  })
  undos.note({ ...green, scanId: 'a', readAtMs: 0 } as ShownScan)
  undos.note({ ...green, scanId: 'b', readAtMs: 4_000 } as ShownScan)
  const taken = undos.take()
  nowMs = 5_000
  if (taken) undos.putBack(taken)
  expect(undos.store.getState().offers.map(({ scanId }) => scanId)).toEqual(['a', 'b'])
  expect(timers.at(-1)).toBe(14_000)
  const again = undos.take()
  nowMs = 14_000
  if (again) undos.putBack(again)
  expect(undos.store.getState().offers.map(({ scanId }) => scanId)).toEqual(['a'])
})

test('a page that was asleep offers nothing that is too old', () => {
  let nowMs = 0
  const undos = createUndoOffers({ monotonicMs: () => nowMs, after: () => () => {} })
  undos.note({ ...green, readAtMs: 0 } as ShownScan)
  nowMs = 10_001
  expect(undos.take()).toBeUndefined()
})

test('a code that is read before the list is here is answered, and yields', () => {
  const { store, show, timers } = shownStore()
  show({ kind: 'no_list' })
  expect(store.getState().shown).toEqual({ kind: 'no_list' })
  expect(timers).toHaveLength(1)
})

test('a failed write stays on the screen until it is tapped', () => {
  const { store, show, clear, timers } = shownStore()
  show({ kind: 'storage_failed', reason: 'QuotaExceededError', atMs: 0 })
  expect(timers).toHaveLength(0)
  clear()
  expect(store.getState().shown).toBeNull()
})

test('a hardware scanner types a text and Enter; a pause begins anew; single keys are nothing', () => {
  const typeAll = (keys: [string, number][]) => {
    let typed = { text: '', lastMs: 0 }
    const complete: string[] = []
    for (const [key, timeMs] of keys) {
      const fed = feedKey(typed, { key, timeMs })
      typed = fed.typed
      if (fed.complete !== null) complete.push(fed.complete)
    }
    return complete
  }
  const fast = [...'MGY-1'].map((key, nth): [string, number] => [key, nth])
  expect(typeAll([...fast, ['Shift', 6], ['Enter', 7]])).toEqual(['MGY-1'])
  expect(
    typeAll([
      ['x', 0],
      ...fast.map(([k, t]): [string, number] => [k, t + 5_000]),
      ['Enter', 5_010],
    ]),
  ).toEqual(['MGY-1'])
  expect(
    typeAll([
      ['a', 0],
      ['Enter', 1],
    ]),
  ).toEqual([])
})

const well = {
  blind: false,
  updateReady: false,
  trouble: null,
  listAgeMs: 60_000,
  listWhole: true,
  queued: 500,
  setAside: 0,
  persistent: true,
  clock: { offsetMs: 59_999, doubtful: false },
}

test.each([
  [{}, []],
  [{ blind: true, updateReady: true }, ['camera_blind', 'update_ready']],
  [{ trouble: 'stranger' as const }, ['line']],
  [{ trouble: 'busy' as const }, []],
  [{ listAgeMs: null }, ['list_missing']],
  [{ listAgeMs: 15 * 60_000 + 1 }, ['list_old']],
  [{ queued: 501 }, ['queue_long']],
  [{ setAside: 1, queued: 500 }, ['queue_long', 'scans_refused']],
  [{ queued: 0, setAside: 1 }, ['scans_refused']],
  [{ listWhole: false }, ['list_missing']],
  [{ clock: { offsetMs: -60_000, doubtful: false } }, ['clock_off']],
  [{ clock: { offsetMs: 0, doubtful: true } }, ['clock_doubtful']],
  [{ persistent: false }, ['storage_not_persistent']],
  [{ persistent: null }, []],
])('the strip is loud only when it matters: %j', (changes, codes) => {
  expect(doorAlerts({ ...well, ...changes }).map((alert) => alert.code)).toEqual(codes)
})
