// Pairing a door phone with the code that a manager shows.
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import { answerProblem } from './answer-problem.ts'
import type { AppEnvironment } from './app-environment.ts'
import { pairSchema, parseInput } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'
import { readJson } from './read-json.ts'

const CODE = /^[0-9A-HJKMNP-TV-Z]{8}$/

export function deviceRoutes(deps: Dependencies) {
  return new Hono<AppEnvironment>().post(
    '/pair',
    limitRate(deps, LIMITS.pairing),
    async (context) => {
      const json = await readJson(context)
      if (!json.ok) return answerProblem(context, json.problem)
      const input = parseInput(pairSchema, json.value)
      if (!input.ok) return answerProblem(context, input.problem)
      const { code, device_name } = input.value
      if (!CODE.test(code)) return answerProblem(context, { code: 'pairing_code_invalid' })
      const paired = await deps.database.pairDevice(code, device_name)
      return paired.ok ? context.json(paired.value) : answerProblem(context, paired.problem)
    },
  )
}
