// The mail that says that money comes back, and why.
/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** @jsxImportSourceTypes @types/react */

import type { ClubFace } from '@maguey/wire/club'
import type { Locale } from '@maguey/wire/values'
import { Heading, Text } from '@react-email/components'
import { ticketWords } from '../text/ticket-words.ts'
import { MailFrame } from './mail-frame.tsx'
import { styles } from './mail-styles.ts'

export type RefundMailProps = {
  locale: Locale
  subject: string
  sentence: string
  orderNumber: string
  club: ClubFace
}

export function RefundMail({ locale, subject, sentence, orderNumber, club }: RefundMailProps) {
  return (
    <MailFrame club={club} locale={locale} title={subject} preview={sentence}>
      <Heading as="h1" style={styles.heading}>
        {subject}
      </Heading>
      <Text style={styles.text}>{sentence}</Text>
      <Text style={styles.small}>
        {ticketWords(locale).order} {orderNumber}
      </Text>
    </MailFrame>
  )
}
