// Who a verdict is about: the type as a chip that decides the wristband, then the name and "2 of 4".
import type { Verdict, Who } from '@maguey/ticket-core/verdict'
import { m } from '#messages'

/** Undefined for a verdict that knows no guest and no type. */
export const whoOf = (verdict: Verdict): Who | undefined =>
  'guestName' in verdict ? verdict : undefined

/** What a doorman calls a ticket without a name. */
const endOfId = (verdict: Verdict): string =>
  'ticketId' in verdict ? (verdict.ticketId.split('-').at(-1)?.slice(-4) ?? '') : ''

/** The type in full, or its code; null where neither is known. */
export function typeOf(verdict: Verdict): string | null {
  const who = whoOf(verdict)
  return who?.typeName ?? who?.typeCode ?? null
}

/** Name, place in the order, and the end of the id. */
export function nameLine(verdict: Verdict): { name: string; rest: string } {
  const who = whoOf(verdict)
  const place = who?.ofOrder ? m.door_of_order(who.ofOrder) : ''
  const id = endOfId(verdict)
  const ticket = id === '' ? '' : `…${id}`
  return { name: who?.guestName ?? '', rest: [place, ticket].filter(Boolean).join(' · ') }
}

/** `filled` where somebody gets that wristband now; an outline where nobody may. */
export function TypeChip({ type, filled }: { type: string; filled: boolean }) {
  const look = filled ? 'border-night bg-night text-white' : 'border-current'
  return (
    <span
      className={`inline-block max-w-full break-words rounded-2xl border-3 px-5 py-1.5 font-display font-extrabold text-[clamp(2rem,12vw,3.5rem)] leading-tight short:text-4xl flat:text-4xl ${look}`}
      data-testid="wristband"
    >
      {type}
    </span>
  )
}
