// A word as stored in memory and in segments: a bare array, since field names would take more space than the values.
import type { TicketWord } from './rows.ts'

export type PackedWord = readonly [
  ticketId: string,
  typeCode: string,
  guestName: string | null,
  status: TicketWord['status'],
  presence: TicketWord['presence'],
  revision: number,
  movedAtMs: number | null,
  /** Absent if nobody was let in. */
  entry?: readonly [
    scanId: string,
    atMs: number,
    gateName: string | null,
    deviceName: string | null,
    uncertaintyMs: number,
  ],
]

export function packWord(word: TicketWord): PackedWord {
  const { ticketId, typeCode, guestName, status, presence, revision, movedAtMs, entry } = word
  const packed = [ticketId, typeCode, guestName, status, presence, revision, movedAtMs] as const
  if (entry === null) return packed
  const { scanId, atMs, gateName, deviceName, uncertaintyMs } = entry
  return [...packed, [scanId, atMs, gateName, deviceName, uncertaintyMs]]
}

export function unpackWord(packed: PackedWord): TicketWord {
  const [ticketId, typeCode, guestName, status, presence, revision, movedAtMs, entered] = packed
  const word = { ticketId, typeCode, guestName, status, presence, revision, movedAtMs }
  if (entered === undefined) return { ...word, entry: null }
  const [scanId, atMs, gateName, deviceName, uncertaintyMs] = entered
  return { ...word, entry: { scanId, atMs, gateName, deviceName, uncertaintyMs } }
}

export const ticketIdOf = (packed: PackedWord): string => packed[0]
export const guestNameOf = (packed: PackedWord): string | null => packed[2]
export const revisionOf = (packed: PackedWord): number => packed[5]
