// What is on, and what is left of it.
import { listEvents, readAvailability } from '@maguey/wire/events'
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import { failure } from '../problem.ts'
import { answer } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'

const MAX_NAME_LENGTH = 200

export function eventRoutes({ database }: Dependencies) {
  return new Hono<AppEnvironment>()
    .get(listEvents.path, async (context) => {
      const events = await database.listEvents()
      const body = events.ok ? { ...events, value: { events: events.value } } : events
      return answer(context, listEvents, body)
    })
    .get(readAvailability.path, async (context) => {
      const name = context.req.param('name')
      const isName = name.length <= MAX_NAME_LENGTH && !name.includes('\0')
      const event = isName ? await database.readAvailability(name) : failure('event_not_found')
      return answer(context, readAvailability, event)
    })
}
