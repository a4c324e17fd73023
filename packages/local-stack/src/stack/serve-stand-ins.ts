// The stand-ins for Stripe and Resend; neither starts when the real one is in use.
import { join } from 'node:path'
import type { Secrets } from '../database/secrets.ts'
import { createInbox } from '../inbox/create-inbox.ts'
import { createStripeSimulator } from '../stripe-simulator/create-stripe-simulator.ts'
import type { Cleanups } from './cleanups.ts'
import { type Environment, hasRealMail } from './environment.ts'
import type { Sites } from './sites.ts'
import type { StackInfo } from './stack-info.ts'

export type StandIns = {
  sites: Sites
  dataDir: string
  info: StackInfo
  secrets: Secrets
  env: Environment
  cleanups: Cleanups
}

export function serveStandIns(parts: StandIns): void {
  if (parts.env.STRIPE_SECRET_KEY) parts.sites.stripe.serve(inUse('Stripe'))
  else serveStripe(parts)
  if (hasRealMail(parts.env)) parts.sites.inbox.serve(inUse('mail provider'))
  else serveInbox(parts)
}

const inUse = (name: string) => () =>
  new Response(`This stack uses the real ${name}.`, { status: 404 })

function serveStripe({ sites, dataDir, info, secrets, cleanups }: StandIns): void {
  const simulator = createStripeSimulator({
    secretKey: secrets.stripeSecretKey,
    webhook: { url: info.webhookUrl, secret: secrets.stripeWebhookSecret },
    stateFile: join(dataDir, 'stripe.jsonl'),
    publicUrl: info.stripeUrl,
  })
  cleanups.add(() => simulator.close())
  sites.stripe.serve((request) => simulator.app.fetch(request))
}

function serveInbox({ sites, dataDir, secrets, cleanups }: StandIns): void {
  const inbox = createInbox({ apiKey: secrets.mailApiKey, folder: join(dataDir, 'inbox') })
  cleanups.add(() => inbox.close())
  sites.inbox.serve((request) => inbox.app.fetch(request))
}
