// Tickets as a forger, a bad copy or a typing error would produce them.
import { ed25519Noble } from '@maguey/ticket-core/ed25519-noble'
import { parseQrText, signQrText } from '@maguey/ticket-core/qr-text'
import { formatTicketId, parseTicketId } from '@maguey/ticket-core/ticket-id'

/** The same ticket and key id, signed with a key that is not the venue's. */
export const signWithStrangersKey = async (qrText: string): Promise<string> => {
  const parsed = parseQrText(qrText)
  if (parsed.kind !== 'signed') throw new Error('not a signed ticket')
  const strangersKey = new Uint8Array(32).fill(7)
  return signQrText({
    ticketId: parsed.ticketId,
    typeCode: parsed.typeCode,
    kid: parsed.kid,
    sign: (message) => ed25519Noble.sign(strangersKey, message),
  })
}

const idOf = (qrText: string): string => qrText.split('.')[0] ?? ''

/** The bare id with its second-to-last character replaced, as a typing error would. */
export const withOneCharacterChanged = (qrText: string): string => {
  const id = idOf(qrText)
  const position = id.length - 5
  return `${id.slice(0, position)}${id[position] === '7' ? '8' : '7'}${id.slice(position + 1)}`
}

/** A well-formed id of a night decades away. */
export const ticketIdOfAnotherNight = (qrText: string): string => {
  const parsed = parseTicketId(idOf(qrText))
  if (!parsed.ok) throw new Error('not a ticket id')
  return formatTicketId({
    eventCode: parsed.eventCode,
    eventDay: '20990101',
    random: parsed.random,
  })
}
