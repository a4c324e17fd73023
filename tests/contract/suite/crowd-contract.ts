// Contract: a crowd at once gets exactly the seats that there are, and nobody an error that isn't theirs.
import { Agent, request } from 'node:http'
import { composeFunctions } from '@maguey/functions/compose'
import { readConfig } from '@maguey/functions/config'
import { openSite, type Site } from '@maguey/local-stack/gateway/site'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNight, type Night } from '../support/nights.ts'
import { checkoutBody } from '../support/orders.ts'
import type { GetTarget } from '../support/target.ts'

const BUYERS = 200
const SEATS = 100
/** A crowd on a busy machine is served late, which is no error of the shop: only an answer counts. */
const PATIENCE_MS = 280_000

/** @param environment of the functions under test, which run here with more patience than a real shop has */
export function crowdContract(
  target: GetTarget,
  environment: () => Promise<Record<string, string>>,
): void {
  describe('a crowd', () => {
    let site: Site
    const agent = new Agent({ maxSockets: BUYERS })

    beforeAll(async () => {
      const { api } = composeFunctions(readConfig(await environment()), {
        deadlineMs: PATIENCE_MS,
        log() {},
      })
      site = await openSite({ what: 'the functions under test', variable: 'PORT' })
      site.serve((asked, bindings) => api.fetch(asked, bindings))
    })
    afterAll(async () => {
      agent.destroy()
      await site?.close()
    })

    /** Each from an address of their own: all of 127.0.0.0/8 is this machine. */
    const buy = (night: Night, n: number) =>
      new Promise<{ status: number; code: string | undefined }>((resolve, reject) => {
        const body = JSON.stringify(checkoutBody(night, 1))
        const asked = request(
          `${site.localUrl}/api/orders/create-checkout`,
          {
            agent,
            method: 'POST',
            localAddress: `127.0.1.${n + 1}`,
            headers: {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(body),
            },
          },
          (answer) => {
            let text = ''
            answer.setEncoding('utf8').on('data', (part: string) => {
              text += part
            })
            answer.on('error', reject).on('end', () => {
              const { error } = JSON.parse(text) as { error?: { code: string } }
              resolve({ status: answer.statusCode ?? 0, code: error?.code })
            })
          },
        )
        asked.on('error', reject).end(body)
      })

    async function rush(night: Night) {
      const answers = await Promise.all(Array.from({ length: BUYERS }, (_, n) => buy(night, n)))
      const [held] = await target().stack.sql`
        select sum(held)::int as by_count, (select sum(l.held)::int from public.order_lines l join public.orders o on o.id = l.order_id
          where o.event_id = ${night.id} and o.status = 'pending') as by_orders
        from public.ticket_types where event_id = ${night.id}`
      return { answers, held }
    }

    it.each([
      ['its type', { capacity: SEATS }],
      ['the venue', { capacity: BUYERS, venueCapacity: SEATS }],
    ])('of 200 for the 100 seats of %s gets 100', async (_, options) => {
      const { answers, held } = await rush(await createNight(target().stack, options))
      const of = (status: number) => answers.filter((answer) => answer.status === status)
      expect(answers.filter(({ status }) => status >= 500)).toEqual([])
      expect(of(200)).toHaveLength(SEATS)
      expect(of(409).map(({ code }) => code)).toEqual(Array(BUYERS - SEATS).fill('sold_out'))
      expect(held).toEqual({ by_count: SEATS, by_orders: SEATS })
    })
  })
}
