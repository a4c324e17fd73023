// Which key a mail's link carries.
import { describe, expect, it } from 'vitest'
import { offerToken, orderToken, recipientToken } from '../secrets.ts'
import { pageUrl } from './render-mail.ts'

const settings = { shopUrl: 'https://shop.example', orderTokenSecret: 'a secret of the tests' }
const order = { id: 'order-1', link_version: 2 }
const keyOf = async (linked: Parameters<typeof pageUrl>[0]) =>
  (await pageUrl(linked, settings)).split('#')[1]

describe('the link of a mail', () => {
  it('is the order’s for whoever ordered', async () => {
    const own = await orderToken(settings.orderTokenSecret, order.id, 2)
    const transfer = { id: 'transfer-1', for_recipient: false }
    expect(await keyOf({ kind: 'tickets', order, transfer: null })).toBe(own)
    expect(await keyOf({ kind: 'transfer_accepted', order, transfer })).toBe(own)
  })

  it('is the offer’s in a mail that offers, even once somebody has accepted, else the recipient’s', async () => {
    const transfer = { id: 'transfer-1', for_recipient: true, accepted: true }
    const offered = await offerToken(settings.orderTokenSecret, 'transfer-1')
    const held = await recipientToken(settings.orderTokenSecret, 'transfer-1')
    expect(await keyOf({ kind: 'transfer_offered', order, transfer })).toBe(offered)
    for (const kind of ['tickets', 'reminder', 'moved'] as const)
      expect(await keyOf({ kind, order, transfer })).toBe(held)
  })
})
