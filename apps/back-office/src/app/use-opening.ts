// What the back office loads first: who is signed in, and their nights. Keeps retrying while there is no network.

import { hear } from '@maguey/ui/hear.ts'
import type { Answer, Failure } from '@maguey/wire/failure'
import type { ManagerEvent } from '@maguey/wire/manager-events'
import type { StaffMe } from '@maguey/wire/staff'
import { useCallback, useEffect, useState } from 'react'
import { passes, RETRY_MS } from '#shared/rpc/retry.ts'

export type Opening = { me: StaffMe; nights: ManagerEvent[] }

export type OpeningState =
  | { state: 'loading' }
  | { state: 'ready'; opening: Opening }
  | { state: 'failed'; failure: Failure }

/**
 * `load` must be stable and never reject. `reload` loads again; the old data stays until the answer arrives, and a
 * failed reload changes nothing.
 */
export function useOpening(
  load: () => Promise<Answer<Opening>>,
): OpeningState & { reload: () => void } {
  const [state, setState] = useState<OpeningState>({ state: 'loading' })
  const [attempt, setAttempt] = useState(0)
  const reload = useCallback(() => setAttempt((number) => number + 1), [])
  const failed = state.state !== 'ready'

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt is one run of this effect
  useEffect(() => {
    let stopped = false
    let timer: ReturnType<typeof setTimeout>
    async function read(): Promise<void> {
      const result = await load()
      if (stopped) return
      if (result.ok) {
        setState({ state: 'ready', opening: result.value })
        return
      }
      const { failure } = result
      setState((before) => (before.state === 'ready' ? before : { state: 'failed', failure }))
      if (passes(failure)) timer = setTimeout(reload, RETRY_MS)
    }
    // Never rejects: `load` doesn't.
    hear(read())
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [load, attempt, reload])

  useEffect(() => {
    if (!failed) return
    window.addEventListener('online', reload)
    return () => window.removeEventListener('online', reload)
  }, [failed, reload])

  return { ...state, reload }
}
