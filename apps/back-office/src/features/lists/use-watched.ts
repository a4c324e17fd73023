// What is looked at on a night is loaded again every few seconds: arrivals are seen as they happen.
import { hear } from '@maguey/ui/hear.ts'
import type { Answer } from '@maguey/wire/failure'
import { useEffect } from 'react'
import { type Asked, useAnswer } from '#shared/rpc/use-answer.ts'

const EVERY_MS = 5_000

/** @param load must be stable */
export function useWatched<T>(
  load: () => Promise<Answer<T>>,
  onSessionExpired: () => void,
): Asked<T> {
  const asked = useAnswer(load, onSessionExpired)
  const { reload, failure } = asked
  useEffect(() => {
    // A failure is asked about again at its own pace.
    if (failure !== null) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') hear(reload())
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [reload, failure])
  return asked
}
