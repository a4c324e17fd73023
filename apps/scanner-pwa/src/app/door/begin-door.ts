// What a page does once it is the one that scans: mirror the disk, take up the time, and let old nights go.
import type { DoorStore } from '#db/door-store.ts'
import type { Clock } from '#shared/clock.ts'
import type { ClockSample, ServerTime } from '#shared/server-time.ts'

type BeginParts = { store: DoorStore; time: ServerTime; clock: Clock }

const LOOK_FOR_OLD_NIGHTS_MS = 10 * 60_000

let followed = false

export async function beginDoor({ store, time, clock }: BeginParts): Promise<void> {
  const kept = await store.disk.readMeta('clock').catch(() => undefined)
  await store.start((lastScan) => {
    const scanned: ClockSample[] = lastScan
      ? [
          {
            offsetMs: lastScan.scannedAtMs - lastScan.deviceTimeMs,
            uncertaintyMs: lastScan.clockUncertaintyMs,
            measuredAtMs: lastScan.deviceTimeMs,
          },
        ]
      : []
    time.restore([...(kept ? [kept] : []), ...scanned])
  })
  if (followed) return
  followed = true
  if (typeof document !== 'undefined') followSleep(time)
  const dropOldNights = () => {
    const { nowMs, doubtful } = time.read()
    // A disk that fails shows in the store's status; the next look tries again.
    if (!doubtful) store.dropNightsLongOver(nowMs).catch(() => {})
    clock.after(LOOK_FOR_OLD_NIGHTS_MS, dropOldNights)
  }
  dropOldNights()
}

/** A hidden page may be put to sleep with its phone, and then nothing counts the time. */
function followSleep(time: ServerTime): void {
  const follow = () => time.setAway(document.visibilityState !== 'visible')
  document.addEventListener('visibilitychange', follow)
  document.addEventListener('freeze', () => time.setAway(true))
  document.addEventListener('resume', follow)
}
