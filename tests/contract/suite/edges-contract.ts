// Contract: what holds for every answer: origins, headers, sizes, rate limits, unknown addresses.
import { describe, expect, it } from 'vitest'
import { createNight } from '../support/nights.ts'
import { checkoutBody, postCheckout } from '../support/orders.ts'
import { type ErrorBody, type GetTarget, getJson } from '../support/target.ts'

export function edgesContract(target: GetTarget): void {
  describe('every answer', () => {
    it('may be read by pages of our three apps only', async () => {
      const { shopUrl, scannerUrl, backOfficeUrl } = target().stack.info
      for (const [origin, allowed] of [
        [shopUrl, shopUrl],
        [scannerUrl, scannerUrl],
        [backOfficeUrl, backOfficeUrl],
        ['https://evil.example', null],
      ] as const) {
        const response = await fetch(`${target().api}/orders/create-checkout`, {
          method: 'OPTIONS',
          headers: {
            origin,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'content-type',
          },
        })
        expect([origin, response.headers.get('access-control-allow-origin')]).toEqual([
          origin,
          allowed,
        ])
      }
    })

    it('carries the security headers', async () => {
      const { headers } = await getJson(`${target().api}/club`)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('cache-control')).toBe('no-store')
    })

    it('refuses large bodies and what is no JSON', async () => {
      const large = await postCheckout<ErrorBody>(target(), 'x'.repeat(20_000))
      expect([large.status, large.body.error.code]).toEqual([413, 'payload_too_large'])
      for (const body of ['', '{', '[]', 'null']) {
        const answer = await postCheckout<ErrorBody>(target(), body)
        expect([answer.status, answer.body.error.code]).toEqual([400, 'invalid_request'])
      }
    })

    it('knows no other address', async () => {
      for (const path of ['/nothing', '/orders', '/tickets', '/../secrets']) {
        const { status, body } = await getJson<ErrorBody>(`${target().api}${path}`)
        expect([path, status, body.error.code]).toEqual([path, 404, 'not_found'])
      }
    })

    it('limits how fast one address may order, and stores no address', async () => {
      const night = await createNight(target().stack)
      const { sql } = target().stack
      expect((await postCheckout(target(), checkoutBody(night, 1))).status).toBe(200)
      await sql`update public.rate_buckets set tokens = 0, refilled_at = clock_timestamp() where bucket = 'checkout'`
      const refused = await postCheckout<ErrorBody>(target(), checkoutBody(night, 1), {
        'accept-language': 'es',
      })
      expect([refused.status, refused.body.error.code]).toEqual([429, 'too_many_requests'])
      expect(refused.body.error.message).toContain('Demasiados intentos')
      const forged = await postCheckout(target(), checkoutBody(night, 1), {
        'x-forwarded-for': '198.51.100.1',
      })
      expect(forged.status).toBe(429)
    })
  })
}
