// Which of the codes in view to scan: ours win, and a foreign one is "not a ticket" only if none of ours is there.
import { parseQrText } from '@maguey/ticket-core/qr-text'

/** At 16 frames a second: long enough to turn a phone towards the lens, too short to notice. */
const STRANGER_AFTER_FRAMES = 6

function isOurs(text: string): boolean {
  const parsed = parseQrText(text)
  return parsed.kind !== 'unreadable' || parsed.code === 'mistyped'
}

/**
 * Call the result for every frame, even those without a code; it returns the texts to scan. A ticket held beside a
 * poster is read at once; the poster alone, only after some frames in a row without a ticket.
 */
export function createCodeChooser(): (texts: readonly string[]) => readonly string[] {
  let strangeFrames = 0
  return (texts) => {
    const ours = texts.filter(isOurs)
    if (ours.length > 0 || texts.length === 0) {
      strangeFrames = 0
      return ours
    }
    strangeFrames += 1
    return strangeFrames >= STRANGER_AFTER_FRAMES ? texts.slice(0, 1) : []
  }
}
