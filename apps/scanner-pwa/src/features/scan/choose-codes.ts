// Of all codes in view, which are scanned: ours win, and a stranger's is "not a ticket" only when nothing of ours is there.
import { parseQrText } from '@maguey/ticket-core/qr-text'

/** At 16 frames a second: long enough to turn a phone towards the lens, too short to notice. */
const STRANGER_AFTER_FRAMES = 6

function isOurs(text: string): boolean {
  const parsed = parseQrText(text)
  return parsed.kind !== 'unreadable' || parsed.code === 'mistyped'
}

/**
 * Call the result for every frame, also one without a code; it gives the texts to scan. A ticket that is held beside a
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
