// The frame that every mail shares: one column, light, readable without images and in the darkest client.
/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** @jsxImportSourceTypes @types/react */

import type { Locale } from '@maguey/wire/values'
import { Body, Container, Head, Hr, Html, Preview, Section, Text } from '@react-email/components'
import type { ReactNode } from 'react'
import { ticketWords } from '../text/ticket-words.ts'
import { styles } from './mail-styles.ts'

export type MailFrameProps = {
  locale: Locale
  /** What an inbox shows beside the subject. */
  preview: string
  title: string
  children: ReactNode
}

export function MailFrame({ locale, preview, title, children }: MailFrameProps) {
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
            <Text style={styles.wordmark}>MAGUEY</Text>
          </Section>
          <Section style={styles.content}>
            {children}
            <Hr style={styles.rule} />
            <Text style={styles.small}>{ticketWords(locale).sentBecause}</Text>
          </Section>
        </Container>
      </Body>
    </Html>
  )
}
