// A disk that is full: what this phone can do without is given up, and the write is tried once more, before anybody is told.
import { DiskError, type DoorDisk } from './door-disk.ts'
import type { ListKeeper } from './list-keeper.ts'
import type { LogMirror } from './log-mirror.ts'
import { nightsLongOver } from './nights-long-over.ts'
import type { EventRow, ScanRow } from './rows.ts'

/** What is dropped is dropped from memory too. */
export type Known = { readonly log: LogMirror; list: ListKeeper | undefined }

/** A guest who comes back is told when they were let in, by the scan itself. */
const KEEP_SENT_MS = 15 * 60_000

/** The same disk, whose writes make room for themselves. `known` is asked when one finds none. */
export function makingRoom(disk: DoorDisk, known: () => Known): DoorDisk {
  const roomy = async <T>(write: () => Promise<T>): Promise<T> => {
    try {
      return await write()
    } catch (error) {
      if (!isFull(error) || !(await makeRoom(disk, known()))) throw error
      return await write()
    }
  }
  return {
    ...disk,
    append: (scan) => roomy(() => disk.append(scan)),
    keepPage: (page) => roomy(() => disk.keepPage(page)),
    keepWords: (segment) => roomy(() => disk.keepWords(segment)),
    settle: (settled, segment) => roomy(() => disk.settle(settled, segment)),
    writeMeta: (key, value) => roomy(() => disk.writeMeta(key, value)),
  }
}

const isFull = (error: unknown): boolean =>
  error instanceof DiskError && error.reason === 'QuotaExceededError'

/** False: there was nothing to give up. */
async function makeRoom(disk: DoorDisk, known: Known): Promise<boolean> {
  const { log } = known
  const events = await disk.readEvents()
  const nowMs = latestKnownMs(events, log)
  const over = nightsLongOver(events, log.all(), nowMs)
  const told = log.all().filter((scan) => isToldElsewhere(scan, known, nowMs))
  const scanIds = [...new Set([...over.scanIds, ...told.map(({ id }) => id)])]
  if (over.eventIds.length + scanIds.length === 0) return false
  await disk.forget({ eventIds: over.eventIds, scanIds })
  log.drop(scanIds)
  if (known.list && over.eventIds.includes(known.list.eventId)) known.list = undefined
  return true
}

/** At least so late is it on the server's clock: that, and no more, the disk itself knows. */
function latestKnownMs(events: readonly EventRow[], log: LogMirror): number {
  const times = events.flatMap(({ horizonMs }) => horizonMs ?? [])
  const last = log.all().at(-1)
  return Math.max(0, ...times, ...(last ? [last.scannedAtMs] : []))
}

/** A scan of tonight that the server has and whose ticket's word on this phone already says what it made of it. */
function isToldElsewhere(scan: ScanRow, { list }: Known, nowMs: number): boolean {
  if (scan.state !== 'sent' || scan.eventId !== list?.eventId) return false
  if (nowMs - scan.scannedAtMs < KEEP_SENT_MS) return false
  const word = list.list.get(scan.ticketId)
  return word !== undefined && (scan.unheardUpTo === null || scan.unheardUpTo < word.revision)
}
