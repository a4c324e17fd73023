// The phones of a night, polled every few seconds while the page is visible.

import { hear } from '@maguey/ui/hear.ts'
import type { Phone } from '@maguey/wire/event-phones'
import type { Failure } from '@maguey/wire/failure'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { PhonesApi } from './phones-api.ts'

const POLL_MS = 5_000
/** While a code is shown, somebody is standing there with the phone in hand. */
const PAIRING_POLL_MS = 1_500

export type PhonesState = {
  phones: Phone[] | null
  readAtMs: number | null
  /** The server's clock minus ours, at the last read. */
  offsetMs: number
  failure: Failure | null
}

export function usePhones(
  api: PhonesApi,
  pairing: boolean,
): PhonesState & { refresh: () => Promise<void> } {
  const [state, setState] = useState<PhonesState>({
    phones: null,
    readAtMs: null,
    offsetMs: 0,
    failure: null,
  })
  const mounted = useRef(true)

  const refresh = useCallback(async () => {
    const result = await api.list()
    if (!mounted.current) return
    if (!result.ok) {
      setState((before) => ({ ...before, failure: result.failure }))
      return
    }
    const { phones, server_now } = result.value
    const readAtMs = Date.now()
    setState({ phones, readAtMs, offsetMs: server_now - readAtMs, failure: null })
  }, [api])

  useEffect(() => {
    mounted.current = true
    let timer: ReturnType<typeof setTimeout>
    let stopped = false
    async function loop(): Promise<void> {
      await refresh()
      if (!stopped) timer = setTimeout(() => hear(loop()), pairing ? PAIRING_POLL_MS : POLL_MS)
    }
    hear(loop())
    return () => {
      stopped = true
      mounted.current = false
      clearTimeout(timer)
    }
  }, [refresh, pairing])

  return { ...state, refresh }
}
