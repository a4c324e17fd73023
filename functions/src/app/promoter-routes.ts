// The promoter's page: their own lists and names, opened by the token of their private link.
import * as wire from '@maguey/wire/promoters'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { Dependencies } from '../dependencies.ts'
import { failure, type Result, success } from '../problem.ts'
import { tokenHash } from '../secrets.ts'
import { answer, answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { isWritable, readInput, token as tokenText, uuid } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'

const invalid = 'invalid_request'
const plus = v.pipe(v.number(invalid), v.integer(invalid), v.minValue(0, invalid))
const shortText = (longest: number) =>
  v.pipe(v.string(invalid), v.maxLength(longest, invalid), v.check(isWritable, invalid))

/** What is wrong with a single name is said beside it, so that one bad line doesn't refuse a whole paste. */
const namesSchema = v.object(
  {
    names: v.pipe(
      v.array(
        v.object(
          {
            id: v.pipe(v.string(invalid), v.uuid(invalid)),
            name: shortText(400),
            plus,
            note: v.optional(shortText(400)),
            again: v.optional(v.boolean(invalid)),
          },
          invalid,
        ),
        invalid,
      ),
      v.minLength(1, invalid),
      v.maxLength(500, invalid),
    ),
  },
  invalid,
)

const changeSchema = v.object(
  {
    plus: v.optional(plus),
    note: v.optional(shortText(120)),
    removed: v.optional(v.boolean(invalid)),
  },
  invalid,
)

/** Anything that can't be a link's key gets the same answer as an unknown one. */
async function readKey(
  context: Context<AppEnvironment>,
): Promise<Result<{ promoterId: string; tokenHash: string }>> {
  const promoterId = context.req.param('promoterId')
  const token = context.req.header('x-order-token')
  if (!v.is(uuid, promoterId) || !v.is(tokenText, token)) return failure('promoter_link_ended')
  return success({ promoterId: promoterId.toLowerCase(), tokenHash: await tokenHash(token) })
}

export function promoterRoutes(deps: Dependencies) {
  const limit = limitRate(deps, LIMITS.order)
  return new Hono<AppEnvironment>()
    .get(wire.readPromoter.path, limit, async (context) => {
      const key = await readKey(context)
      if (!key.ok) return answerProblem(context, key.problem)
      return answer(context, wire.readPromoter, await deps.database.readPromoter(key.value))
    })
    .post(wire.addPromoterNames.path, limit, async (context) => {
      const key = await readKey(context)
      if (!key.ok) return answerProblem(context, key.problem)
      const listId = context.req.param('listId')
      if (!v.is(uuid, listId)) return answerProblem(context, { code: 'not_found' })
      const input = await readInput(context, namesSchema)
      if (!input.ok) return answerProblem(context, input.problem)
      const added = await deps.database.addPromoterNames({ ...key.value, listId, ...input.value })
      return answer(context, wire.addPromoterNames, added)
    })
    .post(wire.changePromoterName.path, limit, async (context) => {
      const key = await readKey(context)
      if (!key.ok) return answerProblem(context, key.problem)
      const entryId = context.req.param('entryId')
      if (!v.is(uuid, entryId)) return answerProblem(context, { code: 'not_found' })
      const input = await readInput(context, changeSchema)
      if (!input.ok) return answerProblem(context, input.problem)
      const change = input.value
      const changed = await deps.database.changePromoterName({ ...key.value, entryId, change })
      return answer(context, wire.changePromoterName, changed)
    })
}
