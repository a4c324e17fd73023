// What comes back of mails: bounces and complaints by the provider, which then stand at their order, and who wants no reminders.
import { startReminders, stopReminders } from '@maguey/wire/mail'
import { type Context, Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import type { Result } from '../problem.ts'
import { equalSecrets, reminderSeal } from '../secrets.ts'
import { reminderPage } from '../text/night-links.ts'
import { answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { readOrderKey } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'

export function mailRoutes(deps: Dependencies) {
  return new Hono<AppEnvironment>()
    .route('/', providerRoutes(deps))
    .route('/', reminderRoutes(deps))
}

/** A stranger learns nothing: a wrong seal, an unknown mail and a forgotten reader get the same refusal. */
function reminderRoutes(deps: Dependencies) {
  const { database, settings } = deps
  return (
    new Hono<AppEnvironment>()
      .use('/mails/*', limitRate(deps, LIMITS.order))
      // Programs open links to look at them, so that opening it changes nothing.
      .get(stopReminders.path, (context) => {
        const { mailId, seal } = context.req.param()
        const link = readOrderKey(mailId, seal)
        if (!link.ok) return answerProblem(context, link.problem)
        return context.redirect(reminderPage(settings.shopUrl, link.value.orderId, seal))
      })
      .post(stopReminders.path, (context) =>
        setReminders(deps, context, (mailId) => database.refuseReminders(mailId), false),
      )
      .post(startReminders.path, (context) =>
        setReminders(deps, context, (mailId) => database.acceptReminders(mailId), true),
      )
  )
}

async function setReminders(
  { settings }: Dependencies,
  context: Context<AppEnvironment>,
  set: (mailId: string) => Promise<Result<boolean>>,
  reminders: boolean,
): Promise<Response> {
  const link = readOrderKey(context.req.param('mailId') ?? '', context.req.param('seal'))
  if (!link.ok) return answerProblem(context, link.problem)
  const { orderId: mailId, token: seal } = link.value
  const expected = await reminderSeal(settings.orderTokenSecret, mailId)
  if (!(await equalSecrets(seal, expected)))
    return answerProblem(context, { code: 'order_not_found' })
  const done = await set(mailId)
  if (!done.ok) return answerProblem(context, done.problem)
  if (!done.value) return answerProblem(context, { code: 'order_not_found' })
  return context.json({ reminders })
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
