// Broadcast over HTTP: POST /realtime/v1/api/broadcast, which realtime-js falls back to before it has joined.
import { Hono } from 'hono'
import * as v from 'valibot'
import type { SessionContext } from './session.ts'
import { readToken } from './tokens.ts'
import { askAccess } from './topic-access.ts'

const Messages = v.object({
  messages: v.array(
    v.object({
      topic: v.string(),
      event: v.string(),
      payload: v.unknown(),
      private: v.optional(v.boolean(), false),
    }),
  ),
})

/** Answers 202, also when a private message was dropped for want of permission, as hosted does. */
export function broadcastEndpoint({ sql, keys, channels }: SessionContext): Hono {
  const app = new Hono()
  app.post('/realtime/v1/api/broadcast', async (c) => {
    const apiKey = c.req.header('apikey') ?? c.req.query('apikey') ?? ''
    if (apiKey !== keys.publishableKey && apiKey !== keys.secretKey) {
      return c.json({ message: 'Invalid API key' }, 401)
    }
    const bearer = c.req.header('authorization')?.replace(/^Bearer\s+/i, '')
    const token = await readToken(bearer && !bearer.startsWith('sb_') ? bearer : apiKey, keys)
    if (!token.ok) return c.json({ message: 'Unauthorized' }, 401)
    const body = v.safeParse(Messages, await c.req.json().catch(() => null))
    if (!body.success) return c.json({ message: 'Invalid messages' }, 422)
    for (const { topic, event, payload, private: isPrivate } of body.output.messages) {
      if (isPrivate && !(await askAccess(sql, topic, token.claims)).broadcast.write) continue
      channels.broadcast({ topic, isPrivate, event, payload })
    }
    return c.body(null, 202)
  })
  return app
}
