// A question that a page asks the API again and again, as long as somebody looks: its last answer, how old that is, and
// what has gone wrong since.
//
//   begin ──▶ asking ──▶ waiting ──▶ asking …      until the last listener leaves, which ends what is under way
//
// A question without an answer is repeated at once; with trouble, at the page's own pace (`againInMs`).
import { hear } from '@maguey/ui/hear.ts'
import { type Answer, type Failure, isNoAnswer } from '@maguey/wire/failure'
import { useSyncExternalStore } from 'react'

export type Known<T> = {
  readonly data: T | undefined
  /** When the data was true, in epoch milliseconds; 0 without any. */
  readonly dataAtMs: number
  /** Why the last question had no answer. */
  readonly failure: Failure | null
  /** In a row. */
  readonly failures: number
  readonly answers: number
  /** A question is under way. */
  readonly asking: boolean
  /** It has been for four seconds or more: what a page has kept is better than nothing. Ends with the next answer or failure. */
  readonly silent: boolean
}

export type Question<T> = {
  ask: (signal: AbortSignal) => Promise<Answer<T>>
  /** How long after an answer or a failure it is asked again. */
  againInMs: (known: Known<T>) => number | false
  /** What is known before the first answer, and since when. */
  known?: { data: T; atMs: number } | undefined
  /** Younger data is not asked for again when a page opens or comes to the front. */
  staleMs?: number
}

export type Source<T> = {
  read: () => Known<T>
  subscribe: (listener: () => void) => () => void
  /** Asks now; what is under way is dropped, as it may be older than what the caller has just done. */
  ask: () => Promise<void>
}

/** The page as a source needs it. */
export type Page = {
  isOnline: () => boolean
  isHidden: () => boolean
  /** `online`: the network is back. `shown`: the page has come to the front. */
  listen: (heard: (what: 'online' | 'shown') => void) => () => void
}

const RETRY_AFTER_MS = [600, 1_200]
const STALE_MS = 5_000
/** A network that hangs is found out by its deadlines, three quarters of a minute later: nobody looks at a blank page for so long. */
const SILENT_AFTER_MS = 4_000

export function createSource<T>(question: Question<T>, page: Page = thisPage): Source<T> {
  const { read, learn, listeners } = rememberKnown(question)
  let asking: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let overdue = false
  let leave = () => {}
  // A clock that ran ahead when the data was kept doesn't make it young.
  const isStale = () =>
    read().data === undefined ||
    Math.abs(Date.now() - read().dataAtMs) >= (question.staleMs ?? STALE_MS)

  async function ask(): Promise<void> {
    asking?.abort()
    clearTimeout(timer)
    overdue = false
    const own = new AbortController()
    asking = own
    clearTimeout(silence)
    silence = setTimeout(() => learn({ silent: true }), SILENT_AFTER_MS)
    learn({ asking: true })
    const answer = await askPatiently(question, page, own.signal)
    // Dropped meanwhile: by a newer question, or because nobody looks any more.
    if (asking !== own) return
    asking = null
    clearTimeout(silence)
    learn({ asking: false, silent: false, ...toldBy(answer, read()) })
    wait()
  }

  function wait(): void {
    if (listeners.size === 0) return
    const inMs = question.againInMs(read())
    if (inMs === false) return
    timer = setTimeout(() => {
      // Nobody sees it: it is asked when the page comes to the front.
      if (page.isHidden()) overdue = true
      else hear(ask())
    }, inMs)
  }

  function begin(): void {
    leave = page.listen((what) => {
      if (what === 'online' || overdue || isStale()) hear(ask())
    })
    if (isStale()) hear(ask())
    else wait()
  }

  function end(): void {
    leave()
    clearTimeout(timer)
    clearTimeout(silence)
    asking?.abort()
    asking = null
    learn({ asking: false, silent: false })
  }

  return {
    read,
    ask,
    subscribe(listener) {
      listeners.add(listener)
      if (listeners.size === 1) begin()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) end()
      }
    },
  }
}

function rememberKnown<T>(question: Question<T>) {
  let known: Known<T> = {
    ...{ data: question.known?.data, dataAtMs: question.known?.atMs ?? 0 },
    ...{ failure: null, failures: 0, answers: 0, asking: false, silent: false },
  }
  const listeners = new Set<() => void>()
  return {
    listeners,
    read: () => known,
    learn: (changes: Partial<Known<T>>): void => {
      known = { ...known, ...changes }
      for (const listener of listeners) listener()
    },
  }
}

const toldBy = <T>(answer: Answer<T>, { answers, failures }: Known<T>): Partial<Known<T>> =>
  answer.ok
    ? {
        ...{ data: answer.value, dataAtMs: Date.now(), answers: answers + 1 },
        ...{ failure: null, failures: 0 },
      }
    : { failure: answer.failure, failures: failures + 1 }

/** At once after no answer: a network that was lost for a moment is nobody's business. */
async function askPatiently<T>(
  question: Question<T>,
  page: Page,
  signal: AbortSignal,
): Promise<Answer<T>> {
  let answer = await question.ask(signal)
  for (const pauseMs of RETRY_AFTER_MS) {
    const again = !answer.ok && isNoAnswer(answer.failure) && page.isOnline()
    if (!again) break
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
    if (signal.aborted) break
    answer = await question.ask(signal)
  }
  return answer
}

const thisPage: Page = {
  isOnline: () => navigator.onLine,
  isHidden: () => document.visibilityState === 'hidden',
  listen(heard) {
    const online = () => heard('online')
    const shown = () => document.visibilityState === 'visible' && heard('shown')
    addEventListener('online', online)
    document.addEventListener('visibilitychange', shown)
    return () => {
      removeEventListener('online', online)
      document.removeEventListener('visibilitychange', shown)
    }
  },
}

/** One source for each key, so that a page that is opened again begins with what it knew. */
export function sourcesByKey<T>(make: (key: string) => Source<T>): (key: string) => Source<T> {
  const made = new Map<string, Source<T>>()
  return (key) => {
    const source = made.get(key) ?? make(key)
    made.set(key, source)
    return source
  }
}

export const useSource = <T>(source: Source<T>): Known<T> =>
  useSyncExternalStore(source.subscribe, source.read)
