// What the API says now, asked when the page opens and whenever it comes to the front.
import { hear } from '@maguey/ui/hear.ts'
import type { Answer, Failure } from '@maguey/wire/failure'
import { useCallback, useEffect, useRef, useState } from 'react'

type Asked<T> = { data: T | undefined; failure: Failure | null; ask: () => Promise<void> }

/** @param ask the same function for as long as the question is the same */
export function useAsked<T>(
  ask: (signal: AbortSignal) => Promise<Answer<T>>,
  known: () => T | undefined = () => undefined,
): Asked<T> {
  const [data, setData] = useState(known)
  const [failure, setFailure] = useState<Failure | null>(null)
  const underWay = useRef<AbortController | null>(null)
  const run = useCallback(async () => {
    // An older answer must not take the place of a newer one.
    underWay.current?.abort()
    const own = new AbortController()
    underWay.current = own
    const answer = await ask(own.signal)
    if (own.signal.aborted) return
    setFailure(answer.ok ? null : answer.failure)
    if (answer.ok) setData(answer.value)
  }, [ask])
  useEffect(() => {
    hear(run())
    const again = () => {
      if (document.visibilityState === 'visible') hear(run())
    }
    document.addEventListener('visibilitychange', again)
    addEventListener('online', again)
    return () => {
      document.removeEventListener('visibilitychange', again)
      removeEventListener('online', again)
      underWay.current?.abort()
    }
  }, [run])
  return { data, failure, ask: run }
}
