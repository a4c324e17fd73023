// The nights and gates that this phone may scan, asked from the server and kept for a start without a network.
import type { SupabaseClient } from '@supabase/supabase-js'
import * as v from 'valibot'
import type { EventOffer } from '#db/rows.ts'
import { callRpc } from '#shared/rpc/call-rpc.ts'

const offersSchema = v.array(
  v.object({
    id: v.string(),
    name: v.string(),
    event_date: v.pipe(v.string(), v.isoTimestamp()),
    timezone: v.string(),
    gates: v.array(
      v.object({ id: v.string(), name: v.string(), admits: v.nullable(v.array(v.string())) }),
    ),
  }),
)

/** Undefined when the server could not be asked. */
export async function fetchOffers(
  client: Pick<SupabaseClient, 'rpc'>,
): Promise<EventOffer[] | undefined> {
  const answer = await callRpc(client, 'scanner_events', {}, offersSchema)
  if (!answer.ok) return undefined
  return answer.value.map(({ id, name, event_date, timezone, gates }) => ({
    id,
    name,
    gates,
    eventDateMs: Date.parse(event_date),
    timeZone: timezone,
  }))
}

/** Long after its doors a night still runs. */
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
