import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { eventFixture } from '#db/door-fixtures.ts'
import type { RecordAct } from '#db/record-act.ts'
import type { DoorFacts } from '#features/scan/scan-pipeline.ts'
import { createCountHead } from './count-head.ts'

const event = eventFixture()
const facts: DoorFacts = {
  ...{ event, gate: { id: 'g', name: 'Main', admits: null }, direction: 'in' },
  ...{ deviceName: 'Door 1', revoked: false, offline: true },
}
const vibrate = vi.fn()
const show = vi.fn()
const parts = { show, time: { read: () => ({ nowMs: 7 }) }, vibrates: () => true }

beforeEach(() => vi.stubGlobal('navigator', { vibrate }))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})

test('a count is kept with night and gate, and is felt only once it is', async () => {
  let keep = () => {}
  const record = vi.fn<RecordAct>(
    () =>
      new Promise((resolve) => {
        keep = () => resolve({ ok: true, id: 'a' })
      }),
  )
  const counting = createCountHead({ ...parts, record, facts: () => facts })(-1)
  expect(record).toHaveBeenCalledWith(
    { kind: 'count', payload: { heads: -1 } },
    { eventId: 'event-1', gateId: 'g', offline: true },
  )
  expect(vibrate).not.toHaveBeenCalled()
  keep()
  await counting
  expect(vibrate).toHaveBeenCalledOnce()
  expect(show).not.toHaveBeenCalled()
})

test('a count that can’t be kept is shown, and not felt as done', async () => {
  const record: RecordAct = async () => ({ ok: false, reason: 'QuotaExceededError' })
  await createCountHead({ ...parts, record, facts: () => facts })(1)
  expect(show).toHaveBeenCalledWith({
    kind: 'storage_failed',
    reason: 'QuotaExceededError',
    atMs: 7,
  })
  expect(vibrate).not.toHaveBeenCalled()
})

test('without a night nothing is counted', async () => {
  const record = vi.fn<RecordAct>(async () => ({ ok: true, id: 'a' }))
  await createCountHead({ ...parts, record, facts: () => undefined })(1)
  expect(record).not.toHaveBeenCalled()
})
