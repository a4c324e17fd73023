// Contract: a ticket for the phone's wallet, for whoever has the order's token and only while it opens the door.
import { qrPng } from '@maguey/functions/qr/qr-png'
import { describe, expect, it } from 'vitest'
import { createNight } from '../support/nights.ts'
import { buyTickets } from '../support/orders.ts'
import { readQrPng } from '../support/read-qr.ts'
import { type GetTarget, getJson } from '../support/target.ts'
import { codeInLink, codeInPass } from '../support/wallets.ts'

export function passesContract(target: GetTarget): void {
  describe('a wallet pass', () => {
    it('of either kind carries the code that the door reads, and nobody gets one without the token or for a void ticket', async () => {
      const { api, stack } = target()
      const { checkout, page } = await buyTickets(target(), await createNight(stack), 1)
      const [ticket] = page.tickets
      const at = `${api}/tickets/${checkout.order_id}/${ticket?.ticket_id}`
      const key = { 'x-order-token': checkout.token }
      expect((await getJson(`${api}/wallets`)).body).toEqual({ apple: true, google: true })

      const pass = await fetch(`${at}/apple.pkpass`, { headers: key })
      expect(pass.headers.get('content-type')).toBe('application/vnd.apple.pkpass')
      const google = await getJson<{ url: string }>(`${at}/google-pass`, key)
      const codes = [
        codeInPass(new Uint8Array(await pass.arrayBuffer())),
        codeInLink(google.body.url),
      ]
      for (const code of codes) {
        expect(await readQrPng(await qrPng(code, { scale: 4 }))).toEqual([ticket?.qr_code_data])
        expect(await readQrPng(await qrPng(code, { scale: 2 }))).toEqual([ticket?.qr_code_data])
      }

      const kinds = ['apple.pkpass', 'google-pass']
      for (const kind of kinds) expect((await getJson(`${at}/${kind}`)).status).toBe(404)
      await stack.sql`update public.tickets set status = 'void' where ticket_id = ${ticket?.ticket_id ?? ''}`
      for (const kind of kinds) expect((await getJson(`${at}/${kind}`, key)).status).toBe(404)
    })
  })
}
