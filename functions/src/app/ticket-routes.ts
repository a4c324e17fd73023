// An order's page and its tickets as SVG, PNG and PDF; opened by the order's token only.
import type { OrderTicket, OrderView } from '@maguey/wire/orders'
import * as wire from '@maguey/wire/orders'
import { receiptsPdf } from '@maguey/wire/receipts'
import { type Context, Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import { createTicketsPdf, printableTickets } from '../pdf/tickets-pdf.ts'
import { failure, type Result, success } from '../problem.ts'
import { qrPng } from '../qr/qr-png.ts'
import { qrSvg } from '../qr/qr-svg.ts'
import { tokenHash } from '../secrets.ts'
import { publicOrder, readOrder } from '../use-cases/read-order.ts'
import { answer, answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { fileAnswer } from './file-answer.ts'
import { readOrderKey, readSessionId } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'
import { receiptsAnswer } from './receipts-answer.ts'

/** Pixels per module of the PNG: 45 modules and the margin make about 640 pixels. */
const PNG_SCALE = 12

export function ticketRoutes(deps: Dependencies) {
  const open = (context: Context<AppEnvironment>) => openOrder(deps, context)
  const limit = limitRate(deps, LIMITS.order)
  return new Hono<AppEnvironment>()
    .get(wire.readOrder.path, limit, async (context) => {
      const view = await open(context)
      const page = view.ok ? success(publicOrder(view.value)) : view
      return answer(context, wire.readOrder, page)
    })
    .get(wire.ticketsPdf.path, limit, async (context) => {
      const view = await open(context)
      if (!view.ok) return answerProblem(context, view.problem)
      if (printableTickets(view.value.tickets).length === 0)
        return answerProblem(context, { code: 'not_found' })
      const club = await deps.database.readClub()
      const pdf = await createTicketsPdf({
        ...view.value,
        locale: view.value.order.locale,
        ...(club.ok ? { club: club.value } : {}),
      })
      return fileAnswer(context, pdf, 'application/pdf', `${view.value.event.slug}.pdf`)
    })
    .get(receiptsPdf.path, limit, async (context) => {
      const key = readOrderKey(context.req.param('orderId'), context.req.header('x-order-token'))
      if (!key.ok) return answerProblem(context, key.problem)
      const { orderId, token } = key.value
      const read = await deps.database.readReceipts({ orderId, tokenHash: await tokenHash(token) })
      return receiptsAnswer(deps, context, read)
    })
    .get('/tickets/:orderId/:ticketId/qr.svg', limit, async (context) => {
      const ticket = findTicket(await open(context), context.req.param('ticketId'))
      if (!ticket.ok) return answerProblem(context, ticket.problem)
      return context.body(qrSvg(ticket.value.qr_code_data), 200, {
        'Content-Type': 'image/svg+xml',
      })
    })
    .get('/tickets/:orderId/:ticketId/qr.png', limit, async (context) => {
      const ticket = findTicket(await open(context), context.req.param('ticketId'))
      if (!ticket.ok) return answerProblem(context, ticket.problem)
      const png = await qrPng(ticket.value.qr_code_data, { scale: PNG_SCALE })
      return fileAnswer(context, png, 'image/png', `${ticket.value.ticket_id}.png`)
    })
}

async function openOrder(
  deps: Dependencies,
  context: Context<AppEnvironment>,
): Promise<Result<OrderView>> {
  const key = readOrderKey(context.req.param('orderId') ?? '', context.req.header('x-order-token'))
  if (!key.ok) return key
  return readOrder(deps, {
    ...key.value,
    sessionId: readSessionId(context.req.query('session_id')),
  })
}

function findTicket(view: Result<OrderView>, ticketId: string): Result<OrderTicket> {
  if (!view.ok) return view
  const ticket = view.value.tickets.find((one) => one.ticket_id === ticketId)
  return ticket === undefined ? failure('not_found') : success(ticket)
}
