// The outbox: what is sent, with what attached, and what happens when it fails.

import type { MailJob } from '@maguey/wire/mail'
import { PNG } from 'pngjs'
import { describe, expect, it, vi } from 'vitest'
import { orderToken, reminderSeal } from '../secrets.ts'
import { exampleEvent, exampleTicket } from '../testing/examples.ts'
import { createTestDependencies } from '../testing/test-dependencies.ts'
import { runWorker } from './run-worker.ts'
import { sendMails } from './send-mails.ts'

function job(changes: Partial<MailJob> = {}): MailJob {
  return {
    id: 'mail-1',
    kind: 'tickets',
    cause: '',
    amount: null,
    move: null,
    transfer: null,
    waiting: null,
    returned_ticket: null,
    created_at: '2026-11-20T12:00:00+00:00',
    attempts: 0,
    first_attempt_at: '2026-11-20T12:00:00+00:00',
    to: 'ana@example.com',
    locale: 'en',
    order: {
      id: 'order-1',
      number: 'MGY-7K3QXM',
      link_version: 0,
      status: 'completed',
      customer_email: 'ana@example.com',
      ticket_count: 2,
      created_at: '2026-11-20T12:00:00+00:00',
      lines: [],
      customer_name: 'Ana <3',
      total_amount: '100.00',
      refunded_amount: '0.00',
      currency: 'usd',
    },
    event: exampleEvent,
    tickets: [exampleTicket(1), exampleTicket(2)],
    ...changes,
  }
}

async function sentFor(mail: MailJob) {
  const deps = createTestDependencies()
  deps.database.mails.push(mail)
  await sendMails(deps)
  const sent = deps.sent[0]
  if (sent === undefined) throw new Error(`not sent: ${JSON.stringify(deps.database.finished)}`)
  return { deps, sent }
}

describe('the tickets’ mail', () => {
  it('goes out once per outbox row, whose id is the idempotency key', async () => {
    const { deps, sent } = await sentFor(job())
    expect([sent.to, sent.from, sent.idempotencyKey]).toEqual([
      'ana@example.com',
      'Maguey <tickets@maguey.example>',
      'mail-1',
    ])
    expect(deps.database.finished).toEqual([
      { mailId: 'mail-1', providerId: 'provider-1', error: null },
    ])
  })

  it('shows each ticket’s QR inline, and one PDF', async () => {
    const { sent } = await sentFor(job())
    expect(
      sent.attachments.map(({ filename, contentType, contentId }) => [
        filename,
        contentType,
        contentId,
      ]),
    ).toEqual([
      ['ticket-1.png', 'image/png', 'ticket-1'],
      ['ticket-2.png', 'image/png', 'ticket-2'],
      ['tickets.pdf', 'application/pdf', undefined],
    ])
    expect(sent.html).toContain('src="cid:ticket-1"')
    expect(sent.html).toContain('src="cid:ticket-2"')
    const first = sent.attachments[0]
    expect(PNG.sync.read(Buffer.from(first?.bytes ?? [])).width).toBeGreaterThan(400)
  })

  it('says when, where, how to get in, and links to the order with the token in the fragment', async () => {
    const { deps, sent } = await sentFor(job())
    const link = `https://shop.example/orders/order-1#${await orderToken(deps.settings.orderTokenSecret, 'order-1')}`
    for (const part of [
      link,
      'Friday, November 27, 2026',
      'Doors open at 21:00 PST',
      'Maguey, 1520 E 7th St, Los Angeles',
      'MGY-PF-20261127-ABCDEFGH1XYZ',
      'MGY-7K3QXM',
      '21 and over',
      '$100.00',
    ]) {
      expect(sent.text).toContain(part)
    }
    expect(sent.html).toContain(link)
  })

  it('names the day on which the doors open, also after midnight', async () => {
    const event = { ...exampleEvent, doors_open_at: '2026-11-28T08:30:00+00:00' }
    const { sent } = await sentFor(job({ event }))
    expect(sent.text).toMatch(/Saturday, November 28, 2026\s+Doors open at 00:30 PST/)
  })

  it('speaks Spanish to whoever ordered in Spanish', async () => {
    const { sent } = await sentFor(job({ locale: 'es' }))
    expect(sent.subject).toBe('Tus boletos para Perreo Fridays')
    expect(sent.html).toContain('lang="es"')
    expect(sent.text).toContain('viernes, 27 de noviembre de 2026')
    expect(sent.text).toContain('En la puerta'.toUpperCase())
  })

  it('lets nobody’s name become markup', async () => {
    const { sent } = await sentFor(job({ order: { ...job().order, customer_name: '<img src=x>' } }))
    expect(sent.html).not.toContain('<img src=x>')
    expect(sent.html).toContain('&lt;img src=x&gt;')
  })

  it('carries no ticket that was refunded meanwhile', async () => {
    const refunded = { ...exampleTicket(2), status: 'refunded' as const }
    const { sent } = await sentFor(job({ tickets: [exampleTicket(1), refunded] }))
    expect(sent.attachments).toHaveLength(2)
    expect(sent.text).not.toContain(refunded.ticket_id)
  })
})

describe('the refund’s mail', () => {
  it('explains a payment that came too late', async () => {
    const { sent } = await sentFor(job({ kind: 'late', tickets: [] }))
    expect(sent.subject).toBe('We’re returning your payment for Perreo Fridays')
    expect(sent.text).toContain('all of it, $100.00')
  })

  it('names the amount of a refund that was asked for', async () => {
    const { sent } = await sentFor(job({ kind: 'partial_refund', amount: '40.00', locale: 'es' }))
    expect(sent.text).toContain('Te reembolsamos $40.00')
  })

  it('opens the order, but not for an address that the order has left', async () => {
    const { sent } = await sentFor(job({ kind: 'partial_refund', amount: '40.00' }))
    expect(sent.text).toContain('https://shop.example/orders/order-1#')
    const left = await sentFor(job({ kind: 'address_changed', to: 'old@example.com' }))
    expect(left.sent.html).not.toContain('/orders/')
  })

  it('speaks of no money that a free order never cost', async () => {
    const order = { ...job().order, total_amount: '0.00' }
    const { sent } = await sentFor(job({ kind: 'cancelled', order, tickets: [] }))
    expect(sent.text).toContain('Nothing was charged for this order.')
    expect(sent.text).not.toContain('$0.00')
  })
})

describe('every mail', () => {
  const kinds = ['tickets', 'reminder', 'refund', 'cancelled', 'moved'] as const

  it.each(kinds)('%s: has both schemes and says the same in plain text', async (kind) => {
    const { sent } = await sentFor(job({ kind, amount: '100.00' }))
    expect(sent.html).toContain('<meta name="color-scheme" content="light dark"/>')
    expect(sent.html).toContain('@media (prefers-color-scheme:dark){body{')
    expect(sent.text).toContain('MGY-7K3QXM')
    expect(sent.text).not.toMatch(/<[a-z]|prefers-color-scheme|cid:/)
  })

  it('says whom to ask, and answers go there', async () => {
    const deps = createTestDependencies()
    const contact = { contact_email: 'hola@perla.mx', contact_phone: '+52 951 1' }
    deps.database.club = { ...deps.database.club, ...contact }
    deps.database.mails.push(job())
    await sendMails(deps)
    expect(deps.sent[0]?.replyTo).toBe('hola@perla.mx')
    expect(deps.sent[0]?.html).toContain('href="mailto:hola@perla.mx"')
    expect(deps.sent[0]?.text).toContain('hola@perla.mx · +52 951 1')
  })

  it('leads to the night’s picture, a map and both calendars', async () => {
    const { sent } = await sentFor(job())
    expect(sent.html).toContain('https://shop.example/share/perreo-fridays-20261127/en/mail.jpg')
    for (const link of [
      'https://shop.example/events/perreo-fridays-20261127.ics',
      'https://www.google.com/maps/search/?api=1&query=Maguey%2C%201520%20E%207th%20St%2C%20Los%20Angeles',
    ])
      expect(sent.text).toContain(link)
    expect(sent.html).toContain('dates=20261128T050000Z%2F20261128T110000Z')
  })
})

describe('the reminder', () => {
  it('brings the codes again, and the way to have no more of them', async () => {
    const { deps, sent } = await sentFor(job({ kind: 'reminder' }))
    expect(sent.subject).toBe('Tonight: Perreo Fridays')
    expect(sent.attachments.map(({ filename }) => filename)).toEqual([
      'ticket-1.png',
      'ticket-2.png',
    ])
    const seal = await reminderSeal(deps.settings.orderTokenSecret, 'mail-1')
    expect(sent.headers).toEqual({
      'List-Unsubscribe': `<https://api.example/functions/v1/api/mails/mail-1/stop-reminders/${seal}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    })
    // For whoever's program shows no button; behind the fragment, no server sees it.
    expect(sent.html).toContain(`href="https://shop.example/reminders/mail-1#${seal}"`)
    expect(sent.text).toContain(`Stop reminders https://shop.example/reminders/mail-1#${seal}`)
    // What stands in a server's log opens nothing.
    expect(seal).not.toBe(await orderToken(deps.settings.orderTokenSecret, 'order-1'))
  })

  it.each([
    ['today, by day', '2026-11-27T22:00:00+00:00', '2026-11-27T19:00:00+00:00', 'Hoy'],
    [
      'tomorrow, the evening before',
      '2026-11-27T14:30:00+00:00',
      '2026-11-27T05:00:00+00:00',
      'Mañana',
    ],
    [
      'tonight, long after midnight',
      '2026-11-28T13:30:00+00:00',
      '2026-11-27T20:00:00+00:00',
      'Esta noche',
    ],
  ])('says when the doors open: %s', async (_, doors_open_at, created_at, word) => {
    const event = { ...exampleEvent, doors_open_at }
    const { sent } = await sentFor(job({ kind: 'reminder', event, created_at, locale: 'es' }))
    expect(sent.subject).toBe(`${word}: Perreo Fridays`)
  })
})

describe('the mail about a moved night', () => {
  const move = {
    from_date: '2026-11-21T06:00:00+00:00',
    from_venue: 'The Warehouse',
    to_venue: 'Maguey, 1520 E 7th St, Los Angeles',
  }

  it('says when and where it is now, what it was, and that the tickets stay good', async () => {
    const { sent } = await sentFor(job({ kind: 'moved', cause: 'm1', move }))
    expect(sent.subject).toBe('Perreo Fridays has moved')
    expect(sent.text).toContain(
      'on Friday, November 27, 2026, 22:00 PST at Maguey, 1520 E 7th St, Los Angeles (it was planned for Friday, November 20, 2026, 22:00 PST, The Warehouse)',
    )
    expect(sent.text).toContain('Your tickets are still valid')
    expect(sent.attachments).toEqual([])
  })

  it('speaks Spanish, and names no other place when only the date moved', async () => {
    const same = { ...move, from_venue: move.to_venue }
    const { sent } = await sentFor(job({ kind: 'moved', locale: 'es', move: same }))
    expect(sent.text).toContain('(iba a ser el viernes, 20 de noviembre de 2026, 22:00 PST)')
  })

  it('names the day on which the clock shows that time, also after midnight', async () => {
    const event = { ...exampleEvent, event_date: '2026-11-28T08:30:00+00:00' }
    const { sent } = await sentFor(job({ kind: 'moved', event, move }))
    expect(sent.text).toContain('on Saturday, November 28, 2026, 00:30 PST')
  })
})

describe('sendMails', () => {
  it('hands a failed mail back with a reason that names nobody', async () => {
    const deps = createTestDependencies()
    deps.database.mails.push(job())
    deps.mailResults.push({ ok: false, reason: 'resend_422', permanent: true, away: false })
    expect(await sendMails(deps)).toBe(0)
    expect(deps.database.finished).toEqual([
      { mailId: 'mail-1', providerId: null, error: 'resend_422', permanent: true },
    ])
    expect(JSON.stringify(deps.logged)).not.toMatch(/ana@|Ana/)
  })

  it('keeps no mail waiting for a provider that answers nobody', async () => {
    const deps = createTestDependencies()
    deps.database.mails.push(job(), job({ id: 'mail-2' }))
    deps.mailResults.push({ ok: false, reason: 'resend_unreachable', permanent: false, away: true })
    expect(await sendMails(deps)).toBe(0)
    expect(deps.database.finished.map(({ mailId }) => mailId)).toEqual(['mail-1'])
  })

  it('begins no mail that its lease may not cover', async () => {
    const deps = createTestDependencies()
    deps.database.mails.push(job(), job({ id: 'mail-2' }))
    const begun = deps.clock.nowMs()
    const { send } = deps.mail
    deps.mail.send = async (mail) => {
      deps.setNow(begun + 100_000)
      return send(mail)
    }
    expect(await sendMails(deps)).toBe(1)
    expect(deps.database.finished.map(({ mailId }) => mailId)).toEqual(['mail-1'])
  })

  it('sends the same body however late the second attempt is', async () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 20), toFake: ['Date'] })
    const first = await sentFor(job())
    vi.setSystemTime(Date.UTC(2026, 10, 22))
    const second = await sentFor(job({ attempts: 9 }))
    expect(second.sent).toEqual(first.sent)
    vi.useRealTimers()
  })

  it('looks for a mail that may have arrived a day ago, and sends it only if the provider has none', async () => {
    const deps = createTestDependencies()
    const day = 24 * 3_600_000
    const first_attempt_at = new Date(deps.clock.nowMs() - day).toISOString()
    const lost = job({ id: 'lost', first_attempt_at })
    deps.database.mails.push(lost)
    await sendMails(deps)
    // Its answer was lost, and its key is forgotten by now: the provider would take it as a new one.
    const { send } = deps.mail
    deps.mail.send = (mail) =>
      mail.idempotencyKey === 'lost' ? expect.unreachable('sent a second time') : send(mail)
    deps.database.mails.push(lost, job({ id: 'never', first_attempt_at }))
    await sendMails(deps)
    expect(deps.sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['lost', 'never'])
    expect(deps.database.finished.map(({ error }) => error)).toEqual([null, null, null])
  })

  it('does not send after a day what it can’t look for', async () => {
    const deps = createTestDependencies()
    deps.database.mails.push(job({ first_attempt_at: new Date(0).toISOString() }))
    const away = { ok: false, reason: 'resend_unreachable', permanent: false, away: true } as const
    deps.mail.find = async () => away
    await sendMails(deps)
    expect(deps.sent).toEqual([])
    expect(deps.database.finished).toMatchObject([{ error: 'resend_unreachable' }])
  })

  it('sends the others when one can’t be rendered', async () => {
    const deps = createTestDependencies()
    const order = { ...job().order, currency: 'no currency' }
    deps.database.mails.push(job({ order }), job({ id: 'mail-2' }))
    expect(await sendMails(deps)).toBe(1)
    expect(deps.database.finished).toEqual([
      { mailId: 'mail-1', providerId: null, error: 'render_RangeError', permanent: false },
      { mailId: 'mail-2', providerId: 'provider-1', error: null },
    ])
  })
})

describe('runWorker', () => {
  it('counts what it did', async () => {
    const deps = createTestDependencies()
    deps.database.mails.push(job())
    expect(await runWorker(deps)).toEqual({
      mails_sent: 1,
      holds_released: 3,
      orders_reconciled: 0,
      refunds_carried: 0,
      orders_cancelled: 0,
      events_caught_up: 0,
    })
  })
})
