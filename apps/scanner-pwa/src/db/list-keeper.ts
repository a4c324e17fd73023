// The list of the chosen night: mirrored from the disk, updated by pulls and by whatever else the server says. Memory
// is updated first and the disk second: a word is true whether or not it was stored, and the cursor advances only
// when it was.
import { DiskError, type DoorDisk, type KeptSegment, type Segment } from './door-disk.ts'
import { createGuestIndex, type GuestIndex } from './find-guests.ts'
import { createListMirror, type ListMirror } from './list-mirror.ts'
import { packWord } from './packed-word.ts'
import type { PulledPage } from './pulled-page.ts'
import type { EventRow, TicketWord } from './rows.ts'
import { isWorthCompacting, SEGMENT_WORDS } from './segment-sizes.ts'

export type ListKeeper = {
  eventId: string
  event: () => EventRow | undefined
  list: ListMirror
  guests: GuestIndex
  /** Rejects when the disk fails: the caller pulls the same page again. */
  applyPage: (page: PulledPage) => Promise<{ complete: boolean }>
  /** Words that arrived outside of a pull; only those newer than the known ones are kept. */
  hear: (words: readonly TicketWord[]) => Promise<void>
  /** A new limit of people inside; stored with the next page. */
  hearLimit: (capacity: number) => void
  /** The new ones among these words, as a segment to store together with something else; null if there are none. */
  news: (words: readonly TicketWord[]) => Segment | null
}

export async function openList(
  disk: DoorDisk,
  eventId: string,
  event: EventRow | undefined,
): Promise<ListKeeper> {
  const list = createListMirror()
  const segments = await disk.readSegments(eventId)
  mirror(list, segments, event)
  const keeper = keepList(disk, eventId, list, event)
  if (event && isWorthCompacting(segments, list.pulledCount())) {
    // Compaction only speeds up the next startup: a full disk must not prevent this one.
    await compact(disk, list, event, segments).catch((error: unknown) => {
      if (!(error instanceof DiskError) || error.trouble !== 'failed') throw error
    })
  }
  return keeper
}

function mirror(list: ListMirror, segments: readonly KeptSegment[], event: EventRow | undefined) {
  const ofThis = (segment: Segment) => segment.epoch === event?.epoch
  // Earlier epochs first, so that later ones replace them.
  const ordered = [...segments].sort((a, b) => Number(ofThis(a)) - Number(ofThis(b)))
  for (const { words, epoch, pulled } of ordered) {
    list.turnTo(epoch)
    list.take(words, epoch, pulled ? 'pulled' : 'heard')
  }
  if (event) list.turnTo(event.epoch)
}

/** The newest words of the current epoch in few segments; older epochs stay as they are until they are dropped. */
async function compact(
  disk: DoorDisk,
  list: ListMirror,
  event: EventRow,
  segments: readonly KeptSegment[],
): Promise<void> {
  const current = segments.filter(({ epoch }) => epoch === event.epoch)
  const base = { eventId: event.id, epoch: event.epoch }
  const by: Segment[] = []
  for (const pulled of [true, false]) {
    const words = list.ofEpoch(pulled ? 'pulled' : 'heard')
    for (let at = 0; at < words.length; at += SEGMENT_WORDS) {
      by.push({ ...base, pulled, words: words.slice(at, at + SEGMENT_WORDS) })
    }
  }
  await disk.replaceSegments(
    current.map(({ seq }) => seq),
    by,
  )
}

function keepList(
  disk: DoorDisk,
  eventId: string,
  list: ListMirror,
  opened: EventRow | undefined,
): ListKeeper {
  let event = opened

  const news = (words: readonly TicketWord[]): Segment | null => {
    if (event === undefined) return null
    const newer = words.filter((word) => (list.get(word.ticketId)?.revision ?? -1) < word.revision)
    if (newer.length === 0) return null
    return { eventId, epoch: event.epoch, pulled: false, words: newer.map(packWord) }
  }

  return {
    eventId,
    event: () => event,
    list,
    guests: createGuestIndex(list),
    news,
    hear: async (words) => {
      const segment = news(words)
      if (segment === null) return
      list.take(segment.words, segment.epoch, 'heard')
      await disk.keepWords(segment)
    },
    hearLimit: (capacity) => {
      if (event?.crowd) event = { ...event, crowd: { ...event.crowd, capacity } }
    },
    applyPage: async (page) => {
      const { epoch } = page
      const words = page.tickets.map(packWord)
      list.turnTo(epoch)
      list.take(words, epoch, 'pulled')
      const kept = eventAfter(page, event, list.pulledCount())
      const dropOtherEpochs = kept.complete && !page.more && list.hasOthers()
      await disk.keepPage({
        event: kept,
        segment: { eventId, epoch, pulled: true, words },
        dropOtherEpochs,
      })
      event = kept
      if (dropOtherEpochs) list.dropOthers()
      return { complete: kept.complete }
    },
  }
}

function eventAfter(page: PulledPage, before: EventRow | undefined, listed: number): EventRow {
  const { epoch, cursor, more, total } = page
  const wasComplete = before?.epoch === epoch && before.complete
  // Half-way through a pull, completeness is unchanged; at its end, every ticket that the server counts must be here.
  const complete = more ? wasComplete : listed >= total
  // What the list was vouched for stays true: an answer that vouches for less takes nothing back.
  const known = before?.horizonMs || null
  // 0 vouches for nothing, not for 1970.
  const told = page.horizonMs > 0 ? page.horizonMs : null
  const vouched = wasComplete && known !== null ? Math.max(known, told ?? 0) : told
  const horizonMs = complete && !more ? vouched : known
  return { ...page.event, epoch, cursor, total, complete, horizonMs }
}
