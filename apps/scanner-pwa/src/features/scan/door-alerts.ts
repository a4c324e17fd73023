// When the status strip must raise an alert: the few things that a doorman has to know about the phone.
import type { TimeReading } from '#shared/server-time.ts'
import { type LineTrouble, needsHands } from './trouble-words.ts'

export type DoorAlert =
  | { code: 'camera_blind' }
  /** A new version of the app waits for a moment between two guests. */
  | { code: 'update_ready' }
  | { code: 'line'; trouble: LineTrouble }
  | { code: 'list_missing' }
  | { code: 'list_old'; ageMs: number }
  | { code: 'queue_long'; count: number }
  | { code: 'storage_not_persistent' }
  | { code: 'clock_doubtful' }
  | { code: 'clock_off'; offsetMs: number }
  | { code: 'scans_refused'; count: number }

const LIST_OLD_MS = 15 * 60_000
const QUEUE_LONG = 500
const CLOCK_OFF_MS = 60_000

export type DoorHealth = {
  /** There may be a picture, but none of it is decoded. */
  blind: boolean
  updateReady: boolean
  /** Why the server is no use although something answers. Also null if nothing answers, which the strip shows. */
  trouble: LineTrouble | null
  /** Null: no list has ever been complete. */
  listAgeMs: number | null
  /** False while this phone lacks tickets that the server counts. */
  listWhole: boolean
  queued: number
  setAside: number
  /** Null if the browser doesn't say. */
  persistent: boolean | null
  clock: Pick<TimeReading, 'doubtful' | 'offsetMs'>
}

/** Most urgent first; empty when all is well. */
export function doorAlerts(health: DoorHealth): DoorAlert[] {
  const { blind, trouble, listAgeMs, listWhole, queued, setAside, persistent, clock } = health
  const unsent = queued + setAside
  const alerts: (DoorAlert | false)[] = [
    blind && { code: 'camera_blind' },
    trouble !== null && needsHands(trouble) && { code: 'line', trouble },
    (listAgeMs === null || !listWhole) && { code: 'list_missing' },
    listAgeMs !== null && listAgeMs > LIST_OLD_MS && { code: 'list_old', ageMs: listAgeMs },
    unsent > QUEUE_LONG && { code: 'queue_long', count: unsent },
    setAside > 0 && { code: 'scans_refused', count: setAside },
    clock.doubtful
      ? { code: 'clock_doubtful' }
      : Math.abs(clock.offsetMs) >= CLOCK_OFF_MS && { code: 'clock_off', offsetMs: clock.offsetMs },
    persistent === false && { code: 'storage_not_persistent' },
    health.updateReady && { code: 'update_ready' },
  ]
  return alerts.filter((alert) => alert !== false)
}
