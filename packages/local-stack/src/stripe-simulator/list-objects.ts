// Stripe's lists: newest first, cut by cursor. https://docs.stripe.com/api/pagination
import { noSuch } from './stripe-error.ts'

type Page = {
  readonly limit: number
  readonly starting_after?: string | undefined
  readonly ending_before?: string | undefined
}

export type StripeList<T> = { object: 'list'; url: string; has_more: boolean; data: T[] }

/** `objects` in the order in which they were created. */
export function listObjects<T extends { id: string }>(
  objects: readonly T[],
  page: Page,
  url: string,
): StripeList<T> {
  const newestFirst = [...objects].reverse()
  if (page.ending_before !== undefined) {
    const before = newestFirst.slice(0, indexOf(newestFirst, page.ending_before, 'ending_before'))
    return {
      object: 'list',
      url,
      has_more: before.length > page.limit,
      data: before.slice(-page.limit),
    }
  }
  const from =
    page.starting_after === undefined
      ? 0
      : indexOf(newestFirst, page.starting_after, 'starting_after') + 1
  const rest = newestFirst.slice(from)
  return {
    object: 'list',
    url,
    has_more: rest.length > page.limit,
    data: rest.slice(0, page.limit),
  }
}

function indexOf(objects: readonly { id: string }[], id: string, param: string): number {
  const index = objects.findIndex((object) => object.id === id)
  if (index < 0) throw noSuch('object', id, param, 400)
  return index
}
