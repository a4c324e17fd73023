// The time of day as state, for countdowns.
import { useEffect, useState } from 'react'

/** @param everyMs how often it ticks; 0 stops it */
export function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    if (everyMs === 0) return
    const timer = setInterval(() => setNowMs(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return nowMs
}
