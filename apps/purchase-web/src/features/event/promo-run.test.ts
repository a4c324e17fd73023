// What a promo code is worth while prices turn and answers overtake one another.
import type { Answer } from '@maguey/wire/failure'
import type { PromoOffer } from '@maguey/wire/promo-codes'
import { expect, test } from 'vitest'
import { createPromoRun, promoAt } from './promo-run.ts'

const offer = (code: string): PromoOffer => ({
  code,
  percent_off: 10,
  amount_off: null,
  prices: { vip: '18.00' },
})
const worth = (code: string): Answer<PromoOffer> => ({ ok: true, value: offer(code) })
const lost: Answer<PromoOffer> = { ok: false, failure: { kind: 'unreachable' } }
const refused: Answer<PromoOffer> = {
  ok: false,
  failure: {
    ...{ kind: 'refused', status: 404, code: 'promo_unknown', message: 'No such code' },
    ...{ fields: [], detail: undefined, retryAfterSeconds: null },
  },
}

/** Questions are answered when the test says so; `kept` is the draft. */
function played(kept = '') {
  const questions: ((answer: Answer<PromoOffer>) => void)[] = []
  const draft = { kept }
  const run = createPromoRun({
    read: () => new Promise((resolve) => questions.push(resolve)),
    keep: (code) => {
      draft.kept = code
    },
  })
  return {
    run,
    draft,
    questions,
    at: (prices: string) => promoAt(run.getState(), draft.kept, prices),
  }
}

test('an offer of the old prices ends when a release turns, and nothing is paid until it is asked anew', async () => {
  const { run, questions, at } = played()
  const asked = run.apply('agave', '20.00')
  questions[0]?.(worth('AGAVE'))
  await asked
  expect(at('20.00')).toEqual({ offer: offer('AGAVE'), busy: false, due: false })
  expect(at('30.00')).toEqual({ offer: null, busy: true, due: true })
  const again = run.apply('AGAVE', '30.00')
  expect(at('30.00')).toEqual({ offer: null, busy: true, due: false })
  questions[1]?.(worth('AGAVE'))
  await again
  expect(at('30.00')).toEqual({ offer: offer('AGAVE'), busy: false, due: false })
})

test('after a reload, nothing is paid until the kept code was asked about', () => {
  expect(played('AGAVE').at('20.00')).toEqual({ offer: null, busy: true, due: true })
  expect(played('').at('20.00')).toEqual({ offer: null, busy: false, due: false })
})

test('a code whose answer is of older prices is asked about again', async () => {
  const { run, questions, at } = played()
  const asked = run.apply('agave', '20.00')
  expect(at('30.00')).toMatchObject({ busy: true, due: false })
  questions[0]?.(worth('AGAVE'))
  await asked
  expect(at('30.00')).toMatchObject({ offer: null, busy: true, due: true })
})

test('a code that was removed stays removed, whatever is answered afterwards', async () => {
  const { run, questions, draft, at } = played()
  const asked = run.apply('agave', '20.00')
  run.remove()
  questions[0]?.(worth('AGAVE'))
  await asked
  expect(draft.kept).toBe('')
  expect(at('20.00')).toEqual({ offer: null, busy: false, due: false })
})

test('of two questions the later one counts, in whatever order they are answered', async () => {
  const { run, questions, draft, at } = played()
  const both = [run.apply('first', '20.00'), run.apply('second', '20.00')]
  questions[1]?.(worth('SECOND'))
  await both[1]
  questions[0]?.(refused)
  await both[0]
  expect(draft.kept).toBe('SECOND')
  expect(at('20.00')).toEqual({ offer: offer('SECOND'), busy: false, due: false })
})

test('without an answer the code is kept and not asked about for ever; a refusal ends it', async () => {
  const { run, questions, draft, at } = played()
  const asked = run.apply('agave', '20.00')
  questions[0]?.(lost)
  await asked
  expect(draft.kept).toBe('agave')
  expect(at('20.00')).toEqual({ offer: null, busy: false, due: false })
  expect(run.getState().problem).toEqual({ kind: 'unreachable' })
  const again = run.apply('agave', '20.00')
  questions[1]?.(refused)
  await again
  expect(draft.kept).toBe('')
})
