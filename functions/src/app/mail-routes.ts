// What the mail provider reports of mails that it took: bounces and complaints, which then stand at their order.
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import { answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'

/** 400 only for a bad signature; 5xx when the database fails, so that the provider retries; otherwise 200. */
export function mailRoutes({ mail, database, log }: Dependencies) {
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
