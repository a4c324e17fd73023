// What a form for names keeps when a list hasn't taken all of them.
import type { LeftOut, NewName } from './guest-lists.ts'
import type { SentNames } from './send-names.ts'

/** A name as it is typed: "Ana López +3". */
export const lineOf = ({ name, plus }: { name: string; plus: number }): string =>
  plus === 0 ? name : `${name} +${plus}`

/**
 * The names that stay in the field, under their ids: those that can be mended, and those that were not sent.
 * @param known all that were sent so far, by id
 */
export function namesToMend(
  { leftOut, unsent }: Pick<SentNames, 'leftOut' | 'unsent'>,
  known: ReadonlyMap<string, NewName>,
  newId: () => string,
): NewName[] {
  const mendable = leftOut
    .filter(({ why }) => why !== 'twin')
    .map(({ id, name }) => known.get(id ?? '') ?? { id: newId(), name, plus: 0 })
  return [...mendable, ...unsent]
}

/** What the form shows as left out: a twin is asked about until it is answered, or sent again. */
export function leftOutAfter(
  before: readonly LeftOut[],
  sent: readonly NewName[],
  now: readonly LeftOut[],
): LeftOut[] {
  const again = new Set(sent.map(({ name }) => name))
  return [...before.filter(({ why, name }) => why === 'twin' && !again.has(name)), ...now]
}
