// The mail that brings the tickets, and the one that reminds of them: what, when, where, each QR code, what to do at the door.
/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** @jsxImportSourceTypes @types/react */

import type { ClubFace } from '@maguey/wire/club'
import type { OrderEvent, OrderTicket } from '@maguey/wire/orders'
import type { Locale } from '@maguey/wire/values'
import { Heading, Img, Link, Section, Text } from '@react-email/components'
import { pictureUrl } from '../text/night-links.ts'
import { type TicketWords, ticketWords } from '../text/ticket-words.ts'
import { MailButton, MailFrame } from './mail-frame.tsx'
import { styles } from './mail-styles.ts'
import { NightFacts } from './night-facts.tsx'

export type TicketsMailProps = {
  club: ClubFace
  locale: Locale
  event: OrderEvent
  guestName: string | null
  tickets: readonly { ticket: OrderTicket; contentId: string }[]
  orderNumber: string
  /** Formatted, "$100.00"; null for whoever was given the ticket. */
  total: string | null
  /** It cost something, so there is a receipt on its page. */
  paid: boolean
  orderUrl: string
  shopUrl: string
  /** Null in the mail that brings the tickets. */
  reminder: { subject: string; stopUrl: string } | null
  /** Why they get it; absent: because they ordered. */
  because?: string
}

export function TicketsMail(props: TicketsMailProps) {
  const { club, locale, event, guestName, tickets, orderUrl, shopUrl, reminder, because } = props
  const words = ticketWords(locale)
  const count = tickets.length
  const intro = reminder === null ? words.intro(count) : words.reminderIntro(count)
  return (
    <MailFrame
      club={club}
      locale={locale}
      title={reminder?.subject ?? words.subject(event.name)}
      preview={intro}
      picture={pictureUrl(shopUrl, event, locale)}
      {...(because === undefined ? {} : { because })}
      {...(reminder === null ? {} : { because: words.remindedBecause, stopUrl: reminder.stopUrl })}
    >
      <Heading as="h1" className="ink" style={styles.heading}>
        {event.name}
      </Heading>
      <NightFacts club={club} event={event} locale={locale} shopUrl={shopUrl} />
      <Text className="ink" style={styles.text}>
        {words.greeting(guestName)} {intro}
      </Text>
      <MailButton club={club} href={orderUrl}>
        {words.openOrder}
      </MailButton>
      <Text className="soft" style={styles.small}>
        {words.keepPrivate}
      </Text>
      {tickets.map(({ ticket, contentId }, index) => (
        <TicketCard
          key={ticket.ticket_id}
          ticket={ticket}
          contentId={contentId}
          words={words}
          position={words.ticketOf(index + 1, count)}
        />
      ))}
      <EntryNotes event={event} words={words} />
      <OrderLine {...props} words={words} />
    </MailFrame>
  )
}

type OrderLineProps = Pick<TicketsMailProps, 'orderNumber' | 'total' | 'paid' | 'orderUrl'>

function OrderLine(props: OrderLineProps & { words: TicketWords }) {
  const { words, orderNumber, total, paid, orderUrl } = props
  return (
    <Text className="soft" style={styles.small}>
      {words.order} {orderNumber}
      {total === null ? null : ` · ${words.total} ${total}`}
      {paid ? (
        <>
          {' · '}
          <Link className="link" href={orderUrl} style={styles.link}>
            {words.receipt}
          </Link>
        </>
      ) : null}
    </Text>
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
      <Heading
        as="h2"
        className="ink"
        style={{ ...styles.heading, fontSize: '18px', lineHeight: '24px' }}
      >
        {words.entryTitle}
      </Heading>
      {minAge > 0 ? (
        <Text className="ink" style={styles.text}>
          {words.minAge(minAge)}
        </Text>
      ) : null}
      {words.entry.map((sentence) => (
        <Text key={sentence} className="ink" style={styles.text}>
          {sentence}
        </Text>
      ))}
      <Text className="ink" style={styles.text}>
        {event.reentry ? words.reentry : words.noReentry}
      </Text>
    </>
  )
}
