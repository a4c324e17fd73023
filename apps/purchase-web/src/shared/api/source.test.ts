// Questions to the API: when they are asked, asked again, and dropped.
import { hear } from '@maguey/ui/hear.ts'
import type { Answer, Failure } from '@maguey/wire/failure'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSource, type Page, type Question } from './source.ts'

const START = Date.UTC(2026, 10, 27)
const failed = (failure: Failure): Answer<string> => ({ ok: false, failure })
const unreachable = failed({ kind: 'unreachable' })
const overloaded = failed({ kind: 'server_error', status: 503 })

let online = true
let hidden = false
let tell: (what: 'online' | 'shown') => void = () => {}
const page: Page = {
  isOnline: () => online,
  isHidden: () => hidden,
  listen(heard) {
    tell = heard
    return () => {
      tell = () => {}
    }
  },
}

/** Answers one after another, the last one again and again. */
function asked(answers: Answer<string>[], changes: Partial<Question<string>> = {}) {
  const times: number[] = []
  const source = createSource<string>(
    {
      ask: async () => {
        times.push(Date.now() - START)
        return (answers.length > 1 ? answers.shift() : answers[0]) as Answer<string>
      },
      againInMs: () => false,
      ...changes,
    },
    page,
  )
  return { source, times }
}
const ok = (value: string): Answer<string> => ({ ok: true, value })

beforeEach(() => {
  vi.useFakeTimers({ now: START })
  online = true
  hidden = false
})
afterEach(() => {
  vi.useRealTimers()
})

test('asks when somebody looks, and keeps the answer with its time', async () => {
  const { source, times } = asked([ok('one')])
  expect(times).toEqual([])
  source.subscribe(() => {})
  await vi.advanceTimersByTimeAsync(0)
  expect(source.read()).toMatchObject({ data: 'one', dataAtMs: START, failure: null, answers: 1 })
})

test('what is young enough is not asked for when a page opens, older is shown and asked for', async () => {
  const young = asked([ok('new')], { known: { data: 'kept', atMs: START - 4_999 } })
  young.source.subscribe(() => {})
  await vi.advanceTimersByTimeAsync(0)
  expect([young.source.read().data, young.times]).toEqual(['kept', []])
  // The second was kept under a clock that ran ahead.
  for (const atMs of [START - 5_000, START + 3_600_000]) {
    const old = asked([ok('new')], { known: { data: 'kept', atMs } })
    old.source.subscribe(() => {})
    expect(old.source.read().data).toBe('kept')
    await vi.advanceTimersByTimeAsync(0)
    expect(old.source.read().data).toBe('new')
  }
})

test('no answer is repeated at once, twice, and only then told', async () => {
  const { source, times } = asked([unreachable])
  source.subscribe(() => {})
  await vi.advanceTimersByTimeAsync(1_799)
  expect(source.read().failure).toBeNull()
  await vi.advanceTimersByTimeAsync(1)
  expect(times).toEqual([0, 600, 1_800])
  expect(source.read()).toMatchObject({ failure: { kind: 'unreachable' }, failures: 1 })
})

test('it tells that it asks, and after four seconds without an answer that nobody answers', async () => {
  const answers: ((answer: Answer<string>) => void)[] = []
  const { source } = asked([], { ask: () => new Promise((resolve) => answers.push(resolve)) })
  const told: [atMs: number, asking: boolean, silent: boolean][] = []
  const leave = source.subscribe(() => {
    const { asking, silent } = source.read()
    told.push([Date.now() - START, asking, silent])
  })
  await vi.advanceTimersByTimeAsync(9_000)
  // Asked again by hand, it is no less silent.
  const again = source.ask()
  expect(source.read()).toMatchObject({ asking: true, silent: true, failure: null })
  answers[1]?.(ok('one'))
  await again
  expect(told).toEqual([
    [0, true, false],
    [4_000, true, true],
    [9_000, true, true],
    [9_000, false, false],
  ])
  hear(source.ask())
  leave()
  expect(source.read()).toMatchObject({ asking: false, silent: false, data: 'one' })
  await vi.advanceTimersByTimeAsync(9_000)
  expect(source.read().silent).toBe(false)
})

test('without a network, and after trouble on the other side, it is told at once', async () => {
  for (const [answer, isOnline] of [
    [unreachable, false],
    [overloaded, true],
  ] as const) {
    online = isOnline
    const { source, times } = asked([answer])
    source.subscribe(() => {})
    await vi.advanceTimersByTimeAsync(10_000)
    expect([times.length, source.read().failures]).toEqual([1, 1])
  }
})

test('a failure leaves the data as it was, and the next answer ends it', async () => {
  const { source } = asked([ok('one'), overloaded, ok('two')])
  source.subscribe(() => {})
  await vi.advanceTimersByTimeAsync(0)
  await source.ask()
  expect(source.read()).toMatchObject({ data: 'one', dataAtMs: START, failures: 1 })
  vi.setSystemTime(START + 60_000)
  await source.ask()
  expect(source.read()).toMatchObject({
    ...{ data: 'two', dataAtMs: START + 60_000, failure: null, failures: 0, answers: 2 },
  })
})

test('it is asked again at its own pace, by what is known', async () => {
  const { source, times } = asked([overloaded, overloaded, ok('one')], {
    againInMs: ({ failures }) => (failures > 0 ? failures * 1_000 : 30_000),
  })
  source.subscribe(() => {})
  await vi.advanceTimersByTimeAsync(33_000)
  expect(times).toEqual([0, 1_000, 3_000, 33_000])
})

test('a hidden page asks nothing, and catches up when it comes to the front', async () => {
  const { source, times } = asked([ok('one')], { againInMs: () => 1_000, staleMs: 3_600_000 })
  source.subscribe(() => {})
  await vi.advanceTimersByTimeAsync(0)
  hidden = true
  await vi.advanceTimersByTimeAsync(60_000)
  expect(times).toEqual([0])
  hidden = false
  tell('shown')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(times).toEqual([0, 60_000, 61_000])
})

test('it is asked when the network is back, however young the data is', async () => {
  const { source, times } = asked([ok('one')])
  source.subscribe(() => {})
  await vi.advanceTimersByTimeAsync(100)
  tell('shown')
  tell('online')
  await vi.advanceTimersByTimeAsync(0)
  expect(times).toEqual([0, 100])
})

test('the last one who leaves ends it; whoever comes back begins with what was known', async () => {
  const { source, times } = asked([ok('one')], { againInMs: () => 1_000, staleMs: 10_000 })
  const leave = source.subscribe(() => {})
  source.subscribe(() => {})()
  await vi.advanceTimersByTimeAsync(1_000)
  leave()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(times).toEqual([0, 1_000])
  source.subscribe(() => {})
  expect(source.read().data).toBe('one')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(times).toEqual([0, 1_000, 7_000])
})

test('a newer question drops the one under way, and what nobody waits for changes nothing', async () => {
  const signals: AbortSignal[] = []
  const answers: ((answer: Answer<string>) => void)[] = []
  const { source } = asked([], {
    ask: (signal) => {
      signals.push(signal)
      return new Promise((resolve) => answers.push(resolve))
    },
  })
  const leave = source.subscribe(() => {})
  const second = source.ask()
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
  answers[0]?.(ok('old'))
  answers[1]?.(ok('new'))
  await second
  expect(source.read()).toMatchObject({ data: 'new', answers: 1 })
  const third = source.ask()
  leave()
  answers[2]?.(ok('late'))
  await third
  expect([signals[2]?.aborted, source.read().data]).toEqual([true, 'new'])
})
