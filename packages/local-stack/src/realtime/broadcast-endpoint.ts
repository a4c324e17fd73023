// Broadcast over HTTP: POST /realtime/v1/api/broadcast, which realtime-js falls back to before it has joined.
import { Hono } from 'hono'
import * as v from 'valibot'
import type { SessionContext } from './session.ts'
import { type Claims, type ProjectKeys, readToken } from './tokens.ts'
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

/** Answers 202 even when a private message was dropped for lack of permission, as hosted does. */
export function broadcastEndpoint(context: SessionContext): Hono {
  const app = new Hono()
  app.post('/realtime/v1/api/broadcast', async (c) => {
    const claims = await authenticate(c.req.raw, context.keys)
    if (!claims) return c.json({ message: 'Unauthorized' }, 401)
    const body = v.safeParse(Messages, await c.req.json().catch(() => null))
    if (!body.success) return c.json({ message: 'Invalid messages' }, 422)
    for (const { topic, event, payload, private: isPrivate } of body.output.messages) {
      if (isPrivate && !(await askAccess(context.sql, topic, claims)).broadcast.write) continue
      context.channels.broadcast({ topic, isPrivate, event, payload })
    }
    return c.body(null, 202)
  })
  return app
}

/** The API key identifies the project and the token the user; without a token the key counts as one. */
async function authenticate(request: Request, keys: ProjectKeys): Promise<Claims | null> {
  const apiKey = request.headers.get('apikey')
  if (apiKey !== keys.publishableKey && apiKey !== keys.secretKey) return null
  const bearer = request.headers.get('authorization')?.replace(/^Bearer\s+/i, '')
  const token = await readToken(bearer?.startsWith('sb_') ? apiKey : (bearer ?? apiKey), keys)
  return token.ok ? token.claims : null
}
