// The club's face for everybody, and the two things that staff do before they can sign in.
import { readClub } from '@maguey/wire/club'
import { forgotPassword, setPassword } from '@maguey/wire/staff-managing'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { Dependencies } from '../dependencies.ts'
import { tokenHash } from '../secrets.ts'
import { answer, answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { isWritable, locale, readInput } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'

const forgotSchema = v.object({
  email: v.pipe(
    v.string('invalid_email'),
    v.trim(),
    v.maxLength(254, 'invalid_email'),
    v.check(isWritable, 'invalid_email'),
  ),
  locale: v.optional(locale, 'en'),
})

const passwordSchema = v.object({
  token: v.pipe(v.string('link_ended'), v.regex(/^[A-Za-z0-9_-]{32}$/, 'link_ended')),
  password: v.pipe(
    v.string('password_weak'),
    v.maxLength(200, 'password_weak'),
    v.check(isWritable, 'password_weak'),
  ),
})

export function clubRoutes(deps: Dependencies) {
  const { database } = deps
  return new Hono<AppEnvironment>()
    .get(readClub.path, limitRate(deps, LIMITS.events), async (context) =>
      answer(context, readClub, await database.readClub()),
    )
    .post(forgotPassword.path, limitRate(deps, LIMITS.password), async (context) => {
      const input = await readInput(context, forgotSchema)
      if (!input.ok) return answerProblem(context, input.problem)
      return answer(context, forgotPassword, await database.requestPasswordReset(input.value))
    })
    .post(setPassword.path, limitRate(deps, LIMITS.password), async (context) => {
      const input = await readInput(context, passwordSchema)
      if (!input.ok) return answerProblem(context, input.problem)
      const { token, password } = input.value
      const set = await database.redeemStaffLink({ tokenHash: await tokenHash(token), password })
      return answer(context, setPassword, set)
    })
}
