// What is on, and what is left of it.
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import { answerProblem } from './answer-problem.ts'
import type { AppEnvironment } from './app-environment.ts'

const MAX_NAME_LENGTH = 200

export function eventRoutes({ database }: Dependencies) {
  return new Hono<AppEnvironment>()
    .get('/', async (context) => {
      const events = await database.listEvents()
      return events.ok
        ? context.json({ events: events.value })
        : answerProblem(context, events.problem)
    })
    .get('/:name/availability', async (context) => {
      const name = context.req.param('name')
      if (name.length > MAX_NAME_LENGTH) return answerProblem(context, { code: 'event_not_found' })
      const event = await database.readAvailability(name)
      return event.ok ? context.json(event.value) : answerProblem(context, event.problem)
    })
}
