// Events as an iCalendar file (RFC 5545).

export type CalendarEvent = {
  uid: string
  title: string
  startsAt: string
  /** Unknown ends become five hours. */
  endsAt: string | null
  location: string
  description: string
  /** The page about it; absent where the description has it. */
  url?: string
  cancelled?: boolean
  /** When this file was made. */
  stampMs: number
}

/**
 * Lines end in CRLF and are folded at 75 octets, as calendars insist.
 * @param name of the calendar, for one that is subscribed to
 */
export function calendarFile(events: readonly CalendarEvent[], name?: string): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Maguey//Shop//EN',
    'METHOD:PUBLISH',
    ...(name === undefined ? [] : [`X-WR-CALNAME:${escapeText(name)}`]),
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
    .map((line) => `${fold(line)}\r\n`)
    .join('')
}

function eventLines(event: CalendarEvent): string[] {
  const startMs = Date.parse(event.startsAt)
  const endMs = event.endsAt ? Date.parse(event.endsAt) : startMs + 5 * 3_600_000
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(event.uid)}`,
    `DTSTAMP:${utc(event.stampMs)}`,
    `DTSTART:${utc(startMs)}`,
    `DTEND:${utc(endMs)}`,
    `SUMMARY:${escapeText(event.title)}`,
    `LOCATION:${escapeText(event.location)}`,
    `DESCRIPTION:${escapeText(event.description)}`,
    ...(event.url === undefined ? [] : [`URL:${event.url}`]),
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
  ]
}

/** 20251129T060000Z */
const utc = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '')

/** RFC 5545, 3.3.11 */
const escapeText = (text: string) =>
  text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n')

/** RFC 5545, 3.1: never inside a character, a continuation starts with one space. */
function fold(line: string): string {
  const encoder = new TextEncoder()
  let folded = ''
  let octets = 0
  for (const character of line) {
    const length = encoder.encode(character).length
    if (octets + length > 75) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += length
  }
  return folded
}
