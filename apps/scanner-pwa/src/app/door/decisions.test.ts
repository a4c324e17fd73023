// Each question of the door is answered once, and an undo that isn't stored isn't lost.
import type { Verdict } from '@maguey/ticket-core/verdict'
import { expect, test } from 'vitest'
import { eventFixture } from '#db/door-fixtures.ts'
import type { Answerable, DoorAnswer } from '#features/scan/answer-scan.ts'
import type { DoorFacts, ShownScan } from '#features/scan/scan-pipeline.ts'
import { createDecisions } from './decisions.ts'

const facts: DoorFacts = {
  ...{ event: eventFixture(), gate: { id: 'g', name: 'Main', admits: null }, direction: 'in' },
  ...{ deviceName: 'Door 1', revoked: false, offline: true },
}
const about: Answerable = {
  ...{ scanId: 's1', direction: 'in', readAtMs: 0 },
  verdict: { code: 'unverified', because: 'unsigned', ticketId: 'T1' } as Verdict,
}
const failed: ShownScan = { kind: 'storage_failed', reason: 'UnknownError', atMs: 0 }
const stored: ShownScan = { kind: 'turned_away' }

function decisionsOn(results: ShownScan[]) {
  const made: DoorAnswer['what'][] = []
  const offers = [about]
  const decisions = createDecisions({
    pipeline: {
      answer: async ({ what }) => {
        made.push(what)
        return results.shift() ?? stored
      },
    },
    undos: { take: () => offers.pop(), putBack: (offer) => offers.push(offer) },
    recordAct: async () => ({ ok: true, id: 'a1' }),
    answered: new Set(),
    show: () => {},
    facts: () => facts,
  })
  return { decisions, made, offers }
}

test('two taps are one answer, whichever buttons they hit', async () => {
  const { decisions, made } = decisionsOn([])
  await Promise.all([
    decisions.answer({ what: 'let_in', about }),
    decisions.answer({ what: 'let_in', about }),
    decisions.answer({ what: 'turned_away', about }),
  ])
  await decisions.answer({ what: 'let_in', about: { ...about, scanId: 's2' } })
  expect(made).toEqual(['let_in', 'let_in'])
})

test('an answer that could not be stored can be given again', async () => {
  const { decisions, made } = decisionsOn([failed])
  await decisions.answer({ what: 'let_in', about })
  await decisions.answer({ what: 'let_in', about })
  expect(made).toHaveLength(2)
})

test('an undo that could not be stored is offered again, and one that was is not', async () => {
  const { decisions, offers, made } = decisionsOn([failed, stored])
  await decisions.undo()
  expect(offers).toEqual([about])
  await decisions.undo()
  expect(offers).toEqual([])
  expect(made).toEqual(['undo', 'undo'])
})
