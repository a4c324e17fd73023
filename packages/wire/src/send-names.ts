// Sends pasted names in parts that a request may carry, and says what became of each.
import type { Answer, Failure } from './failure.ts'
import type { LeftOut, NewName, TakenNames } from './guest-lists.ts'

/** The API takes 16 kB: forty names of the longest kind fit. */
const AT_ONCE = 40

export type SentNames = {
  added: number
  leftOut: LeftOut[]
  /** Not sent, or sent without an answer: sending them again adds none twice. */
  unsent: NewName[]
  failure: Failure | null
}

export async function sendNames(
  names: readonly NewName[],
  send: (part: readonly NewName[]) => Promise<Answer<TakenNames>>,
): Promise<SentNames> {
  const sent: SentNames = { added: 0, leftOut: [], unsent: [], failure: null }
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const answer = await send(names.slice(from, from + AT_ONCE))
    if (!answer.ok) return { ...sent, unsent: names.slice(from), failure: answer.failure }
    sent.added += answer.value.added.length
    sent.leftOut.push(...answer.value.left_out)
  }
  return sent
}
