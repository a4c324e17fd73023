// What is recorded of an act: its id, where, and when by this phone's knowledge of the time.
import { expect, test } from 'vitest'
import { createActRecorder } from './record-act.ts'
import type { LoggedAct } from './rows.ts'

const reading = {
  ...{ nowMs: 1_700_000_000_000, uncertaintyMs: 40, doubtful: false },
  ...{ deviceTimeMs: 1_700_000_600_000, offsetMs: -600_000 },
}

test('an act is stamped with a UUIDv7 and the time, and appended', async () => {
  const kept: LoggedAct[] = []
  const record = createActRecorder({
    store: {
      appendAct: async (act) => {
        kept.push(act)
        return { ok: true }
      },
    },
    time: { read: () => reading },
    randomBytes: (length) => new Uint8Array(length),
  })
  const place = { eventId: 'e', gateId: 'g', offline: true }
  expect(await record({ kind: 'count', payload: { heads: -1 } }, place)).toEqual({
    ok: true,
    id: '018bcfe5-6800-7000-8000-000000000000',
  })
  expect(kept).toEqual([
    {
      id: '018bcfe5-6800-7000-8000-000000000000',
      ...place,
      ...{ kind: 'count', payload: { heads: -1 }, actedAtMs: 1_700_000_000_000 },
      ...{ deviceTimeMs: 1_700_000_600_000, clockOffsetMs: -600_000, clockUncertaintyMs: 40 },
    },
  ])
})
