// The store's part for scanning: a ticket's state, guest search, and the one append behind every verdict.
import type { KnownTicket, ScanPayload } from '@maguey/ticket-core/decide-scan'
import { DiskError } from './door-disk.ts'
import type { DoorMemory } from './door-memory.ts'
import { GUEST_SEARCH_MIN_LETTERS, lettersOf } from './name-search.ts'
import type { LoggedScan, ScanRow } from './rows.ts'
import { standingOf } from './standing-ticket.ts'

export type Appended = { ok: true } | { ok: false; reason: string }

export type FoundGuest = KnownTicket

type ReadablePayload = Exclude<ScanPayload, { kind: 'unreadable' }>

export function scanPart(memory: DoorMemory) {
  return {
    /** A ticket's state: the list's word merged with this phone's scans; undefined if nothing is known of it. */
    ticketOf: (payload: ReadablePayload): KnownTicket | undefined =>
      standing(memory, payload.ticketId, payload.kind === 'signed' ? payload.typeCode : ''),

    /** Never rejects. Resolves once the scan is durable, or reports that nothing was stored. */
    append: async (scan: LoggedScan): Promise<Appended> => {
      try {
        await memory.onDisk(memory.disk.append(scan))
        memory.log.add(scan)
        memory.publish()
        return { ok: true }
      } catch (error) {
        return { ok: false, reason: error instanceof DiskError ? error.reason : 'unknown' }
      }
    },

    /** What the list calls the guest of this ticket; null if it doesn't say. */
    guestNameOf: (ticketId: string): string | null =>
      memory.list?.list.get(ticketId)?.guestName ?? null,

    scansOf: (ticketId: string): readonly ScanRow[] => memory.log.ofTicket(ticketId),

    /** Newest first. */
    recentScans: (eventId: string, limit = 60): ScanRow[] =>
      memory.log
        .all()
        .filter((scan) => scan.eventId === eventId)
        .reverse()
        .slice(0, limit),

    /** Undefined if the query has fewer letters than a search needs. */
    findGuests: (query: string): FoundGuest[] | undefined => {
      if (lettersOf(query) < GUEST_SEARCH_MIN_LETTERS) return undefined
      const found = memory.list?.guests.find(query) ?? []
      return found.flatMap((ticketId) => standing(memory, ticketId, '') ?? [])
    },
  }
}

function standing(
  { list, log }: DoorMemory,
  ticketId: string,
  readTypeCode: string,
): KnownTicket | undefined {
  const event = list?.event()
  if (!event) return undefined
  const word = list?.list.get(ticketId)
  const { presence, entry } = standingOf(word, log.ofTicket(ticketId), event)
  // For example admitted by this phone on its signature alone: known only here until a pull brings it.
  if (!word && entry === null) return undefined
  const typeCode = word?.typeCode ?? readTypeCode
  const typeName = event.types.find((type) => type.code === typeCode)?.name ?? typeCode
  const { guestName, status } = word ?? { guestName: null, status: 'issued' as const }
  const about = { ticketId, eventId: event.id, typeCode, typeName, guestName, status }
  return { ...about, presence, entry, ...(word?.ofOrder && { ofOrder: word.ofOrder }) }
}
