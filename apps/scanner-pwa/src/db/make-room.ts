// When the disk is full: deletes what this phone can do without, and retries the write once before reporting a failure.
import { UNSURE_ABOVE_MS } from '@maguey/ticket-core/reconcile'
import type { ActMirror } from './act-mirror.ts'
import { DiskError, type DoorDisk } from './door-disk.ts'
import type { ListKeeper } from './list-keeper.ts'
import type { LogMirror } from './log-mirror.ts'
import { nightsLongOver } from './nights-long-over.ts'
import type { EventRow, ScanRow } from './rows.ts'

/** What is deleted from the disk is dropped from memory too. */
export type Known = {
  readonly log: LogMirror
  readonly acts: ActMirror
  list: ListKeeper | undefined
}

/** Sent scans are kept this long, so that a returning guest can be told when they were let in. */
const KEEP_SENT_MS = 15 * 60_000

/** The same disk, but writes make room for themselves. `known` is called when a write finds no room. */
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
    claim: () => roomy(() => disk.claim()),
    append: (scan) => roomy(() => disk.append(scan)),
    appendAct: (act) => roomy(() => disk.appendAct(act)),
    appendSale: (sale) => roomy(() => disk.appendSale(sale)),
    keepPage: (page) => roomy(() => disk.keepPage(page)),
    keepWords: (segment) => roomy(() => disk.keepWords(segment)),
    settle: (settled, segment) => roomy(() => disk.settle(settled, segment)),
    settleActs: (settled) => roomy(() => disk.settleActs(settled)),
    writeMeta: (key, value) => roomy(() => disk.writeMeta(key, value)),
  }
}

export const isFull = (error: unknown): boolean =>
  error instanceof DiskError && error.reason === 'QuotaExceededError'

/** False: there was nothing to delete. */
async function makeRoom(disk: DoorDisk, known: Known): Promise<boolean> {
  const { log, acts } = known
  const events = await disk.readEvents()
  const nowMs = latestSureMs(events, log)
  const over = nightsLongOver(events, { scans: log.all(), acts: acts.all() }, nowMs)
  const told = log.all().filter((scan) => isToldElsewhere(scan, known, nowMs))
  const { eventIds, actIds } = over
  const scanIds = [...new Set([...over.scanIds, ...told.map(({ id }) => id)])]
  if (eventIds.length + scanIds.length + actIds.length === 0) return false
  await disk.forget({ eventIds, scanIds, actIds })
  log.drop(scanIds)
  acts.drop(actIds)
  if (known.list && eventIds.includes(known.list.eventId)) known.list = undefined
  return true
}

/**
 * A lower bound for the server's time: the disk itself knows no more than that. A scan by a clock in doubt, which may be
 * days ahead, says nothing.
 */
function latestSureMs(events: readonly EventRow[], log: LogMirror): number {
  const vouched = events.flatMap(({ horizonMs }) => horizonMs ?? [])
  const sure = log.all().findLast((scan) => scan.clockUncertaintyMs <= UNSURE_ABOVE_MS)
  return Math.max(0, ...vouched, sure?.scannedAtMs ?? 0)
}

/** A scan of tonight that the server has, whose effect is already in the word that this phone has on its ticket. */
function isToldElsewhere(scan: ScanRow, { list }: Known, nowMs: number): boolean {
  if (scan.state !== 'sent' || scan.eventId !== list?.eventId) return false
  if (nowMs - scan.scannedAtMs < KEEP_SENT_MS) return false
  const word = list.list.get(scan.ticketId)
  return word !== undefined && (scan.unheardUpTo === null || scan.unheardUpTo < word.revision)
}
