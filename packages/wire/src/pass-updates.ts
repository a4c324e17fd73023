// Wallet passes as the functions keep them up to date: what was handed out, what is due to be told, and Apple's devices.
import * as v from 'valibot'
import { orderEventSchema, orderNumber, orderTicketSchema } from './orders.ts'
import { sqlFunction } from './sql-function.ts'
import { localeSchema, moment } from './values.ts'

export type WalletName = 'apple' | 'google'

const orderSchema = v.object({ number: orderNumber, locale: localeSchema })

const showsSchema = v.object({
  event: orderEventSchema,
  order: orderSchema,
  ticket: orderTicketSchema,
})

/** From here on its wallet is told of changes. The caller has checked who asks. */
export const handOutPass = sqlFunction({
  name: 'hand_out_pass',
  args: ({ ticketId, wallet }: { ticketId: string; wallet: WalletName }) => ({
    p_ticket_id: ticketId,
    p_wallet: wallet,
  }),
  answer: showsSchema,
})

const claim = ({ limit, leaseSeconds }: { limit: number; leaseSeconds: number }) => ({
  p_limit: limit,
  p_lease_seconds: leaseSeconds,
})

const googleJob = v.object({
  id: v.string(),
  revision: v.number(),
  event: orderEventSchema,
  /** Null: what all passes of the night share. */
  order: v.nullable(orderSchema),
  ticket: v.nullable(orderTicketSchema),
})
export type GoogleJob = v.InferOutput<typeof googleJob>

/** Nobody else gets the same ones within the lease. */
export const claimGooglePasses = sqlFunction({
  name: 'claim_google_passes',
  args: claim,
  answer: v.array(googleJob),
})

const appleJob = v.object({
  id: v.string(),
  revision: v.number(),
  push_tokens: v.array(v.string()),
})
export type AppleJob = v.InferOutput<typeof appleJob>

export const claimApplePasses = sqlFunction({
  name: 'claim_apple_passes',
  args: claim,
  answer: v.array(appleJob),
})

/** `away`: nobody answered, so that the wallet's other passes wait too. */
export type FinishedPass = { id: string; revision: number; error: string | null; away: boolean }

export const finishPasses = sqlFunction({
  name: 'finish_passes',
  args: (passes: FinishedPass[]) => ({ p_passes: passes }),
  answer: v.number(),
})

/** Devices that Apple no longer reaches. */
export const forgetPushTokens = sqlFunction({
  name: 'forget_push_tokens',
  args: (pushTokens: string[]) => ({ p_push_tokens: pushTokens }),
  answer: v.number(),
})

/** Void or not; `changed_at` is when that last changed. Refusal: `not_found`. */
export const applePass = sqlFunction({
  name: 'apple_pass',
  args: (ticketId: string) => ({ p_ticket_id: ticketId }),
  answer: v.object({ ...showsSchema.entries, changed_at: moment }),
})

type Held = { deviceId: string; ticketId: string }

/** Refusal: `not_found`, also for a pass whose buyer was forgotten. */
export const registerPass = sqlFunction({
  name: 'register_pass',
  args: ({ deviceId, ticketId, pushToken }: Held & { pushToken: string }) => ({
    p_device_id: deviceId,
    p_ticket_id: ticketId,
    p_push_token: pushToken,
  }),
  answer: v.object({ added: v.boolean() }),
})

export const unregisterPass = sqlFunction({
  name: 'unregister_pass',
  args: ({ deviceId, ticketId }: Held) => ({ p_device_id: deviceId, p_ticket_id: ticketId }),
  answer: v.boolean(),
})

/** `since`: the tag of an earlier answer; null: all that the device holds. */
export const passesOfDevice = sqlFunction({
  name: 'passes_of_device',
  args: ({ deviceId, since }: { deviceId: string; since: string | null }) => ({
    p_device_id: deviceId,
    ...(since === null ? {} : { p_since: since }),
  }),
  answer: v.object({ tag: v.string(), ticket_ids: v.array(v.string()) }),
})

/** Devices with passes of nights that ended a week ago are forgotten; returns how many. */
export const sweepPassRegistrations = sqlFunction({
  name: 'sweep_pass_registrations',
  args: () => ({}),
  answer: v.number(),
})
