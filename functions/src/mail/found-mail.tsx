// The mail to whoever asked for their tickets: the orders of their address that still matter, each with its link.
/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** @jsxImportSourceTypes @types/react */

import type { ClubFace } from '@maguey/wire/club'
import type { FoundOrder, TicketSearch } from '@maguey/wire/find-tickets'
import type { Locale } from '@maguey/wire/values'
import { Heading, Hr, Section, Text } from '@react-email/components'
import type { MailContent } from '../ports/mail.ts'
import { eventPlace, venueDay, venueTime } from '../text/event-facts.ts'
import { foundWords } from '../text/found-words.ts'
import { ticketWords } from '../text/ticket-words.ts'
import { MailButton, MailFrame } from './mail-frame.tsx'
import { styles } from './mail-styles.ts'
import { type LinkSettings, pageUrl, renderBoth } from './render-mail.ts'
import { Unbroken } from './unbroken.tsx'

export async function composeFoundMail(
  { orders, locale }: Pick<TicketSearch, 'orders' | 'locale'>,
  settings: Omit<LinkSettings, 'apiUrl'>,
  club: ClubFace,
): Promise<MailContent> {
  const words = foundWords(locale)
  const linked = await Promise.all(
    orders.map(async (order) => ({
      order,
      url: await pageUrl({ order, transfer: handedBy(order) }, settings),
    })),
  )
  const content = await renderBoth(
    <MailFrame
      because={words.because}
      // Without its logo, which would have to be attached: this mail is found in a hurry.
      club={{ ...club, logo: null }}
      locale={locale}
      preview={words.intro}
      title={words.subject}
    >
      <Heading as="h1" className="ink" style={styles.heading}>
        {words.subject}
      </Heading>
      <Text className="ink" style={styles.text}>
        {words.intro}
      </Text>
      {linked.map(({ order, url }) => (
        <OrderPart club={club} key={url} locale={locale} order={order} url={url} />
      ))}
      <Hr className="rule" style={styles.rule} />
      <Text className="soft" style={styles.small}>
        {words.keep}
      </Text>
    </MailFrame>,
  )
  return { subject: `${words.subject} · ${club.name}`, ...content, attachments: [] }
}

/** Only accepted ones are found. */
const handedBy = ({ transfer_id: id }: FoundOrder) =>
  id === null ? null : { id, for_recipient: true }

type OrderPartProps = { club: ClubFace; locale: Locale; order: FoundOrder; url: string }

function OrderPart({ club, locale, order, url }: OrderPartProps) {
  const words = foundWords(locale)
  const { event, number, status, tickets, transfer_id } = order
  const hasTickets = tickets > 0 && event.status !== 'cancelled'
  const state =
    // The money is its payer's, and no business of whoever was given a ticket.
    status === 'refund_pending' && transfer_id === null
      ? words.refund
      : event.status === 'cancelled'
        ? words.cancelled
        : words.tickets(tickets)
  const doors = venueTime(event.doors_open_at, event.timezone, locale, club.clock)
  return (
    <Section>
      <Hr className="rule" style={styles.rule} />
      {/* A heading would be in capitals in the plain text. */}
      <Text className="ink" style={styles.lead}>
        <strong>{event.name}</strong>
      </Text>
      <Text className="ink" style={styles.text}>
        {venueDay(event.doors_open_at, event.timezone, locale)}
        <br />
        {ticketWords(locale).doors(doors)}
        <br />
        {eventPlace(event)}
        <br />
        <Unbroken>{`${state} · ${ticketWords(locale).order} ${number}`}</Unbroken>
      </Text>
      <MailButton club={club} href={url}>
        {hasTickets ? words.open : words.see}
      </MailButton>
    </Section>
  )
}
