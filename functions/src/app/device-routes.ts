// Pairing a door phone with the code that a manager shows.
import { pairPhone } from '@maguey/wire/pairing'
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import { failure } from '../problem.ts'
import { answer, answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { pairSchema, readInput } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'

const CODE = /^[0-9A-HJKMNP-TV-Z]{8}$/

export function deviceRoutes(deps: Dependencies) {
  return new Hono<AppEnvironment>().post(
    pairPhone.path,
    limitRate(deps, LIMITS.pairing),
    async (context) => {
      const input = await readInput(context, pairSchema)
      if (!input.ok) return answerProblem(context, input.problem)
      const { code, device_name: deviceName } = input.value
      const paired = CODE.test(code)
        ? await deps.database.pairDevice({ code, deviceName })
        : failure('pairing_code_invalid')
      return answer(context, pairPhone, paired)
    },
  )
}
