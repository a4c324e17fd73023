// What every implementation of the mail port must do, defined once for the unit tests' fake and for the real adapter.
import type { Mail, OutgoingMail } from '@maguey/functions/ports/mail'
import { expect, it } from 'vitest'

export type MailTarget = {
  mail: Mail
  /** How many mails were delivered to this address. */
  delivered: (to: string) => Promise<number>
}

let serial = 0

export function letter(changes: Partial<OutgoingMail> = {}): OutgoingMail {
  serial += 1
  return {
    from: 'Maguey <tickets@maguey.example>',
    to: `guest-${serial}@example.com`,
    subject: 'Your tickets',
    html: '<p>Hi</p>',
    text: 'Hi',
    attachments: [
      {
        filename: 'a.png',
        contentType: 'image/png',
        bytes: new Uint8Array([1, 2]),
        contentId: 'a',
      },
    ],
    idempotencyKey: `mail-${serial}`,
    ...changes,
  }
}

/** What every mail provider does. */
export function mailPortSuite(target: () => MailTarget): void {
  it('delivers a mail and names it', async () => {
    const mail = letter()
    const answer = await target().mail.send(mail)
    expect(answer).toEqual({ ok: true, providerId: expect.any(String) })
    expect(await target().delivered(mail.to)).toBe(1)
  })

  it('believes nothing that nobody vouches for', async () => {
    const seal = { id: '', timestamp: '', signature: '' }
    expect(await target().mail.readEvent('{}', seal)).toEqual({ ok: false, code: 'bad_signature' })
  })
}

/** What a provider that remembers keys does beyond that. */
export function rememberedKeysSuite(target: () => MailTarget): void {
  it('delivers once what is sent twice under one key, and names it the same', async () => {
    const mail = letter()
    const first = await target().mail.send(mail)
    expect(await target().mail.send(mail)).toEqual(first)
    expect(await target().delivered(mail.to)).toBe(1)
  })

  it('counts as sent what was sent before with other words, and delivers it no second time', async () => {
    const mail = letter()
    await target().mail.send(mail)
    const answer = await target().mail.send({ ...mail, text: 'Hi again' })
    expect(answer).toEqual({ ok: true, providerId: null })
    expect(await target().delivered(mail.to)).toBe(1)
  })

  it('refuses for good what no retry can mend, and takes the same key once it is mended', async () => {
    const mail = letter({ from: 'nobody' })
    const answer = await target().mail.send(mail)
    expect(answer).toEqual({ ok: false, reason: 'resend_422', permanent: true, away: false })
    const mended = { ...mail, from: 'Maguey <tickets@maguey.example>' }
    expect(await target().mail.send(mended)).toMatchObject({ ok: true })
    expect(await target().delivered(mail.to)).toBe(1)
  })

  it('finds a mail that was taken, by its key, among others to the same guest', async () => {
    const since = Date.now()
    const mail = letter()
    const others = [letter({ to: mail.to }), letter({ to: mail.to })]
    const [before, after] = others as [OutgoingMail, OutgoingMail]
    await target().mail.send(before)
    expect(await target().mail.find(mail, since)).toEqual({ ok: true, providerId: null })
    const sent = await target().mail.send(mail)
    await target().mail.send(after)
    expect(await target().mail.find(mail, since)).toEqual(sent)
  })
}
