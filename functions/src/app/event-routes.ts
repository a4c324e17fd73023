// What is on, and what is left of it.
import { listEvents, readAvailability } from '@maguey/wire/events'
import { readPromoOffer } from '@maguey/wire/promo-codes'
import { Hono, type MiddlewareHandler } from 'hono'
import { etag } from 'hono/etag'
import type { Dependencies } from '../dependencies.ts'
import { failure } from '../problem.ts'
import { answer, answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { isWritable, promoSchema, readInput } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'

const MAX_NAME_LENGTH = 200

/** Any cache may keep the answer, and asks whether it is still true before it shows it: a sold-out night is never open. */
const askAgain: MiddlewareHandler = async (context, next) => {
  await next()
  if (context.res.ok) context.header('Cache-Control', 'public, no-cache')
}

export function eventRoutes(deps: Dependencies) {
  const { database } = deps
  const limit = limitRate(deps, LIMITS.events)
  return new Hono<AppEnvironment>()
    .use('/events/*', etag({ weak: true }))
    .get(listEvents.path, limit, askAgain, async (context) => {
      const events = await database.listEvents()
      const body = events.ok ? { ...events, value: { events: events.value } } : events
      return answer(context, listEvents, body)
    })
    .get(readAvailability.path, limit, askAgain, async (context) => {
      const name = context.req.param('name')
      if (!isWritable(name)) return answerProblem(context, { code: 'invalid_request' })
      const event =
        name.length > MAX_NAME_LENGTH
          ? failure('event_not_found')
          : await database.readAvailability(name)
      return answer(context, readAvailability, event)
    })
    .post(readPromoOffer.path, limitRate(deps, LIMITS.promo), async (context) => {
      const input = await readInput(context, promoSchema)
      if (!input.ok) return answerProblem(context, input.problem)
      const event = context.req.param('name')
      if (!isWritable(event)) return answerProblem(context, { code: 'invalid_request' })
      const offer = await database.readPromoOffer({ event, code: input.value.code })
      return answer(context, readPromoOffer, offer)
    })
}
