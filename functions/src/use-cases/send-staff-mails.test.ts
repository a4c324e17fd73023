// The links with which staff set a password: what happens when they can't be mailed, or that can't be noted.
import type { StaffMail } from '@maguey/wire/staff-managing'
import { expect, test } from 'vitest'
import { failure } from '../problem.ts'
import { createTestDependencies } from '../testing/test-dependencies.ts'
import { sendStaffMails } from './send-staff-mails.ts'

const invitation = (id: string): StaffMail => ({
  id,
  kind: 'invite',
  to: 'eva@example.com',
  name: 'Eva',
  role: 'manager',
  locale: 'en',
  token: 'a'.repeat(32),
  attempt: 1,
})

function withTwoMails() {
  const deps = createTestDependencies()
  deps.database.staffMails.push(invitation('link-1'), invitation('link-2'))
  return deps
}

test('no mail waits for a provider that answers nobody', async () => {
  const deps = withTwoMails()
  deps.mailResults.push({ ok: false, reason: 'resend_unreachable', permanent: false, away: true })
  await sendStaffMails(deps)
  expect(deps.database.staffMailsFinished).toEqual([{ id: 'link-1', error: 'resend_unreachable' }])
  expect(deps.sent).toEqual([])
})

test('one that is refused does not hold up the next', async () => {
  const deps = withTwoMails()
  deps.mailResults.push({ ok: false, reason: 'resend_422', permanent: true, away: false })
  await sendStaffMails(deps)
  expect(deps.database.staffMailsFinished).toEqual([
    { id: 'link-1', error: 'resend_422' },
    { id: 'link-2', error: null },
  ])
})

test('a mail that went out but could not be noted is logged, without its address', async () => {
  const deps = withTwoMails()
  deps.database.finishStaffMail = async () => failure('internal') as never
  await sendStaffMails(deps)
  expect(deps.logged).toMatchObject([
    { level: 'error', event: 'staff_mail_not_noted', mail: 'link-1', code: 'internal' },
    { level: 'error', event: 'staff_mail_not_noted', mail: 'link-2', code: 'internal' },
  ])
  expect(JSON.stringify(deps.logged)).not.toContain('eva@')
})
