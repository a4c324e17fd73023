// What a thumb types for a ticket, judged while it types.
import { parseQrText } from '@maguey/ticket-core/qr-text'

export type TypedTicket =
  | { state: 'unfinished' }
  /** One character at least is wrong: the check characters don't hold. */
  | { state: 'slip' }
  | { state: 'right'; text: string }

/** Characters after the day: ten at random and two that check. */
const TAIL_LENGTH = 12

const bareLength = (text: string) => text.replace(/[\s-]/g, '').length

/** The last twelve characters are enough for tonight; a whole id or a pasted QR text is taken as it is. */
export function judgeTyped(typed: string, event: { code: string; day: string }): TypedTicket {
  const whole = parseQrText(typed)
  if (whole.kind !== 'unreadable') return { state: 'right', text: typed.trim() }
  if (bareLength(typed) === TAIL_LENGTH) {
    const text = `MGY-${event.code}-${event.day}-${typed.replace(/[\s-]/g, '')}`
    const parsed = parseQrText(text)
    return parsed.kind === 'unreadable' ? { state: 'slip' } : { state: 'right', text }
  }
  const wholeLength = 3 + event.code.length + event.day.length + TAIL_LENGTH
  return whole.code === 'mistyped' && bareLength(typed) >= wholeLength
    ? { state: 'slip' }
    : { state: 'unfinished' }
}
