// A ticket for the phone's wallet; opened by the order's token only, and only where the installation has such passes.
import * as wire from '@maguey/wire/passes'
import { type Context, Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import { createApplePass } from '../passes/apple-pass.ts'
import { createGooglePassLink } from '../passes/google-pass.ts'
import type { PassFacts } from '../passes/pass-facts.ts'
import { failure, type Result, success } from '../problem.ts'
import { plainClub } from '../text/club-words.ts'
import { readOrder } from '../use-cases/read-order.ts'
import { answer, answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { fileAnswer } from './file-answer.ts'
import { readOrderKey } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'

export function passRoutes(deps: Dependencies) {
  const { apple, google } = deps.wallets
  const limit = limitRate(deps, LIMITS.order)
  return new Hono<AppEnvironment>()
    .get(wire.readWallets.path, (context) => {
      context.header('Cache-Control', 'public, max-age=300')
      const known = { apple: apple !== undefined, google: google !== undefined }
      return answer(context, wire.readWallets, success(known))
    })
    .get(wire.applePass.path, limit, async (context) => {
      if (apple === undefined) return answerProblem(context, { code: 'not_found' })
      const facts = await factsOf(deps, context)
      if (!facts.ok) return answerProblem(context, facts.problem)
      const pass = await createApplePass(facts.value, apple, deps.clock.nowMs())
      const name = `${facts.value.ticket.ticket_id}.pkpass`
      return fileAnswer(context, pass, 'application/vnd.apple.pkpass', name)
    })
    .get(wire.googlePass.path, limit, async (context) => {
      if (google === undefined) return answerProblem(context, { code: 'not_found' })
      const facts = await factsOf(deps, context)
      if (!facts.ok) return answerProblem(context, facts.problem)
      const url = await createGooglePassLink(facts.value, google, deps.clock.nowMs())
      return answer(context, wire.googlePass, success({ url }))
    })
}

/** Only of a ticket that still opens the door: a pass can't be taken back from a phone. */
async function factsOf(
  deps: Dependencies,
  context: Context<AppEnvironment>,
): Promise<Result<PassFacts>> {
  const { orderId = '', ticketId = '' } = context.req.param()
  const key = readOrderKey(orderId, context.req.header('x-order-token'))
  if (!key.ok) return key
  const [view, club] = await Promise.all([
    readOrder(deps, { ...key.value, sessionId: null }),
    deps.database.readClub(),
  ])
  if (!view.ok) return view
  const { order, event, tickets } = view.value
  const ticket = tickets.find((one) => one.ticket_id === ticketId)
  if (ticket?.status !== 'issued') return failure('not_found')
  return success({ order, event, ticket, club: club.ok ? club.value : plainClub })
}
