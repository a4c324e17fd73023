// What Apple's wallet asks of us about passes that it holds, each opened by the token in the pass.
// https://developer.apple.com/documentation/walletpasses/adding-a-web-service-to-update-passes
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { Dependencies } from '../dependencies.ts'
import type { AppleWallet } from '../passes/apple-pass.ts'
import { APPLE_SERVICE, makeApplePass } from '../passes/make-passes.ts'
import { equalSecrets, passToken } from '../secrets.ts'
import { plainClub } from '../text/club-words.ts'
import { answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { readInput } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'
import { PASS_TYPE } from './pass-routes.ts'

const REGISTRATIONS = '/v1/devices/:device/registrations/:passType'

const invalid = 'invalid_request'
const deviceId = v.pipe(v.string(), v.regex(/^[\w.-]{1,128}$/))
const registrationSchema = v.object(
  { pushToken: v.pipe(v.string(invalid), v.regex(/^[0-9A-Fa-f]{16,200}$/, invalid)) },
  invalid,
)
const logSchema = v.object({ logs: v.array(v.string(invalid), invalid) }, invalid)
const MOST_LOGS = 5

/** None, where the installation makes no such passes. */
export function applePassRoutes(deps: Dependencies) {
  const routes = new Hono<AppEnvironment>()
  const { apple } = deps.wallets
  if (apple === undefined) return routes
  return routes
    .use(`${APPLE_SERVICE}/*`, limitRate(deps, LIMITS.passes))
    .route(APPLE_SERVICE, registrationRoutes(deps, apple))
    .route(APPLE_SERVICE, servedRoutes(deps, apple))
}

function registrationRoutes({ database, settings }: Dependencies, apple: AppleWallet) {
  return new Hono<AppEnvironment>()
    .post(`${REGISTRATIONS}/:serial`, async (context) => {
      if (!(await provesItself(context, apple, settings))) return context.body(null, 401)
      const input = await readInput(context, registrationSchema)
      if (!input.ok) return answerProblem(context, input.problem)
      const { device, serial } = context.req.param()
      const { pushToken } = input.value
      const held = await database.registerPass({ deviceId: device, ticketId: serial, pushToken })
      if (!held.ok) return answerProblem(context, held.problem)
      return context.body(null, held.value.added ? 201 : 200)
    })
    .delete(`${REGISTRATIONS}/:serial`, async (context) => {
      if (!(await provesItself(context, apple, settings))) return context.body(null, 401)
      const { device, serial } = context.req.param()
      const gone = await database.unregisterPass({ deviceId: device, ticketId: serial })
      return gone.ok ? context.body(null, 200) : answerProblem(context, gone.problem)
    })
    .get(REGISTRATIONS, async (context) => {
      const { device, passType } = context.req.param()
      if (passType !== apple.passTypeId || !v.is(deviceId, device))
        return answerProblem(context, { code: 'not_found' })
      const since = context.req.query('passesUpdatedSince') ?? null
      const held = await database.listPassesOfDevice({ deviceId: device, since })
      if (!held.ok) return answerProblem(context, held.problem)
      const { ticket_ids: serialNumbers, tag: lastUpdated } = held.value
      if (serialNumbers.length === 0) return context.body(null, 204)
      return context.json({ serialNumbers, lastUpdated })
    })
}

function servedRoutes(deps: Dependencies, apple: AppleWallet) {
  const { database, settings, log } = deps
  return new Hono<AppEnvironment>()
    .get('/v1/passes/:passType/:serial', async (context) => {
      if (!(await provesItself(context, apple, settings))) return context.body(null, 401)
      const [pass, club] = await Promise.all([
        database.readApplePass(context.req.param('serial')),
        database.readClub(),
      ])
      if (!pass.ok) return answerProblem(context, pass.problem)
      const { changed_at: changedAt, ...shown } = pass.value
      context.header('Last-Modified', new Date(changedAt).toUTCString())
      // RFC 9110, 13.1.3.
      const known = Date.parse(context.req.header('if-modified-since') ?? '')
      if (known >= Date.parse(changedAt)) return context.body(null, 304)
      const facts = { ...shown, club: club.ok ? club.value : plainClub }
      return context.body(await makeApplePass(deps, facts, apple), 200, {
        'Content-Type': PASS_TYPE,
      })
    })
    .post('/v1/log', async (context) => {
      const input = await readInput(context, logSchema)
      if (!input.ok) return answerProblem(context, input.problem)
      for (const text of input.value.logs.slice(0, MOST_LOGS))
        log({ level: 'warn', event: 'apple_wallet', text: withoutNames(text) })
      return context.body(null, 200)
    })
}

/** By the token in the pass; a stranger learns nothing of which passes there are. */
async function provesItself(
  { req }: Context<AppEnvironment>,
  { passTypeId }: AppleWallet,
  { orderTokenSecret }: Dependencies['settings'],
): Promise<boolean> {
  const { passType, serial = '', device } = req.param() as Record<string, string | undefined>
  const said = /^ApplePass (.+)$/.exec(req.header('authorization') ?? '')?.[1] ?? ''
  const proved = await equalSecrets(said, await passToken(orderTokenSecret, serial))
  return proved && passType === passTypeId && (device === undefined || v.is(deviceId, device))
}

/** Without addresses, serial numbers, devices and tokens, which a log must not keep. */
const withoutNames = (text: string) =>
  text
    .replace(/\w+:\/\/\S+/g, '…')
    .replace(/[\w.-]{12,}/g, '…')
    .slice(0, 200)
