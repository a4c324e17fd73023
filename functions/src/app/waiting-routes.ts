// The waiting list: joined by anybody, its entries opened by the token in their mails.
import * as wire from '@maguey/wire/waiting-list'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { Dependencies } from '../dependencies.ts'
import { failure, type Result } from '../problem.ts'
import { equalSecrets, tokenHash, waitingSeal, waitingToken } from '../secrets.ts'
import { waitingPage } from '../text/night-links.ts'
import { buyOffer, joinWaiting, leaveWaiting } from '../use-cases/wait.ts'
import { answer, answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { customer, locale, quantity, readInput, readOrderKey, text } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'

const joinSchema = v.object(
  { ticket_type: text(200), quantity, customer, locale: v.optional(locale) },
  'invalid_request',
)

/** Anything that can't be an entry's key gets the same answer as an unknown one. */
function readEntryKey(
  entryId: string | undefined,
  token: string | undefined,
): Result<{ entryId: string; token: string }> {
  const key = readOrderKey(entryId ?? '', token)
  if (!key.ok) return failure('waiting_entry_not_found')
  return { ok: true, value: { entryId: key.value.orderId, token: key.value.token } }
}

const keyOf = (context: Context<AppEnvironment>) =>
  readEntryKey(context.req.param('entryId'), context.req.header('x-order-token'))

export function waitingRoutes(deps: Dependencies) {
  const limit = limitRate(deps, LIMITS.order)
  return new Hono<AppEnvironment>()
    .post(wire.joinWaiting.path, limitRate(deps, LIMITS.join), async (context) => {
      const input = await readInput(context, joinSchema)
      if (!input.ok) return answerProblem(context, input.problem)
      const joined = await joinWaiting(deps, {
        ...input.value,
        locale: input.value.locale ?? context.get('locale'),
        event: context.req.param('event'),
      })
      return answer(context, wire.joinWaiting, joined)
    })
    .get(wire.readWaiting.path, limit, async (context) => {
      const key = keyOf(context)
      if (!key.ok) return answerProblem(context, key.problem)
      const { entryId, token } = key.value
      const view = await deps.database.readWaiting({ entryId, tokenHash: await tokenHash(token) })
      return answer(context, wire.readWaiting, view)
    })
    .post(wire.buyOffer.path, limitRate(deps, LIMITS.checkout), async (context) => {
      const key = keyOf(context)
      if (!key.ok) return answerProblem(context, key.problem)
      return answer(context, wire.buyOffer, await buyOffer(deps, key.value))
    })
    .post(wire.leaveWaiting.path, limit, async (context) => {
      const key = keyOf(context)
      if (!key.ok) return answerProblem(context, key.problem)
      return answer(context, wire.leaveWaiting, await leaveWaiting(deps, key.value))
    })
    .route('/', mailRoutes(deps))
}

/** A stranger learns nothing: a wrong seal and an unknown entry get the same refusal. */
function mailRoutes(deps: Dependencies) {
  const { orderTokenSecret, shopUrl } = deps.settings
  const limit = limitRate(deps, LIMITS.order)
  const unsealed = async (context: Context<AppEnvironment>) => {
    const key = readEntryKey(context.req.param('entryId'), context.req.param('seal'))
    if (!key.ok) return key
    const { entryId, token: seal } = key.value
    const expected = await waitingSeal(orderTokenSecret, entryId)
    if (!(await equalSecrets(seal, expected))) return failure('waiting_entry_not_found')
    return { ok: true as const, value: { entryId } }
  }
  return (
    new Hono<AppEnvironment>()
      // Programs open links to look at them, so that opening it changes nothing, and shows no entry.
      .get(wire.leaveWaitingByMail.path, limit, async (context) => {
        const entry = await unsealed(context)
        if (!entry.ok) return answerProblem(context, entry.problem)
        return context.redirect(waitingPage(shopUrl, entry.value.entryId))
      })
      .post(wire.leaveWaitingByMail.path, limit, async (context) => {
        const entry = await unsealed(context)
        if (!entry.ok) return answerProblem(context, entry.problem)
        const { entryId } = entry.value
        const token = await waitingToken(orderTokenSecret, entryId)
        return answer(context, wire.leaveWaiting, await leaveWaiting(deps, { entryId, token }))
      })
  )
}
