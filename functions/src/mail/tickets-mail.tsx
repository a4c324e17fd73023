// The mail that brings the tickets: what, when, where, each QR code, what to do at the door.
/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** @jsxImportSourceTypes @types/react */

import type { ClubFace } from '@maguey/wire/club'
import type { OrderEvent, OrderTicket } from '@maguey/wire/orders'
import type { Locale } from '@maguey/wire/values'
import { Button, Heading, Img, Link, Section, Text } from '@react-email/components'
import { clubColours } from '../text/club-words.ts'
import { eventPlace, venueDay, venueTime } from '../text/event-facts.ts'
import { type TicketWords, ticketWords } from '../text/ticket-words.ts'
import { MailFrame } from './mail-frame.tsx'
import { styles } from './mail-styles.ts'

export type TicketsMailProps = {
  club: ClubFace
  locale: Locale
  event: OrderEvent
  guestName: string | null
  tickets: readonly { ticket: OrderTicket; contentId: string }[]
  orderNumber: string
  /** Formatted, "$100.00". */
  total: string
  /** It cost something, so there is a receipt on its page. */
  paid: boolean
  orderUrl: string
}

export function TicketsMail(props: TicketsMailProps) {
  const { club, locale, event, guestName, tickets, orderUrl } = props
  const colours = clubColours(club)
  const words = ticketWords(locale)
  const opens = event.doors_open_at ?? event.event_date
  return (
    <MailFrame
      club={club}
      locale={locale}
      title={words.subject(event.name)}
      preview={words.intro(tickets.length)}
    >
      <Heading as="h1" style={styles.heading}>
        {event.name}
      </Heading>
      <Text style={styles.lead}>
        {venueDay(opens, event.timezone, locale)}
        <br />
        {words.doors(venueTime(opens, event.timezone, locale, club.clock))}
        <br />
        {eventPlace(event)}
      </Text>
      <Text style={styles.text}>
        {words.greeting(guestName)} {words.intro(tickets.length)}
      </Text>
      <Button
        href={orderUrl}
        style={{ ...styles.button, backgroundColor: colours.button, color: colours.onButton }}
      >
        {words.openOrder}
      </Button>
      <Text style={styles.small}>{words.keepPrivate}</Text>
      {tickets.map(({ ticket, contentId }, index) => (
        <TicketCard
          key={ticket.ticket_id}
          ticket={ticket}
          contentId={contentId}
          words={words}
          position={words.ticketOf(index + 1, tickets.length)}
        />
      ))}
      <EntryNotes event={event} words={words} />
      <Text style={styles.small}>
        {words.order} {props.orderNumber} · {words.total} {props.total}
        {props.paid ? (
          <>
            {' · '}
            <Link href={orderUrl}>{words.receipt}</Link>
          </>
        ) : null}
      </Text>
    </MailFrame>
  )
}

type TicketCardProps = {
  ticket: OrderTicket
  contentId: string
  words: TicketWords
  position: string
}

function TicketCard({ ticket, contentId, words, position }: TicketCardProps) {
  return (
    <Section style={styles.ticket}>
      <Text style={styles.ticketType}>{ticket.ticket_type}</Text>
      <Text style={styles.small}>{position}</Text>
      <Img
        src={`cid:${contentId}`}
        alt={words.qrAlt(ticket.ticket_type, ticket.ticket_id)}
        width="280"
        height="280"
        style={styles.qr}
      />
      <Text style={styles.ticketId}>{ticket.ticket_id}</Text>
      {ticket.guest_name === null ? null : <Text style={styles.small}>{ticket.guest_name}</Text>}
    </Section>
  )
}

function EntryNotes({ event, words }: { event: OrderEvent; words: TicketWords }) {
  const minAge = event.min_age ?? 0
  return (
    <>
      <Heading as="h2" style={{ ...styles.heading, fontSize: '18px', lineHeight: '24px' }}>
        {words.entryTitle}
      </Heading>
      {minAge > 0 ? <Text style={styles.text}>{words.minAge(minAge)}</Text> : null}
      {words.entry.map((sentence) => (
        <Text key={sentence} style={styles.text}>
          {sentence}
        </Text>
      ))}
      <Text style={styles.text}>{event.reentry ? words.reentry : words.noReentry}</Text>
    </>
  )
}
