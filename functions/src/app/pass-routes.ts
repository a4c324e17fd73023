// A ticket for the phone's wallet; opened by the order's token only, and only where the installation has such passes.

import type { WalletName } from '@maguey/wire/pass-updates'
import * as wire from '@maguey/wire/passes'
import { type Context, Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import { createGooglePassLink } from '../passes/google-pass.ts'
import { makeApplePass } from '../passes/make-passes.ts'
import type { PassFacts } from '../passes/pass-facts.ts'
import { failure, type Result, success } from '../problem.ts'
import { plainClub } from '../text/club-words.ts'
import { readOrder } from '../use-cases/read-order.ts'
import { answer, answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { fileAnswer } from './file-answer.ts'
import { readOrderKey } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'

export const PASS_TYPE = 'application/vnd.apple.pkpass'

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
      const facts = await handOut(deps, context, 'apple')
      if (!facts.ok) return answerProblem(context, facts.problem)
      const pass = await makeApplePass(deps, facts.value, apple)
      return fileAnswer(context, pass, PASS_TYPE, `${facts.value.ticket.ticket_id}.pkpass`)
    })
    .get(wire.googlePass.path, limit, async (context) => {
      if (google === undefined) return answerProblem(context, { code: 'not_found' })
      const facts = await handOut(deps, context, 'google')
      if (!facts.ok) return answerProblem(context, facts.problem)
      const url = await createGooglePassLink(facts.value, google, deps.clock.nowMs())
      return answer(context, wire.googlePass, success({ url }))
    })
}

/** Only of a ticket that still opens the door. What the pass shows is read once it is noted that there is one. */
async function handOut(
  deps: Dependencies,
  context: Context<AppEnvironment>,
  wallet: WalletName,
): Promise<Result<PassFacts>> {
  const { orderId = '', ticketId = '' } = context.req.param()
  const key = readOrderKey(orderId, context.req.header('x-order-token'))
  if (!key.ok) return key
  const view = await readOrder(deps, { ...key.value, sessionId: null })
  if (!view.ok) return view
  const ticket = view.value.tickets.find((one) => one.ticket_id === ticketId)
  if (ticket?.status !== 'issued') return failure('not_found')
  const [shown, club] = await Promise.all([
    deps.database.handOutPass({ ticketId, wallet }),
    deps.database.readClub(),
  ])
  if (!shown.ok) return shown
  return success({ ...shown.value, club: club.ok ? club.value : plainClub })
}
