// The time, told again at an interval, for lines such as "4 min ago" that age while nothing else happens.
import { useEffect, useState } from 'react'

/** @returns epoch milliseconds by this device's clock, at most `intervalMs` old. */
export function useNow(intervalMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), intervalMs)
    return () => clearInterval(timer)
  }, [intervalMs])
  return nowMs
}
