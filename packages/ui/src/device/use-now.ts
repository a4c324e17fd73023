// The current time, updated at an interval, for countdowns and lines such as "4 min ago".
import { useEffect, useState } from 'react'

/**
 * @param everyMs how often it ticks; 0 stops it
 * @returns epoch milliseconds by this device's clock
 */
export function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    if (everyMs === 0) return
    const timer = setInterval(() => setNowMs(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return nowMs
}
