// What was chosen and typed outlives a reload.

import { memoryStorage } from '@maguey/ui/testing/memory-storage.ts'
import { expect, test } from 'vitest'
import { createDraftStore } from './checkout-draft.ts'

const day = 86_400_000
const hold = { orderId: 'o1', checkoutUrl: 'http://pay.test', expiresAtMs: 99 }

test('a reload finds quantities, details, attempt and hold again', () => {
  const storage = memoryStorage()
  const before = createDraftStore(
    () => storage,
    () => 1 * day,
  )
  before.changeQuantities('perreo', () => ({ VIP: 2 }))
  before.setCustomer({ email: 'ana@example.com' })
  before.setCustomer({ name: 'Ana' })
  before.setAttempt('perreo', { clientKey: 'k', fingerprint: 'f' })
  before.setHold('perreo', hold)

  const after = createDraftStore(
    () => storage,
    () => 2 * day,
  )
  expect(after.draftOf('perreo')).toEqual({
    quantities: { VIP: 2 },
    attempt: { clientKey: 'k', fingerprint: 'f' },
    hold,
    touchedAtMs: 1 * day,
  })
  expect(after.store.getState().customer).toEqual({ email: 'ana@example.com', name: 'Ana' })
})

test('each night has a draft of its own', () => {
  const draft = createDraftStore(memoryStorage, () => 0)
  draft.changeQuantities('perreo', () => ({ VIP: 2 }))
  expect(draft.draftOf('cumbia').quantities).toEqual({})
})

test('the end of a hold keeps the choice and drops the key', () => {
  const draft = createDraftStore(memoryStorage, () => 0)
  draft.changeQuantities('perreo', () => ({ VIP: 2 }))
  draft.setAttempt('perreo', { clientKey: 'k', fingerprint: 'f' })
  draft.setHold('perreo', hold)
  draft.endHold('perreo')
  expect(draft.draftOf('perreo')).toMatchObject({
    quantities: { VIP: 2 },
    attempt: null,
    hold: null,
  })
})

test('a hold that was ended early lapses, another one does not', () => {
  const draft = createDraftStore(memoryStorage, () => 0)
  draft.setHold('perreo', hold)
  draft.lapseHold('perreo', 'another')
  expect(draft.draftOf('perreo').hold?.expiresAtMs).toBe(99)
  draft.lapseHold('perreo', 'o1')
  expect(draft.draftOf('perreo').hold?.expiresAtMs).toBe(0)
})

test('after buying nothing personal stays, other drafts do', () => {
  const storage = memoryStorage()
  const draft = createDraftStore(
    () => storage,
    () => 0,
  )
  draft.setCustomer({ email: 'ana@example.com', name: 'Ana' })
  draft.changeQuantities('perreo', () => ({ VIP: 2 }))
  draft.changeQuantities('cumbia', () => ({ GEN: 1 }))
  draft.finish('perreo')
  expect(draft.draftOf('cumbia').quantities).toEqual({ GEN: 1 })
  expect(storage.getItem('maguey.checkout-draft')).not.toContain('ana')
  expect(draft.draftOf('perreo').quantities).toEqual({})
})

test('drafts untouched for two weeks are forgotten', () => {
  const storage = memoryStorage()
  const draft = createDraftStore(
    () => storage,
    () => 0,
  )
  draft.changeQuantities('old', () => ({ VIP: 1 }))
  expect(
    createDraftStore(
      () => storage,
      () => 13 * day,
    ).draftOf('old').quantities,
  ).toEqual({ VIP: 1 })
  expect(
    createDraftStore(
      () => storage,
      () => 14 * day,
    ).draftOf('old').quantities,
  ).toEqual({})
})

test('a full storage loses nothing while the page is open', () => {
  const full = () => ({
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  })
  const draft = createDraftStore(full, () => 0)
  draft.changeQuantities('perreo', () => ({ VIP: 2 }))
  expect(draft.draftOf('perreo').quantities).toEqual({ VIP: 2 })
})

test.each(['{', '7', '{"state":{"drafts":7},"version":1}', '{"state":{},"version":2}'])(
  'what another release or a stranger kept is passed over: %s',
  (kept) => {
    const draft = createDraftStore(
      () => ({ getItem: () => kept, setItem: () => undefined }),
      () => 0,
    )
    expect(draft.store.getState()).toEqual({ customer: { email: '', name: '' }, drafts: {} })
  },
)

test('what the library before this one kept is read', () => {
  const kept = JSON.stringify({
    state: {
      customer: { email: 'ana@example.com', name: 'Ana' },
      drafts: { perreo: { quantities: { VIP: 2 }, attempt: null, hold: null, touchedAtMs: 0 } },
    },
    version: 1,
  })
  const draft = createDraftStore(
    () => ({ getItem: () => kept, setItem: () => undefined }),
    () => 1,
  )
  expect(draft.draftOf('perreo').quantities).toEqual({ VIP: 2 })
})
