// The nights and gates that this phone may scan, asked from the server and kept for a start without a network.
import type { scannerEvents } from '@maguey/wire/scanner-events'
import type { InferOutput } from 'valibot'
import type { EventOffer } from '#db/rows.ts'

export function offersFrom(wire: InferOutput<(typeof scannerEvents)['answer']>): EventOffer[] {
  return wire.map(({ id, name, event_date, timezone, gates }) => ({
    id,
    name,
    gates,
    eventDateMs: Date.parse(event_date),
    timeZone: timezone,
  }))
}

/** A night runs long after its doors opened. */
const NIGHT_MS = 12 * 3_600_000

/** Tonight first: what is running or comes next, then the past; the nearest of each first. */
export function byNearness(offers: readonly EventOffer[], nowMs: number): EventOffer[] {
  const isOver = (offer: EventOffer) => offer.eventDateMs + NIGHT_MS < nowMs
  return [...offers].sort(
    (a, b) =>
      Number(isOver(a)) - Number(isOver(b)) ||
      Math.abs(a.eventDateMs - nowMs) - Math.abs(b.eventDateMs - nowMs),
  )
}

export type DoorChoice = { eventId: string; gateId: string }

/**
 * What needs no question: the manager named the gate, or the phone is for one night only. Then a gate that admits all
 * is taken, and the doorman changes it with one tap on the header. Undefined: ask.
 */
export function obviousChoice(
  offers: readonly EventOffer[],
  gateHint: string | null,
): DoorChoice | undefined {
  const hinted = offers.find(({ gates }) => gates.some(({ id }) => id === gateHint))
  if (hinted && gateHint !== null) return { eventId: hinted.id, gateId: gateHint }
  const [only, another] = offers
  if (!only || another) return undefined
  const gate = only.gates.find(({ admits }) => admits === null) ?? only.gates[0]
  return gate && { eventId: only.id, gateId: gate.id }
}
