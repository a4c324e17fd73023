// How mails wear the club's face: its name, its colour made readable, its sender, its foot.
import { accentTones } from '@maguey/ticket-core/accent-tones'
import type { ClubFace } from '@maguey/wire/club'

/** The face that a club has until somebody gives it one, and whenever it can't be asked for. */
export const plainClub: ClubFace = {
  ...{ name: 'Maguey', accent: null, logo: null, clock: '24h' },
  ...{ address: '', contact_email: '', contact_phone: '', sender_name: '', reply_to: '' },
  ...{ terms: '', privacy_policy: '', refund_policy: '' },
}

/** On paper-white, and on the dark band at the top. */
export function clubColours({ accent }: Pick<ClubFace, 'accent'>) {
  const tones = accentTones(accent)
  if (tones === null) {
    return { button: '#0a6b47', onButton: '#ffffff', wordmark: '#6fdca5', onWordmark: '#0b1311' }
  }
  const { light, dark } = tones
  return {
    ...{ button: light.accent, onButton: light.on },
    ...{ wordmark: dark.accent, onWordmark: dark.on },
  }
}

/**
 * The address stays what the mail provider has verified; only the name before it is the club's.
 *
 * @param mailFrom `Maguey <tickets@club.example>` or the bare address
 */
export function senderOf(mailFrom: string, { name, sender_name }: ClubFace): string {
  const own = sender_name || (name === plainClub.name ? '' : name)
  const shown = own.replace(/[<>"@,;:\\]/g, '').trim()
  if (shown === '') return mailFrom
  return `${shown} <${/<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom}>`
}

/** Where an answer goes: the address for that, or else the one for contact; absent: to the sender. */
export function replyTo({ reply_to, contact_email }: ClubFace): { replyTo?: string } {
  const address = reply_to || contact_email
  return address === '' ? {} : { replyTo: address }
}
