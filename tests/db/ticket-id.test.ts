// The check characters in SQL equal ticket-core's: on the shared vectors and on random ids with random errors.

import { readFileSync } from 'node:fs'
import { CROCKFORD_ALPHABET } from '@maguey/ticket-core/crockford'
import { formatTicketId } from '@maguey/ticket-core/ticket-id'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testDatabase } from './support/test-database.ts'

type Vector = { name: string; input: string; ok: boolean; ticket_id?: string }

const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../vectors/ticket-ids.json', import.meta.url), 'utf8'),
)
const db = testDatabase()

async function holds(ids: readonly string[]): Promise<boolean[]> {
  const rows = await db().sql`
    select internal.ticket_id_holds(id) as holds from unnest(${[...ids]}::text[]) with ordinality u (id, n) order by n`
  return rows.map((row) => row.holds)
}

const text = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...CROCKFORD_ALPHABET), minLength: min, maxLength: max })
const ticketId = fc
  .tuple(text(2, 6), fc.constantFrom('20260101', '20280229', '20991231', '20001130'), text(10, 10))
  .map(([eventCode, eventDay, random]) => formatTicketId({ eventCode, eventDay, random }))

describe('the check of ticket ids in SQL', () => {
  it('holds for every canonical id of the vectors', async () => {
    const ids = [
      ...new Set(
        vectors.flatMap((vector) => (vector.ok && vector.ticket_id ? [vector.ticket_id] : [])),
      ),
    ]
    expect(ids.length).toBeGreaterThan(5)
    expect(await holds(ids)).toEqual(ids.map(() => true))
  })

  it('holds for no input of the vectors that is not canonical', async () => {
    const others = vectors.filter(
      (vector) => vector.input !== vector.ticket_id && !vector.input.includes('\0'),
    )
    expect(others.length).toBeGreaterThan(10)
    const answers = await holds(others.map((vector) => vector.input))
    expect(others.filter((_vector, i) => answers[i]).map((vector) => vector.name)).toEqual([])
  })

  it('holds for what ticket-core makes, and for nothing that differs in one or two characters or a swap', async () => {
    const place = fc.nat({ max: 1000 })
    const wrong = fc
      .tuple(
        ticketId,
        place,
        place,
        fc.constantFrom(...CROCKFORD_ALPHABET),
        fc.constantFrom(...CROCKFORD_ALPHABET),
        fc.boolean(),
      )
      .map(([id, first, second, a, b, swap]) => {
        const letters = [...id]
        const i = 4 + (first % (letters.length - 4))
        const j = swap ? Math.min(i + 1, letters.length - 1) : 4 + (second % (letters.length - 4))
        const [left, right] = swap ? [letters[j] ?? '', letters[i] ?? ''] : [a, b]
        letters[i] = left
        letters[j] = right
        return [id, letters.join('')] as const
      })
    await fc.assert(
      fc.asyncProperty(fc.array(wrong, { minLength: 200, maxLength: 300 }), async (pairs) => {
        const answers = await holds(pairs.flat())
        pairs.forEach(([id, other], n) => {
          expect([id, answers[2 * n]]).toEqual([id, true])
          expect([other, answers[2 * n + 1]]).toEqual([other, other === id])
        })
      }),
      { numRuns: 20 },
    )
  })
})
