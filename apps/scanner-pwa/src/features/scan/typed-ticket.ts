// Judges a manually typed ticket while it is being typed.
import { parseQrText } from '@maguey/ticket-core/qr-text'
import { joinTicketId, LAST_GROUP_LENGTH } from '@maguey/ticket-core/ticket-id'

export type TypedTicket =
  | { state: 'unfinished' }
  /** At least one character is wrong: the check characters don't match. */
  | { state: 'slip' }
  | { state: 'right'; text: string }

const bareLength = (text: string) => text.replace(/[\s-]/g, '').length

/** The last group is enough for tonight; a whole id or a pasted QR text is taken as is. */
export function judgeTyped(typed: string, event: { code: string; day: string }): TypedTicket {
  const whole = parseQrText(typed)
  if (whole.kind !== 'unreadable') return { state: 'right', text: typed.trim() }
  const inFull = (lastGroup: string) => joinTicketId(event.code, event.day, lastGroup)
  if (bareLength(typed) === LAST_GROUP_LENGTH) {
    const text = inFull(typed.replace(/[\s-]/g, ''))
    const parsed = parseQrText(text)
    return parsed.kind === 'unreadable' ? { state: 'slip' } : { state: 'right', text }
  }
  const wholeLength = bareLength(inFull('')) + LAST_GROUP_LENGTH
  return whole.code === 'mistyped' && bareLength(typed) >= wholeLength
    ? { state: 'slip' }
    : { state: 'unfinished' }
}
