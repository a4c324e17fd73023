// Derives what a scan needs, and what the status strip shows, from the phone's state.
import type { Reading } from '#features/decode/reading.ts'
import { type DoorAlert, doorAlerts } from '#features/scan/door-alerts.ts'
import type { DoorFacts } from '#features/scan/scan-pipeline.ts'
import type { SyncStatus } from '#features/sync/sync-status.ts'
import type { TimeReading } from '#shared/server-time.ts'
import type { DoorSnapshot } from './door-snapshot.ts'

/** Undefined while there is no event, gate or list: then nothing can be decided. */
export function doorFacts(snapshot: DoorSnapshot, status: SyncStatus): DoorFacts | undefined {
  const { event, gate, choice, credential } = snapshot
  if (!event || !gate || !choice) return undefined
  return {
    event,
    gate,
    direction: event.reentry ? choice.direction : 'in',
    deviceName: credential?.deviceName ?? '',
    revoked: snapshot.revoked !== undefined,
    offline: status.contact !== 'reached',
  }
}

/** How old the list is: ms since the time below which the server vouches for it; null before it was first complete. */
export function listAgeMs({ event }: DoorSnapshot, { nowMs }: TimeReading): number | null {
  const horizonMs = event?.horizonMs
  return !horizonMs ? null : Math.max(0, nowMs - horizonMs)
}

/** Younger than this, the people inside are as of now. */
const CROWD_FRESH_MS = 60_000

export type CrowdFacts = { people: number; capacity: number; asOfMs: number | null }

/** The people inside as the list knew them, with this phone's own guests since; and as of when, if that was a while ago. */
export function crowdNow(snapshot: DoorSnapshot, time: TimeReading): CrowdFacts | null {
  const { event, unsentPeople } = snapshot
  if (!event?.crowd) return null
  const { people, capacity } = event.crowd
  const ageMs = listAgeMs(snapshot, time)
  const asOfMs = ageMs !== null && ageMs > CROWD_FRESH_MS ? event.horizonMs : null
  return { people: Math.max(0, people + unsentPeople), capacity, asOfMs }
}

/** Scans that the server doesn't have, for whatever reason. */
export const unsentOf = ({ queued, setAside }: DoorSnapshot): number => queued + setAside

/** State that doesn't come from the phone's database. */
export type Surroundings = {
  contact: SyncStatus['contact']
  reading: Reading
  persistent: boolean | null
  updateReady: boolean
}

export function alertsOf(
  snapshot: DoorSnapshot,
  { contact, reading, persistent, updateReady }: Surroundings,
  time: TimeReading,
): DoorAlert[] {
  const isQuiet = contact === 'reached' || contact === 'unknown' || contact === 'no_answer'
  return doorAlerts({
    blind: reading === 'blind',
    updateReady,
    trouble: isQuiet ? null : contact,
    listAgeMs: listAgeMs(snapshot, time),
    listWhole: snapshot.event?.complete ?? false,
    queued: snapshot.queued,
    setAside: snapshot.setAside,
    persistent,
    clock: time,
  })
}
