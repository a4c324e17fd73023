// Asks again for what a page couldn't load, while the failure is one that passes by itself.
import { hear } from '@maguey/ui/hear.ts'
import { type Failure, mayHeal } from '@maguey/wire/failure'
import { useEffect } from 'react'

export const RETRY_MS = 5_000

export const passes = (failure: Failure): boolean =>
  mayHeal(failure) && !['signed_out', 'forbidden', 'malformed'].includes(failure.kind)

/**
 * @param failure of the last load, a new object each time; null: nothing to retry
 * @param load must be stable and never reject
 */
export function useRetry(failure: Failure | null, load: () => Promise<void>): void {
  useEffect(() => {
    if (failure === null || !passes(failure)) return
    const again = () => hear(load())
    const timer = setTimeout(again, RETRY_MS)
    window.addEventListener('online', again)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', again)
    }
  }, [failure, load])
}
