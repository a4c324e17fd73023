// The mails to staff: an invitation, and a link for a new password.
/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** @jsxImportSourceTypes @types/react */

import type { ClubFace } from '@maguey/wire/club'
import type { StaffMail } from '@maguey/wire/staff-managing'
import { Heading, Text } from '@react-email/components'
import { render, toPlainText } from '@react-email/render'
import type { MailContent } from '../ports/mail.ts'
import { MailButton, MailFrame } from './mail-frame.tsx'
import { styles } from './mail-styles.ts'

type Words = Record<'subject' | 'lead' | 'button' | 'note' | 'because', string>

const roles = {
  en: { front_desk: 'front desk', manager: 'manager', admin: 'admin' },
  es: { front_desk: 'recepción', manager: 'responsable', admin: 'administrador' },
}

function wordsOf({ kind, name, role, locale }: StaffMail, club: string): Words {
  const as = roles[locale][role]
  if (locale === 'es') {
    return kind === 'invite'
      ? {
          subject: `${club} te invita a su equipo`,
          lead: `Hola, ${name}: tienes acceso al panel de ${club} como ${as}. Elige tu contraseña para entrar.`,
          button: 'Elegir contraseña',
          note: 'El enlace sirve una vez, durante siete días. No lo reenvíes.',
          because: 'Recibes este correo porque un administrador escribió tu dirección.',
        }
      : {
          subject: `Contraseña nueva para ${club}`,
          lead: `Hola, ${name}: con este enlace eliges una contraseña nueva para el panel de ${club}.`,
          button: 'Elegir contraseña nueva',
          note: 'El enlace sirve una vez, durante una hora. Si no lo pediste, no hagas nada: tu contraseña sigue igual.',
          because:
            'Recibes este correo porque alguien pidió una contraseña nueva para esta dirección.',
        }
  }
  return kind === 'invite'
    ? {
        subject: `${club} invites you to its staff`,
        lead: `Hello ${name}, you have access to ${club}’s back office as ${as}. Choose your password to get in.`,
        button: 'Choose a password',
        note: 'The link works once, for seven days. Do not pass it on.',
        because: 'You received this e-mail because an admin entered your address.',
      }
    : {
        subject: `A new password for ${club}`,
        lead: `Hello ${name}, with this link you choose a new password for ${club}’s back office.`,
        button: 'Choose a new password',
        note: 'The link works once, for an hour. If you did not ask for it, do nothing: your password stays.',
        because:
          'You received this e-mail because somebody asked for a new password for this address.',
      }
}

export async function composeStaffMail(
  mail: StaffMail,
  { backOfficeUrl, club }: { backOfficeUrl: string; club: ClubFace },
): Promise<MailContent> {
  const words = wordsOf(mail, club.name)
  const html = await render(
    <MailFrame
      because={words.because}
      club={club}
      locale={mail.locale}
      preview={words.lead}
      title={words.subject}
    >
      <Heading as="h1" className="ink" style={styles.heading}>
        {words.subject}
      </Heading>
      <Text className="ink" style={styles.text}>
        {words.lead}
      </Text>
      {/* In the fragment, the token never reaches a server's log. */}
      <MailButton club={club} href={`${backOfficeUrl}/password#${mail.token}`}>
        {words.button}
      </MailButton>
      <Text className="soft" style={styles.small}>
        {words.note}
      </Text>
    </MailFrame>,
  )
  return { subject: words.subject, html, text: toPlainText(html), attachments: [] }
}
