// The mail that tells something about an order: money that moves, a night that moves, another address.
/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** @jsxImportSourceTypes @types/react */

import type { ClubFace } from '@maguey/wire/club'
import type { OrderEvent } from '@maguey/wire/orders'
import type { Locale } from '@maguey/wire/values'
import { Heading, Text } from '@react-email/components'
import { ticketWords } from '../text/ticket-words.ts'
import { MailButton, MailFrame } from './mail-frame.tsx'
import { styles } from './mail-styles.ts'
import { NightFacts } from './night-facts.tsx'
import { Unbroken } from './unbroken.tsx'

export type NoticeMailProps = {
  locale: Locale
  subject: string
  paragraphs: readonly string[]
  /** Null in a mail that is about no order. */
  orderNumber: string | null
  /** Null where the reader must not get into the order. */
  orderUrl: string | null
  /** What its button says; absent: that it leads to the order. */
  button?: string
  because?: string
  /** Shown with date, map and calendars, where they have changed. */
  night: OrderEvent | null
  shopUrl: string
  club: ClubFace
}

export function NoticeMail(props: NoticeMailProps) {
  const { locale, subject, paragraphs, orderNumber, orderUrl, night, shopUrl, club, because } =
    props
  const words = ticketWords(locale)
  return (
    <MailFrame
      club={club}
      locale={locale}
      title={subject}
      preview={paragraphs[0] ?? subject}
      {...(because === undefined ? {} : { because })}
    >
      <Heading as="h1" className="ink" style={styles.heading}>
        <Unbroken>{subject}</Unbroken>
      </Heading>
      {night === null ? null : (
        <NightFacts club={club} event={night} locale={locale} shopUrl={shopUrl} />
      )}
      {paragraphs.map((paragraph) => (
        <Text className="ink" key={paragraph} style={styles.text}>
          <Unbroken>{paragraph}</Unbroken>
        </Text>
      ))}
      {orderUrl === null ? null : (
        <MailButton club={club} href={orderUrl}>
          {props.button ?? words.seeOrder}
        </MailButton>
      )}
      {orderNumber === null ? null : (
        <Text className="soft" style={styles.small}>
          {words.order} {orderNumber}
        </Text>
      )}
    </MailFrame>
  )
}
