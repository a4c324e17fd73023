// Data that a page loads once, and reloads after a change; asked for again while a failure is one that passes.
import { hear } from '@maguey/ui/hear.ts'
import type { Answer, Failure } from '@maguey/wire/failure'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isSignedOut, useRetry } from './retry.ts'

export type Asked<T> = {
  value: T | null
  /** Why the last load failed; an older value is still available. */
  failure: Failure | null
  reload: () => Promise<void>
  /** Uses an action's answer as the new value, instead of reloading. */
  set: (value: T) => void
}

/** @param load must be stable (useCallback, useMemo): a new one reloads */
export function useAnswer<T>(
  load: () => Promise<Answer<T>>,
  onSessionExpired: () => void,
): Asked<T> {
  const [state, setState] = useState<{ value: T | null; failure: Failure | null }>({
    value: null,
    failure: null,
  })
  const take = useCallback(
    (answer: Answer<T>) => {
      if (answer.ok) {
        setState({ value: answer.value, failure: null })
        return
      }
      if (isSignedOut(answer.failure)) onSessionExpired()
      setState(({ value }) => ({ value, failure: answer.failure }))
    },
    [onSessionExpired],
  )
  // The load that the screen is about: an answer to an earlier one is dropped.
  const current = useRef<typeof load | null>(null)
  const reload = useCallback(async () => {
    const answer = await load()
    if (current.current === load) take(answer)
  }, [load, take])
  const set = useCallback((value: T) => setState({ value, failure: null }), [])

  useEffect(() => {
    current.current = load
    hear(reload())
    return () => {
      current.current = null
    }
  }, [load, reload])

  useRetry(state.failure, reload)

  return { ...state, reload, set }
}
