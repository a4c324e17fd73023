// Staff: who works here, invitations, leaving, and passwords. Links are mailed by the worker, redeemed through the API.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import { sqlFunction } from './sql-function.ts'
import { staffRole } from './staff.ts'
import { type Locale, localeSchema, moment } from './values.ts'

const staffListSchema = v.object({
  members: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      email: v.string(),
      role: staffRole,
      active: v.boolean(),
      me: v.boolean(),
      /** Whether an authenticator app is asked for at their sign-in. */
      second_factor: v.boolean(),
      last_sign_in_at: v.nullable(moment),
      created_at: moment,
    }),
  ),
  invitations: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      email: v.string(),
      role: staffRole,
      created_at: moment,
      expires_at: moment,
      sent_at: v.nullable(moment),
      /** The last attempt to mail it failed. It is tried twelve times in all, then only a new invitation helps. */
      failed: v.boolean(),
    }),
  ),
})
export type StaffList = v.InferOutput<typeof staffListSchema>
export type StaffMember = StaffList['members'][number]
export type Invitation = StaffList['invitations'][number]

export const staffList = sqlFunction({
  name: 'staff_list',
  args: () => ({}),
  answer: staffListSchema,
})

const idAnswer = v.object({ id: v.string() })

export type InvitationWish = {
  email: string
  name: string
  role: v.InferOutput<typeof staffRole>
  locale: Locale
}

/** Refusals: `invalid_email`, `already_staff`. */
export const inviteStaff = sqlFunction({
  name: 'invite_staff',
  args: ({ email, name, role, locale }: InvitationWish) => ({
    p_email: email,
    p_name: name,
    p_role: role,
    p_locale: locale,
  }),
  answer: idAnswer,
})

export const withdrawInvitation = sqlFunction({
  name: 'withdraw_invitation',
  args: (id: string) => ({ p_id: id }),
  answer: idAnswer,
})

/** Refusal: `last_admin`. */
export const changeStaff = sqlFunction({
  name: 'change_staff',
  args: ({ id, role, active }: Pick<StaffMember, 'id' | 'role' | 'active'>) => ({
    p_id: id,
    p_role: role,
    p_active: active,
  }),
  answer: idAnswer,
})

/** For somebody whose phone is lost. Refusal: `not_found` where there is none. */
export const resetSecondFactor = sqlFunction({
  name: 'reset_second_factor',
  args: (id: string) => ({ p_id: id }),
  answer: idAnswer,
})

export const leaveStaff = sqlFunction({
  name: 'leave_staff',
  args: () => ({}),
  answer: idAnswer,
})

/** Refusal: `password_weak`. Every session ends, so the caller must sign in again. */
export const changeOwnPassword = sqlFunction({
  name: 'change_own_password',
  args: ({ current, next }: { current: string; next: string }) => ({
    p_current: current,
    p_new: next,
  }),
  answer: v.object({
    changed: v.boolean(),
    code: v.optional(v.picklist(['password_wrong', 'too_many_requests'])),
  }),
})

export const requestPasswordReset = sqlFunction({
  name: 'request_password_reset',
  args: ({ email, locale }: { email: string; locale: Locale }) => ({
    p_email: email,
    p_locale: locale,
  }),
  answer: v.object({ asked: v.boolean() }),
})

const staffMailSchema = v.object({
  id: v.string(),
  kind: v.picklist(['invite', 'reset']),
  to: v.string(),
  name: v.string(),
  role: staffRole,
  locale: localeSchema,
  /** In the clear, for the mail only. */
  token: v.string(),
  attempt: v.number(),
})
export type StaffMail = v.InferOutput<typeof staffMailSchema>

export const claimStaffMails = sqlFunction({
  name: 'claim_staff_mails',
  args: ({ limit }: { limit: number }) => ({ p_limit: limit }),
  answer: v.array(staffMailSchema),
})

export const finishStaffMail = sqlFunction({
  name: 'finish_staff_mail',
  args: ({ id, error }: { id: string; error: string | null }) => ({
    p_id: id,
    ...(error === null ? {} : { p_error: error }),
  }),
  answer: v.object({ noted: v.boolean() }),
})

/** Refusals: `link_ended`, `password_weak`. */
export const redeemStaffLink = sqlFunction({
  name: 'redeem_staff_link',
  args: ({ tokenHash, password }: { tokenHash: string; password: string }) => ({
    p_token_hash: tokenHash,
    p_password: password,
  }),
  answer: v.object({ email: v.string() }),
})

/** Gives the same answer whether or not the address belongs to staff. */
export const forgotPassword: Endpoint<
  '/staff/forgot',
  typeof requestPasswordReset.answer,
  { email: string; locale: Locale }
> = { method: 'POST', path: '/staff/forgot', answer: requestPasswordReset.answer }

export const setPassword: Endpoint<
  '/staff/password',
  typeof redeemStaffLink.answer,
  { token: string; password: string }
> = { method: 'POST', path: '/staff/password', answer: redeemStaffLink.answer }

const ownSessionSchema = v.object({
  id: v.string(),
  started_at: moment,
  /** When it was last renewed, which happens about once an hour while it is used. */
  seen_at: moment,
  /** The browser's own name for itself. */
  agent: v.nullable(v.string()),
  /** The session that is asking. */
  here: v.boolean(),
})
export type OwnSession = v.InferOutput<typeof ownSessionSchema>

export const ownSessions = sqlFunction({
  name: 'own_sessions',
  args: () => ({}),
  answer: v.array(ownSessionSchema),
})

/** Refusal: `not_found`, when it has ended already. */
export const endOwnSession = sqlFunction({
  name: 'end_own_session',
  args: (id: string) => ({ p_id: id }),
  answer: idAnswer,
})
