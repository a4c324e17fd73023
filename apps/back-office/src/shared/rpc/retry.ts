// What a page does about a failure: asks again while it is one that passes by itself, or sends to the sign-in.
import { hear } from '@maguey/ui/hear.ts'
import { type Failure, isRefusal, mayHeal } from '@maguey/wire/failure'
import { useEffect } from 'react'

export const RETRY_MS = 5_000

export const passes = (failure: Failure): boolean =>
  mayHeal(failure) && !['signed_out', 'forbidden', 'malformed'].includes(failure.kind)

/**
 * True when only signing in again helps. A second factor that was turned on elsewhere ends this session too, but its
 * token is valid for a while; the sign-in then asks for the code.
 */
export const isSignedOut = (failure: Failure): boolean =>
  failure.kind === 'signed_out' || isRefusal(failure, 'second_factor_needed')

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
