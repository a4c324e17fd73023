// What a page does once it owns the scanning: mirror the disk, restore the time, and drop old nights.
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
    // A disk failure shows in the store's status; the next attempt is made later.
    if (!doubtful) store.dropNightsLongOver(nowMs).catch(() => {})
    clock.after(LOOK_FOR_OLD_NIGHTS_MS, dropOldNights)
  }
  dropOldNights()
}

/** A hidden page may be put to sleep along with its phone, and then no timer or counter advances. */
function followSleep(time: ServerTime): void {
  const follow = () => time.setAway(document.visibilityState !== 'visible')
  document.addEventListener('visibilitychange', follow)
  document.addEventListener('freeze', () => time.setAway(true))
  document.addEventListener('resume', follow)
}
