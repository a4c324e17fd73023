// The night at the top of a mail: its name, when, where with a map, and both calendars.
/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** @jsxImportSourceTypes @types/react */

import type { ClubFace } from '@maguey/wire/club'
import type { OrderEvent } from '@maguey/wire/orders'
import type { Locale } from '@maguey/wire/values'
import { Link, Text } from '@react-email/components'
import { eventPlace, venueDay, venueTime } from '../text/event-facts.ts'
import { calendarFileUrl, googleCalendarUrl, mapUrl } from '../text/night-links.ts'
import { ticketWords } from '../text/ticket-words.ts'
import { styles } from './mail-styles.ts'

export type NightFactsProps = {
  club: ClubFace
  locale: Locale
  event: OrderEvent
  shopUrl: string
}

export function NightFacts({ club, locale, event, shopUrl }: NightFactsProps) {
  const words = ticketWords(locale)
  const opens = event.doors_open_at ?? event.event_date
  const map = mapUrl(event)
  return (
    <>
      <Text className="ink" style={styles.lead}>
        {venueDay(opens, event.timezone, locale)}
        <br />
        {words.doors(venueTime(opens, event.timezone, locale, club.clock))}
        <br />
        {eventPlace(event)}
      </Text>
      <Text className="soft" style={styles.links}>
        {map === null ? null : (
          <>
            <Link className="link" href={map} style={styles.link}>
              {words.map}
            </Link>
            {' · '}
          </>
        )}
        <Link className="link" href={calendarFileUrl(shopUrl, event)} style={styles.link}>
          {words.calendar}
        </Link>
        <span data-skip-in-text={true}>
          {' · '}
          <Link className="link" href={googleCalendarUrl(event)} style={styles.link}>
            Google Calendar
          </Link>
        </span>
      </Text>
    </>
  )
}
