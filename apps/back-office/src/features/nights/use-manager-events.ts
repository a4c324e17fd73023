// Loads the manager's nights, and keeps trying while the network is away.

import type { Answer, Failure } from '@maguey/wire/failure'
import type { ManagerEvent } from '@maguey/wire/manager-events'
import { useCallback, useEffect, useState } from 'react'

const RETRY_MS = 5_000

export type EventsState =
  | { state: 'loading' }
  | { state: 'ready'; events: ManagerEvent[] }
  | { state: 'failed'; failure: Failure }

const passes = ({ kind }: Failure) =>
  ['offline', 'unreachable', 'busy', 'server_error'].includes(kind)

/** `load` must be stable. */
export function useManagerEvents(
  load: () => Promise<Answer<ManagerEvent[]>>,
): EventsState & { retry: () => void } {
  const [state, setState] = useState<EventsState>({ state: 'loading' })
  const [attempt, setAttempt] = useState(0)
  const retry = useCallback(() => setAttempt((number) => number + 1), [])

  useEffect(() => {
    // Each attempt is one run of this effect.
    void attempt
    let stopped = false
    let timer: ReturnType<typeof setTimeout>
    void load().then((result) => {
      if (stopped) return
      if (result.ok) setState({ state: 'ready', events: result.value })
      else {
        setState({ state: 'failed', failure: result.failure })
        if (passes(result.failure)) timer = setTimeout(retry, RETRY_MS)
      }
    })
    window.addEventListener('online', retry)
    return () => {
      stopped = true
      clearTimeout(timer)
      window.removeEventListener('online', retry)
    }
  }, [load, attempt, retry])

  return { ...state, retry }
}
