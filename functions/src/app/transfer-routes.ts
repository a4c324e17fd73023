// Handing a ticket on: the payer's side is opened by the order's token, the other by that of the transfer's link.
import * as wire from '@maguey/wire/transfers'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { Dependencies } from '../dependencies.ts'
import { createTicketsPdf, printableTickets } from '../pdf/tickets-pdf.ts'
import { failure, type Result, success } from '../problem.ts'
import { tokenHash } from '../secrets.ts'
import { acceptTransfer, listTransfers, offerTransfer } from '../use-cases/hand-on.ts'
import { answer, answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { fileAnswer } from './file-answer.ts'
import {
  clientKey,
  email,
  locale,
  readInput,
  readOrderKey,
  text,
  token as tokenText,
  uuid,
} from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'

const invalid = 'invalid_request'
const offerSchema = v.object({ ticket_id: text(60), email: v.optional(email) }, invalid)
const acceptSchema = v.object(
  { name: text(120), email, locale: v.optional(locale), accept_key: clientKey },
  invalid,
)

/** Anything that can't be a transfer's key gets the same answer as an unknown one. */
function readTransferKey(
  context: Context<AppEnvironment>,
): Result<{ transferId: string; token: string }> {
  const transferId = context.req.param('transferId')
  const token = context.req.header('x-order-token')
  if (!v.is(uuid, transferId) || !v.is(tokenText, token)) return failure('transfer_not_found')
  return success({ transferId: transferId.toLowerCase(), token })
}

export function transferRoutes(deps: Dependencies) {
  return new Hono<AppEnvironment>().route('/', payerRoutes(deps)).route('/', recipientRoutes(deps))
}

/** Opened by the order's token. */
function payerRoutes(deps: Dependencies) {
  const limit = limitRate(deps, LIMITS.order)
  return new Hono<AppEnvironment>()
    .get(wire.listTransfers.path, limit, async (context) => {
      const key = readOrderKey(context.req.param('orderId'), context.req.header('x-order-token'))
      if (!key.ok) return answerProblem(context, key.problem)
      return answer(context, wire.listTransfers, await listTransfers(deps, key.value))
    })
    .post(wire.offerTransfer.path, limitRate(deps, LIMITS.offer), async (context) => {
      const key = readOrderKey(context.req.param('orderId'), context.req.header('x-order-token'))
      if (!key.ok) return answerProblem(context, key.problem)
      const input = await readInput(context, offerSchema)
      if (!input.ok) return answerProblem(context, input.problem)
      const offered = await offerTransfer(deps, {
        ...key.value,
        ticketId: input.value.ticket_id,
        email: input.value.email ?? null,
        locale: context.get('locale'),
      })
      return answer(context, wire.offerTransfer, offered)
    })
    .post(wire.takeBackTransfer.path, limit, async (context) => {
      const key = readOrderKey(context.req.param('orderId'), context.req.header('x-order-token'))
      if (!key.ok) return answerProblem(context, key.problem)
      const transferId = context.req.param('transferId')
      if (!v.is(uuid, transferId)) return answerProblem(context, { code: 'transfer_not_found' })
      const taken = await deps.database.takeBackTransfer({
        orderId: key.value.orderId,
        transferId: transferId.toLowerCase(),
        tokenHash: await tokenHash(key.value.token),
      })
      return answer(context, wire.takeBackTransfer, taken)
    })
}

/** Opened by the token of the offer's link, or by the recipient's own. */
function recipientRoutes(deps: Dependencies) {
  const limit = limitRate(deps, LIMITS.order)
  return new Hono<AppEnvironment>()
    .get(wire.readTransfer.path, limit, async (context) =>
      answer(context, wire.readTransfer, await openTransfer(deps, context)),
    )
    .post(wire.acceptTransfer.path, limit, async (context) => {
      const key = readTransferKey(context)
      if (!key.ok) return answerProblem(context, key.problem)
      const input = await readInput(context, acceptSchema)
      if (!input.ok) return answerProblem(context, input.problem)
      const acceptance = { ...input.value, locale: input.value.locale ?? context.get('locale') }
      const accepted = await acceptTransfer(deps, { ...key.value, acceptance })
      return answer(context, wire.acceptTransfer, accepted)
    })
    .get(wire.transferPdf.path, limit, async (context) => {
      const view = await openTransfer(deps, context)
      if (!view.ok) return answerProblem(context, view.problem)
      const { transfer, event, tickets } = view.value
      if (printableTickets(tickets).length === 0)
        return answerProblem(context, { code: 'not_found' })
      const club = await deps.database.readClub()
      const pdf = await createTicketsPdf({
        order: { number: transfer.order_number, created_at: transfer.offered_at },
        event,
        tickets,
        locale: transfer.locale,
        ...(club.ok ? { club: club.value } : {}),
      })
      return fileAnswer(context, pdf, 'application/pdf', `${event.slug}.pdf`)
    })
}

async function openTransfer(deps: Dependencies, context: Context<AppEnvironment>) {
  const key = readTransferKey(context)
  if (!key.ok) return key
  const { transferId, token } = key.value
  return deps.database.readTransfer({ transferId, tokenHash: await tokenHash(token) })
}
