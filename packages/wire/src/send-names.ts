// Sends pasted names in parts that a request may carry, and says what became of each.
import type { Answer, Failure } from './failure.ts'
import type { LeftOut, NewName, TakenNames } from './guest-lists.ts'

const AT_ONCE = 40
/** The API takes 16 kB. */
const BYTES_AT_ONCE = 15 * 1024

/** Longer than any name that the database takes, which says of each what is wrong with it; the API would refuse all. */
const LONGEST_SENT = 130

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
  const whole = new Map(names.map(({ id, name }) => [id, name]))
  let from = 0
  while (from < names.length) {
    const part = partFrom(names, from)
    const answer = await send(part)
    if (!answer.ok) return { ...sent, unsent: names.slice(from), failure: answer.failure }
    sent.added += answer.value.added.length
    for (const left of answer.value.left_out) {
      const name = whole.get(left.id ?? '')
      // Whoever mends a line that was cut wants all of it back.
      sent.leftOut.push(name !== undefined && cut(name) !== name ? { ...left, name } : left)
    }
    from += part.length
  }
  return sent
}

/** As many as a request may carry, at least one. */
function partFrom(names: readonly NewName[], from: number): NewName[] {
  const part: NewName[] = []
  let bytes = 0
  for (const whole of names.slice(from, from + AT_ONCE)) {
    const name = { ...whole, name: cut(whole.name) }
    bytes += utf8.encode(JSON.stringify(name)).length + 1
    if (part.length > 0 && bytes > BYTES_AT_ONCE) break
    part.push(name)
  }
  return part
}

const utf8 = new TextEncoder()
/** By letters, so that none is cut in half. */
const cut = (name: string): string =>
  name.length <= LONGEST_SENT ? name : [...name].slice(0, LONGEST_SENT).join('')
