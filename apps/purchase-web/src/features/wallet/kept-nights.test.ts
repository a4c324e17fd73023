// What My tickets lists, and what the shop opens on at the door: one's own orders and tickets that others gave.
import { memoryStorage } from '@maguey/ui/testing/memory-storage.ts'
import type { TransferView } from '@maguey/wire/transfers'
import { expect, test } from 'vitest'
import { keepOrder } from '#shared/orders/kept-orders.ts'
import { keepTransfer } from '#shared/orders/kept-transfers.ts'
import { sampleOrder } from '#shared/testing/sample-order.ts'
import { addressOf, listKeptNights, nightsForTheDoor, unseenTransfers } from './kept-nights.ts'

const token = 'AbCdEfGhIjKlMnOpQrStUv'
const doors = '2025-11-29T06:00:00Z'
const end = '2025-11-29T12:00:00Z'

const given = (changes: Parameters<typeof sampleOrder>[0] = {}): TransferView => {
  const { event, tickets } = sampleOrder({
    ...changes,
    event: { doors_open_at: doors, ends_at: end, ...changes.event },
  })
  const transfer = {
    ...{ id: 'given', state: 'accepted' as const, holds: true, ticket_type: 'VIP' },
    ...{ from_name: 'Ana', order_number: 'MGY-7K3QXM', locale: 'en' as const },
    ...{ offered_at: doors, accepted_at: doors },
  }
  return { transfer, event, tickets }
}

const keep = (storage: Storage, id: string, view: TransferView | null) =>
  keepTransfer(storage, id, { token, keptAtMs: 1, view })

const keepOwn = (storage: Storage, id: string, doors_open_at: string, ends_at: string) =>
  keepOrder(storage, {
    ...{ token, keptAtMs: 1 },
    view: sampleOrder({ order: { id }, event: { doors_open_at, ends_at } }),
  })

test('a ticket that was given stands between one’s own orders, with the link that opens it', () => {
  const storage = memoryStorage({ 'maguey.kept-transfer.broken': '{' })
  keepOwn(storage, 'sooner', '2025-11-28T06:00:00Z', '2025-11-28T12:00:00Z')
  keepOwn(storage, 'later', '2025-12-06T06:00:00Z', '2025-12-06T12:00:00Z')
  keep(storage, 'given', given())
  const { coming, over } = listKeptNights(storage, Date.parse('2025-11-28T01:00:00Z'))
  expect(coming.map(addressOf)).toEqual([
    `/orders/sooner#${token}`,
    `/transfers/given#${token}`,
    `/orders/later#${token}`,
  ])
  expect(coming[1]).toMatchObject({ from: 'Ana', tickets: [{ status: 'issued' }] })
  expect(over).toEqual([])
  const after = listKeptNights(storage, Date.parse(end))
  expect(after.coming.map(({ id }) => id)).toEqual(['later'])
  expect(after.over.map(({ id }) => id)).toEqual(['given', 'sooner'])
})

test('the shop opens on it from twelve hours before the doors to the end, while it stands', () => {
  const storage = memoryStorage()
  const [ticket] = given().tickets
  if (ticket === undefined) throw new Error('no ticket')
  keep(storage, 'given', given())
  keep(storage, 'void', given({ tickets: [{ ...ticket, status: 'void' }] }))
  keep(storage, 'called off', given({ event: { status: 'cancelled' } }))
  const ids = (iso: string) => nightsForTheDoor(storage, Date.parse(iso)).map(({ id }) => id)
  expect(ids('2025-11-28T17:59:59Z')).toEqual([])
  expect(ids('2025-11-28T18:00:00Z')).toEqual(['given'])
  expect(ids('2025-11-29T11:59:59Z')).toEqual(['given'])
  expect(ids(end)).toEqual([])
  keepOwn(storage, 'own', doors, end)
  expect(ids(doors).toSorted()).toEqual(['given', 'own'])
})

test('one that was accepted but never seen is not listed, and can be asked for', () => {
  const storage = memoryStorage()
  keep(storage, 'unseen', null)
  keep(storage, 'given', given())
  expect(listKeptNights(storage, 0).coming.map(({ id }) => id)).toEqual(['given'])
  expect(unseenTransfers(storage)).toMatchObject([{ id: 'unseen', token }])
})
