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
  /** Absent or null if nobody was let in. */
  entry?:
    | readonly [
        scanId: string,
        atMs: number,
        gateName: string | null,
        deviceName: string | null,
        uncertaintyMs: number,
      ]
    | null,
  /** Position and size in one number, which takes no room of its own; absent for an order of one. */
  ofOrder?: number,
]

const SIZES = 65_536

export function packWord(word: TicketWord): PackedWord {
  const { ticketId, typeCode, guestName, status, presence, revision, movedAtMs, ofOrder } = word
  const packed = [ticketId, typeCode, guestName, status, presence, revision, movedAtMs] as const
  const entry = packEntry(word)
  if (ofOrder !== null) return [...packed, entry, ofOrder.position * SIZES + ofOrder.size]
  return entry === null ? packed : [...packed, entry]
}

function packEntry({ entry }: TicketWord): PackedWord[7] & (object | null) {
  if (entry === null) return null
  const { scanId, atMs, gateName, deviceName, uncertaintyMs } = entry
  return [scanId, atMs, gateName, deviceName, uncertaintyMs]
}

export function unpackWord(packed: PackedWord): TicketWord {
  const [ticketId, typeCode, guestName, status, presence, revision, movedAtMs, entered, place] =
    packed
  const ofOrder =
    place === undefined ? null : { position: Math.floor(place / SIZES), size: place % SIZES }
  const word = { ticketId, typeCode, guestName, status, presence, revision, movedAtMs, ofOrder }
  if (entered === undefined || entered === null) return { ...word, entry: null }
  const [scanId, atMs, gateName, deviceName, uncertaintyMs] = entered
  return { ...word, entry: { scanId, atMs, gateName, deviceName, uncertaintyMs } }
}

export const ticketIdOf = (packed: PackedWord): string => packed[0]
export const guestNameOf = (packed: PackedWord): string | null => packed[2]
export const revisionOf = (packed: PackedWord): number => packed[5]
