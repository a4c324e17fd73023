// What is on, and what is left of it.
import { listEvents, readAvailability } from '@maguey/wire/events'
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import { failure } from '../problem.ts'
import { answer, answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { isWritable } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'

const MAX_NAME_LENGTH = 200

export function eventRoutes(deps: Dependencies) {
  const { database } = deps
  const limit = limitRate(deps, LIMITS.events)
  return new Hono<AppEnvironment>()
    .get(listEvents.path, limit, async (context) => {
      const events = await database.listEvents()
      const body = events.ok ? { ...events, value: { events: events.value } } : events
      return answer(context, listEvents, body)
    })
    .get(readAvailability.path, limit, async (context) => {
      const name = context.req.param('name')
      if (!isWritable(name)) return answerProblem(context, { code: 'invalid_request' })
      const event =
        name.length > MAX_NAME_LENGTH
          ? failure('event_not_found')
          : await database.readAvailability(name)
      return answer(context, readAvailability, event)
    })
}
