// The door's sentences in English: short words, and what to do next.
import { dayText, minutesSince, type Sentences } from './verdict-sentences.ts'

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const NO_ENTRY = 'Don’t let in. Call the manager if they insist.'

function ago(atMs: number, nowMs: number): string {
  const minutes = minutesSince(atMs, nowMs)
  if (minutes === 0) return 'just now'
  if (minutes === 1) return '1 minute ago'
  if (minutes < 60) return `${minutes} minutes ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${hours} h ${minutes % 60} min ago`
  return `${Math.floor(hours / 24)} days ago`
}

/** Said from one minute on: below that the list is as good as now. */
function ofAge(listAgeMs: number): string {
  const minutes = minutesSince(0, listAgeMs)
  return minutes === 0 ? '' : ` of ${ago(0, listAgeMs)}`
}

export const sentencesEn: Sentences = {
  admit: () => ({ cause: 'Ticket is good', nextStep: 'Let in.' }),
  readmit: () => ({ cause: 'Back again', nextStep: 'Let in.' }),
  admit_unsynced: ({ listAgeMs }) => ({
    cause: `Good ticket, newer than this phone’s list${ofAge(listAgeMs)}`,
    nextStep: 'Let in.',
  }),
  exit: () => ({ cause: 'Ticket read', nextStep: 'Counted out.' }),
  override: ({ reason }) => ({ cause: `Manager: ${reason}`, nextStep: 'Let in.' }),
  unverified: ({ because }) => UNVERIFIED[because],
  already_used: ({ atMs, gateName }, { nowMs, formatTime }) => ({
    cause:
      atMs === null
        ? 'This ticket was already used'
        : `${formatTime(atMs)}${gateName === null ? '' : ` at ${gateName}`}, ${ago(atMs, nowMs)}`,
    nextStep: `Already used. ${NO_ENTRY}`,
  }),
  wrong_event: ({ eventDay, eventCode }) => ({
    cause: `Ticket for another event: ${dayText(eventDay, MONTHS)}, ${eventCode}`,
    nextStep: 'Don’t let in. Ask for tonight’s ticket.',
  }),
  wrong_gate: ({ gateName, gateAdmits }) => ({
    cause: `${gateName} takes ${gateAdmits.join(', ') || 'no tickets'}`,
    nextStep: 'Send to another gate.',
  }),
  refunded: () => ({ cause: 'This ticket was refunded', nextStep: NO_ENTRY }),
  void: () => ({ cause: 'This ticket was cancelled', nextStep: NO_ENTRY }),
  not_yet_valid: ({ fromMs }, { formatTime }) => ({
    cause: `Too early. Valid from ${formatTime(fromMs)}`,
    nextStep: 'Ask them to wait.',
  }),
  expired: ({ untilMs }, { formatTime }) => ({
    cause: `Too late. Entry closed at ${formatTime(untilMs)}`,
    nextStep: NO_ENTRY,
  }),
  forged: () => ({
    cause: 'Fake ticket: the signature is wrong',
    nextStep: 'Don’t let in. Call the manager.',
  }),
  mistyped: () => ({ cause: 'The code has a mistake in it', nextStep: 'Scan or type it again.' }),
  not_a_ticket: () => ({
    cause: 'This code is not one of our tickets',
    nextStep: 'Ask for the ticket’s QR code.',
  }),
  unknown_ticket: () => ({ cause: 'No such ticket was ever sold', nextStep: NO_ENTRY }),
  revoked_device: () => ({
    cause: 'This phone may no longer scan',
    nextStep: 'Stop scanning. Give it to the manager.',
  }),
}

const UNVERIFIED = {
  unsigned: {
    cause: 'This phone can’t check this ticket',
    nextStep: 'Scan the QR code itself, or ask the manager.',
  },
  unknown_key: {
    cause: 'This phone can’t check this signature yet',
    nextStep: 'Go online and scan again, or ask the manager.',
  },
  unchecked: {
    cause: 'Checking the signature failed on this phone',
    nextStep: 'Scan again. If it stays, use another phone or ask the manager.',
  },
  policy: {
    cause: 'Genuine ticket, but not on this phone’s list',
    nextStep: 'Go online and scan again, or ask the manager.',
  },
  list_incomplete: {
    cause: 'Genuine ticket, but this phone’s list isn’t whole yet',
    nextStep: 'Ask another phone or the manager, or wait for the list.',
  },
  clock_doubtful: {
    cause: 'Good ticket, but this phone’s clock may be wrong',
    nextStep: 'Look at the time yourself. Go online to set the clock right.',
  },
  // The guest reads along: nothing here says what is asked, or why.
  house_list: {
    cause: 'One more look at this ticket',
    nextStep: 'Ask for an ID and call the manager, who decides.',
  },
} as const
