// The functions as a history runs them, and the settings that they share with the stand-ins.
import { composeFunctions, type Functions } from '@maguey/functions/compose'
import { readConfig } from '@maguey/functions/config'
import type { LogEntry } from '@maguey/functions/ports/clock'
import type { FakeClock } from '@maguey/local-stack/stripe-simulator/fake-clock'
import type { Random } from './random.ts'

export const CONFIG = readConfig({
  SUPABASE_URL: 'http://supabase.test',
  SUPABASE_SECRET_KEY: 'sb_secret_chaos',
  STRIPE_SECRET_KEY: 'sk_test_chaos',
  STRIPE_WEBHOOK_SECRET: 'whsec_chaos_0123456789',
  STRIPE_API_BASE: 'http://stripe.test',
  RESEND_API_KEY: 're_chaos',
  RESEND_API_BASE: 'http://mail.test',
  MAIL_FROM: 'Maguey <tickets@maguey.test>',
  SHOP_URL: 'http://shop.test',
  SCANNER_URL: 'http://door.test',
  BACK_OFFICE_URL: 'http://office.test',
  ORDER_TOKEN_SECRET: 'order-token-secret-0123456789',
  SIGNING_KEY: `K1:${'A'.repeat(43)}`,
  WORKER_SECRET: 'worker-secret-0123456789',
})

export function composeForChaos(parts: {
  random: Random
  clock: FakeClock
  fetch: typeof fetch
  log: (entry: LogEntry) => void
}): Functions {
  return composeFunctions(CONFIG, {
    fetch: parts.fetch,
    paymentRetries: 0,
    clock: parts.clock,
    randomBytes: parts.random.bytes,
    clientAddress: (request) => request.headers.get('x-client'),
    log: parts.log,
    // How a mail looks is tested elsewhere. Here it contains its inputs, so that a job that changed between two
    // attempts is a different mail to the provider.
    composeMail: async ({ attempts: _attempts, ...job }) => ({
      subject: job.kind,
      html: `<p>${job.id}</p>`,
      text: JSON.stringify(job),
      attachments: [],
    }),
    composeWaitingMail: async (job) => ({
      subject: 'waiting_joined',
      html: `<p>${job.id}</p>`,
      text: JSON.stringify({
        ...job,
        kind: 'waiting_joined',
        cause: String(job.round),
        order: job,
      }),
      attachments: [],
    }),
  })
}
