// Contract: which events are listed, and which nobody may see yet.
import { describe, expect, it } from 'vitest'
import { createNight } from '../support/nights.ts'
import { type ErrorBody, type GetTarget, getJson } from '../support/target.ts'

export function eventsContract(target: GetTarget): void {
  describe('events', () => {
    it('says that it is well', async () => {
      const { status, body } = await getJson(`${target().api}/health`)
      expect([status, body.status, body.database]).toEqual([200, 'ok', 'ok'])
    })

    it('lists published nights with what is left, and no draft', async () => {
      const night = await createNight(target().stack, { capacity: 12 })
      const draft = await createNight(target().stack, { status: 'draft' })
      const { body } = await getJson<{ events: { slug: string; available: number }[] }>(
        `${target().api}/events`,
      )
      expect(body.events.find(({ slug }) => slug === night.slug)?.available).toBe(12)
      expect(body.events.map(({ slug }) => slug)).not.toContain(draft.slug)
    })

    it('answers availability by slug, by id and by name', async () => {
      const night = await createNight(target().stack, { capacity: 7, price: '12.50' })
      for (const key of [night.slug, night.id, night.name]) {
        const { status, body } = await getJson(
          `${target().api}/events/${encodeURIComponent(key)}/availability`,
        )
        expect(status).toBe(200)
        expect(body).toMatchObject({
          id: night.id,
          slug: night.slug,
          venue_capacity: 7,
          sold: 0,
          available: 7,
          on_sale: 'open',
          currency: 'usd',
          ticket_types: [{ id: night.vip, code: 'VIP', name: 'VIP', price: '12.50', available: 7 }],
        })
      }
    })

    it('may be read by any page, and kept as long as it is asked for again', async () => {
      const night = await createNight(target().stack, { capacity: 3 })
      for (const path of ['/events', `/events/${night.slug}/availability`]) {
        const url = `${target().api}${path}`
        const { headers } = await getJson(url, { origin: 'https://club.example' })
        expect(headers.get('access-control-allow-origin')).toBe('*')
        expect(headers.get('cache-control')).toBe('public, no-cache')
        const etag = headers.get('etag') ?? ''
        const again = () => fetch(url, { headers: { 'if-none-match': etag } })
        expect((await again()).status).toBe(304)
        await target().stack.sql`
          update public.ticket_types set sold = sold + 1 where event_id = ${night.id}`
        expect((await again()).status).toBe(200)
      }
    })

    it('knows neither unknown nor unpublished nights, in the reader’s language', async () => {
      const draft = await createNight(target().stack, { status: 'draft' })
      for (const key of [
        'no-such-night',
        draft.slug,
        draft.id,
        draft.name,
        '%00',
        'x'.repeat(300),
      ]) {
        const url = `${target().api}/events/${encodeURIComponent(key)}/availability`
        const { status, body } = await getJson<ErrorBody>(url, {
          'accept-language': 'es-MX,es;q=0.9',
        })
        expect([key, status, body.error.code]).toEqual([key, 404, 'event_not_found'])
        expect(body.error.message).toContain('No encontramos este evento')
      }
    })
  })
}
