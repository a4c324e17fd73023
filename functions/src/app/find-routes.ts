// Find my tickets: the answer never depends on whether the address is known, and neither does the time that it takes.
import { findTickets } from '@maguey/wire/find-tickets'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { Dependencies } from '../dependencies.ts'
import { answer, answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { email, locale, readInput } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'

const findSchema = v.object({ email, locale: v.optional(locale, 'en') }, 'invalid_request')

export function findRoutes(deps: Dependencies) {
  return new Hono<AppEnvironment>().post(
    findTickets.path,
    limitRate(deps, LIMITS.find),
    async (context) => {
      const input = await readInput(context, findSchema)
      if (!input.ok) return answerProblem(context, input.problem)
      return answer(context, findTickets, await deps.database.requestTickets(input.value))
    },
  )
}
