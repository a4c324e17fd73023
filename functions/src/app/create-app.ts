// What every function's app begins with: ids, headers, body limit, language, and the one catch-all.
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import type { Dependencies } from '../dependencies.ts'
import { allowOrigins } from './allow-origins.ts'
import { answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { chooseLocale } from './locale.ts'

/**
 * @param options.maxBodyBytes larger bodies are refused unread, with 413
 * @param options.corsUrls pages of these origins may read the answers, refusals too
 */
export function createApp(
  { log }: Pick<Dependencies, 'log'>,
  options: { maxBodyBytes: number; corsUrls?: readonly string[] },
) {
  const app = new Hono<AppEnvironment>()
  app.use(requestId({ generator: () => crypto.randomUUID() }))
  app.use(async (context, next) => {
    context.set('locale', chooseLocale(context.req.header('accept-language')))
    await next()
    if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-store')
    context.header('Vary', 'Accept-Language', { append: true })
  })
  app.use(allowOrigins(options.corsUrls ?? []))
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      crossOriginResourcePolicy: 'cross-origin',
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
    }),
  )
  app.use(
    bodyLimit({
      maxSize: options.maxBodyBytes,
      onError: (context) => answerProblem(context, { code: 'payload_too_large' }),
    }),
  )
  app.notFound((context) => answerProblem(context, { code: 'not_found' }))
  app.onError((error, context) => {
    const { routePath: route, method } = context.req
    // The message may quote input; the error's name and the route are enough to find the line.
    log({
      level: 'error',
      event: 'unhandled',
      name: error.name,
      method,
      route,
      request: context.get('requestId'),
    })
    return answerProblem(context, { code: 'internal' })
  })
  return app
}
