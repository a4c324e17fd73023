// Data that a page loads once, and reloads after a change.
import { hear } from '@maguey/ui/hear.ts'
import type { Answer, Failure } from '@maguey/wire/failure'
import { useCallback, useEffect, useState } from 'react'

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
      if (answer.failure.kind === 'signed_out') onSessionExpired()
      setState(({ value }) => ({ value, failure: answer.failure }))
    },
    [onSessionExpired],
  )
  const reload = useCallback(async () => take(await load()), [load, take])
  const set = useCallback((value: T) => setState({ value, failure: null }), [])

  useEffect(() => {
    let gone = false
    const ask = async () => {
      const answer = await load()
      if (!gone) take(answer)
    }
    hear(ask())
    return () => {
      gone = true
    }
  }, [load, take])

  return { ...state, reload, set }
}
