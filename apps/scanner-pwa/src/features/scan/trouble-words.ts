// What the door says when something answers but is no use, and whether a person must act.
import { m } from '#messages'

/** All troubles of the line except `no_answer`, which the strip calls offline. */
export type LineTrouble =
  | 'stranger'
  | 'signed_out'
  | 'not_allowed'
  | 'busy'
  | 'server_error'
  | 'not_understood'

type Words = { short: () => string; long: () => string; needsHands: boolean }

const WORDS: Record<LineTrouble, Words> = {
  stranger: { short: m.door_line_stranger, long: m.door_line_stranger_do, needsHands: true },
  signed_out: { short: m.door_line_signed_out, long: m.door_line_signed_out_do, needsHands: true },
  not_allowed: {
    short: m.door_line_not_allowed,
    long: m.door_line_not_allowed_do,
    needsHands: true,
  },
  busy: { short: m.door_line_busy, long: m.door_line_busy_do, needsHands: false },
  server_error: { short: m.door_line_server, long: m.door_line_server_do, needsHands: false },
  not_understood: { short: m.door_line_version, long: m.door_line_version_do, needsHands: true },
}

/** A short label for the strip: "Wifi sign-in". */
export const troubleWord = (trouble: LineTrouble): string => WORDS[trouble].short()

/** What is wrong and what to do. */
export const troubleWords = (trouble: LineTrouble): string => WORDS[trouble].long()

/** False for what resolves itself: an alarm that nobody can act on is noise. */
export const needsHands = (trouble: LineTrouble): boolean => WORDS[trouble].needsHands
