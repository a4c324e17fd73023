// The nights and gates that this phone may scan, fetched from the server and stored for starting without a network.
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

/** A night goes on long after doors open. */
const NIGHT_MS = 12 * 3_600_000

/** Running and upcoming nights first, then past ones; the nearest of each first. */
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
 * The choice that needs no question: the manager named the gate, or the phone is for one night with one gate. A gate that
 * is guessed lets the wrong people in. Undefined: ask.
 */
export function obviousChoice(
  offers: readonly EventOffer[],
  gateHint: string | null,
): DoorChoice | undefined {
  const hinted = offers.find(({ gates }) => gates.some(({ id }) => id === gateHint))
  if (hinted && gateHint !== null) return { eventId: hinted.id, gateId: gateHint }
  const [only, another] = offers
  if (!only || another) return undefined
  const [gate, anotherGate] = only.gates
  return gate && !anotherGate ? { eventId: only.id, gateId: gate.id } : undefined
}
