// Keeps a working pairing code on offer: a new one when the last is used, about to expire, or for a night that is over.
import type { Pairing } from './create-pairing.ts'

export type KeepPairing = {
  first: Pairing | null
  create: () => Promise<Pairing | null>
  /** Whether a phone has paired with it. */
  isUsed: (code: string) => Promise<boolean>
  onNew: (pairing: Pairing) => void
  onError: (error: Error) => void
  nowMs?: () => number
  pauseMs?: number
}

/** Whoever reads a code from a screen needs a moment to type it. */
const LEAST_LEFT_MS = 90_000

/** Checks every few seconds until stopped; an error is reported once and checking continues. */
export function keepPairing(options: KeepPairing): { stop(): Promise<void> } {
  const { create, isUsed, nowMs = Date.now, pauseMs = 3000 } = options
  let pairing = options.first
  let lastError = ''
  let stopped = false
  let timer: NodeJS.Timeout
  let running: Promise<void> = Promise.resolve()

  const look = async () => {
    if (pairing && pairing.expiresMs - nowMs() > LEAST_LEFT_MS && !(await isUsed(pairing.code)))
      return
    pairing = await create()
    if (pairing && !stopped) options.onNew(pairing)
  }
  const tell = (error: Error) => {
    if (error.message !== lastError) options.onError(error)
    lastError = error.message
  }
  const schedule = () => {
    if (stopped) return
    timer = setTimeout(() => {
      running = look().catch(tell).finally(schedule)
    }, pauseMs)
    timer.unref()
  }
  schedule()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
