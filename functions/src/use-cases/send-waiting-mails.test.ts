// The mail that confirms a place on a waiting list: its link, how to leave by it, and what happens when it fails.
import type { WaitingMail } from '@maguey/wire/waiting-list'
import { expect, it } from 'vitest'
import { waitingSeal, waitingToken } from '../secrets.ts'
import { exampleEvent } from '../testing/examples.ts'
import { createTestDependencies } from '../testing/test-dependencies.ts'
import { sendWaitingMails } from './send-waiting-mails.ts'

const job: WaitingMail = {
  id: '018f0004-0000-7000-8000-000000000001',
  round: 2,
  first_attempt_at: new Date().toISOString(),
  to: 'sol@example.com',
  locale: 'es',
  quantity: 2,
  ticket_type: 'VIP',
  event: exampleEvent,
}

it('sends the link of the place, and a way to leave without opening it', async () => {
  const deps = createTestDependencies()
  deps.database.waitingMails.push(job)
  await sendWaitingMails(deps)
  const [mail] = deps.sent
  const { orderTokenSecret, shopUrl } = deps.settings
  const token = await waitingToken(orderTokenSecret, job.id)
  const seal = await waitingSeal(orderTokenSecret, job.id)
  expect(mail?.to).toBe('sol@example.com')
  expect(mail?.subject).toContain('lista de espera')
  expect(mail?.text).toContain(`${shopUrl}/waiting/${job.id}#${token}`)
  expect(mail?.text).toContain('2 × VIP')
  expect(mail?.headers?.['List-Unsubscribe']).toMatch(
    new RegExp(`/functions/v1/api/waiting/${job.id}/leave/${seal}>$`),
  )
  expect(mail?.headers?.['List-Unsubscribe']).not.toContain(token)
  expect(mail?.idempotencyKey).toBe(`${job.id}-2`)
  expect(deps.database.finishedWaitingMails).toEqual([{ id: job.id, round: 2, error: null }])
})

it('looks for a mail that may have arrived a day ago', async () => {
  const deps = createTestDependencies()
  const day = 24 * 3_600_000
  const lost = { ...job, first_attempt_at: new Date(deps.clock.nowMs() - day).toISOString() }
  deps.database.waitingMails.push(lost)
  await sendWaitingMails(deps)
  // Its answer was lost, and its key is forgotten by now.
  deps.mail.send = async () => expect.unreachable('sent a second time')
  deps.database.waitingMails.push(lost)
  await sendWaitingMails(deps)
  expect(deps.database.finishedWaitingMails).toMatchObject([{ error: null }, { error: null }])
  expect(deps.sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual([`${job.id}-2`])
})
