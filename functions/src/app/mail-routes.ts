// What comes back of mails: bounces and complaints by the provider, which then stand at their order, and who wants no reminders.
import { stopReminders } from '@maguey/wire/mail'
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import { equalSecrets, reminderSeal } from '../secrets.ts'
import { answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { readOrderKey } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'

export function mailRoutes(deps: Dependencies) {
  return new Hono<AppEnvironment>()
    .route('/', providerRoutes(deps))
    .route('/', reminderRoutes(deps))
}

/** A stranger learns nothing: a wrong seal and an unknown order get the same refusal. */
function reminderRoutes(deps: Dependencies) {
  const { database, settings } = deps
  return new Hono<AppEnvironment>().post(
    stopReminders.path,
    limitRate(deps, LIMITS.order),
    async (context) => {
      const { orderId, seal } = context.req.param()
      const owner = readOrderKey(orderId, seal)
      if (!owner.ok) return answerProblem(context, owner.problem)
      const expected = await reminderSeal(settings.orderTokenSecret, owner.value.orderId)
      if (!(await equalSecrets(seal, expected)))
        return answerProblem(context, { code: 'order_not_found' })
      const refused = await database.refuseReminders(owner.value.orderId)
      if (!refused.ok) return answerProblem(context, refused.problem)
      return context.json({ stopped: true })
    },
  )
}

/** 400 only for a bad signature; 5xx when the database fails, so that the provider retries; otherwise 200. */
function providerRoutes({ mail, database, log }: Dependencies) {
  return new Hono<AppEnvironment>().post('/mail-events', async (context) => {
    const header = (name: string) => context.req.header(name) ?? ''
    const seal = {
      id: header('svix-id'),
      timestamp: header('svix-timestamp'),
      signature: header('svix-signature'),
    }
    const read = await mail.readEvent(await context.req.text(), seal)
    if (!read.ok) return answerProblem(context, { code: read.code })
    if (read.event === null) return context.json({ received: true })
    const recorded = await database.recordMailEvent(read.event)
    if (!recorded.ok) return answerProblem(context, recorded.problem)
    log({ level: 'warn', event: `mail_${read.event.kind}`, order: recorded.value.order_id })
    return context.json({ received: true })
  })
}
