// The frame that every mail shares: one column, light, readable without images and in the darkest client.
/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** @jsxImportSourceTypes @types/react */

import type { ClubFace } from '@maguey/wire/club'
import type { Locale } from '@maguey/wire/values'
import {
  Body,
  Container,
  Head,
  Hr,
  Html,
  Img,
  Preview,
  Section,
  Text,
} from '@react-email/components'
import type { ReactNode } from 'react'
import { clubColours, clubFoot } from '../text/club-words.ts'
import { ticketWords } from '../text/ticket-words.ts'
import { styles } from './mail-styles.ts'

/** The content id of the club's logo, attached by whoever composes. */
export const LOGO_ID = 'club-logo'

export type MailFrameProps = {
  locale: Locale
  /** What an inbox shows beside the subject. */
  preview: string
  title: string
  /** Why they get it; absent: because tickets were ordered. */
  because?: string
  club: ClubFace
  children: ReactNode
}

export function MailFrame({ locale, preview, title, because, club, children }: MailFrameProps) {
  return (
    <Html lang={locale} dir="ltr">
      <Head>
        <title>{title}</title>
        <meta name="color-scheme" content="light" />
        <meta name="supported-color-schemes" content="light" />
      </Head>
      <Preview>{preview}</Preview>
      <Body style={styles.body}>
        <Container style={styles.container}>
          <Section style={styles.brand}>
            {club.logo === null ? null : (
              <Img alt="" height="40" src={`cid:${LOGO_ID}`} style={styles.logo} />
            )}
            <Text style={{ ...styles.wordmark, color: clubColours(club).wordmark }}>
              {club.name.toUpperCase()}
            </Text>
          </Section>
          <Section style={styles.content}>
            {children}
            <Hr style={styles.rule} />
            <Text style={styles.small}>{because ?? ticketWords(locale).sentBecause}</Text>
            <Text style={styles.small}>{clubFoot(club)}</Text>
          </Section>
        </Container>
      </Body>
    </Html>
  )
}
