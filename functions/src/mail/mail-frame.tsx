// The frame that every mail shares: one column, readable without pictures, light or dark as the reader's program is.
/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** @jsxImportSourceTypes @types/react */

import type { ClubFace } from '@maguey/wire/club'
import type { Locale } from '@maguey/wire/values'
import {
  Body,
  Button,
  Container,
  Head,
  Hr,
  Html,
  Img,
  Link,
  Preview,
  Section,
  Text,
} from '@react-email/components'
import type { ReactNode } from 'react'
import { clubColours } from '../text/club-words.ts'
import { ticketWords } from '../text/ticket-words.ts'
import { darkCss } from './mail-dark.ts'
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
  /** The page on which they can have no more of these. */
  stopUrl?: string
  /** The night's, across the top; a reader who loads no pictures misses nothing. */
  picture?: string
  club: ClubFace
  children: ReactNode
}

export function MailFrame(props: MailFrameProps) {
  const { locale, preview, title, because, stopUrl, picture, club, children } = props
  return (
    <Html lang={locale} dir="ltr">
      <Head>
        <title>{title}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkCss(club)}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body style={styles.body}>
        <Section className="page" style={styles.page}>
          <Container style={styles.container}>
            <Section className="card" style={styles.brand}>
              {club.logo === null ? null : (
                <Img alt="" height="40" src={`cid:${LOGO_ID}`} style={styles.logo} />
              )}
              <Text style={{ ...styles.wordmark, color: clubColours(club).wordmark }}>
                {club.name.toUpperCase()}
              </Text>
            </Section>
            {picture === undefined ? null : (
              <Img alt="" src={picture} style={styles.picture} width="560" />
            )}
            <Section className="card" style={styles.content}>
              {children}
              <Hr className="rule" style={styles.rule} />
              <ClubFoot club={club} locale={locale} />
              <Text className="soft" style={styles.small}>
                {because ?? ticketWords(locale).sentBecause}
                {stopUrl === undefined ? null : (
                  <>
                    {' '}
                    <Link className="link" href={stopUrl} style={styles.link}>
                      {ticketWords(locale).stopReminders}
                    </Link>
                  </>
                )}
              </Text>
            </Section>
          </Container>
        </Section>
      </Body>
    </Html>
  )
}

/** Whom to ask; the mail itself can be answered too. */
function ClubFoot({ club, locale }: { club: ClubFace; locale: Locale }) {
  const { name, address, contact_email: email, contact_phone: phone } = club
  return (
    <Text className="soft" style={styles.small}>
      {[name, address].filter((part) => part !== '').join(' · ')}
      {email === '' && phone === '' ? null : (
        <>
          <br />
          {ticketWords(locale).questions}{' '}
        </>
      )}
      {email === '' ? null : (
        <Link className="link" href={`mailto:${email}`} style={styles.link}>
          {email}
        </Link>
      )}
      {email === '' || phone === '' ? null : ' · '}
      {phone === '' ? null : <span style={styles.whole}>{phone}</span>}
    </Text>
  )
}

export function MailButton(props: { club: ClubFace; href: string; children: string }) {
  const { button, onButton } = clubColours(props.club)
  return (
    <Button
      className="button"
      href={props.href}
      style={{ ...styles.button, backgroundColor: button, color: onButton }}
    >
      {props.children}
    </Button>
  )
}
