// Whom a mail comes from.
import { expect, test } from 'vitest'
import { clubColours, plainClub, replyTo, senderOf } from './club-words.ts'

const perla = { ...plainClub, name: 'La Perla' }

test('the name is the club’s, the address the one that is verified', () => {
  const from = 'Maguey <tickets@maguey.example>'
  expect(senderOf(from, plainClub)).toBe(from)
  expect(senderOf(from, perla)).toBe('La Perla <tickets@maguey.example>')
  expect(senderOf('tickets@x.example', perla)).toBe('La Perla <tickets@x.example>')
  expect(senderOf(from, { ...perla, sender_name: 'Boletos, La Perla' })).toBe(
    'Boletos La Perla <tickets@maguey.example>',
  )
})

test('answers go where the club reads them', () => {
  expect(replyTo(plainClub)).toEqual({})
  expect(replyTo({ ...perla, contact_email: 'hola@perla.mx' })).toEqual({
    replyTo: 'hola@perla.mx',
  })
  expect(replyTo({ ...perla, contact_email: 'a@perla.mx', reply_to: 'b@perla.mx' })).toEqual({
    replyTo: 'b@perla.mx',
  })
})

test('a colour that could not be read is made readable', () => {
  expect(clubColours({ accent: '#ffff00' }).button).not.toBe('#ffff00')
  expect(clubColours({ accent: null }).button).toBe('#0a6b47')
})
