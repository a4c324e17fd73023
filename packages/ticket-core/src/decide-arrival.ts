// Whether heads of a name on a guest list may come in now, and what each pays: pure, and the same with or without a network.

export type ArrivalList = {
  /** Decimal text, for each head. */
  price: string
  /** Until when that holds; null: all night. */
  untilMs: number | null
  /** What each pays afterwards; null: the list is closed then. */
  latePrice: string | null
  quota: number | null
  /** More are named than may come in: this phone may spend its share, and the rest is other phones'. */
  overbook: boolean
  /** Heads that came in, as far as this phone knows. */
  arrived: number
  /** This phone's share of an overbooked list; null: not told yet. */
  granted: number | null
  /** Of that, what this phone has let in. */
  spent: number
}

export type ArrivalName = {
  plus: number
  removed: boolean
  arrived: number
  /** The name is like one on the house list: a manager looks first. */
  likeHouseList?: boolean
}

/** Why the door asks: each can be overruled by whoever stands there, and is then found as an excess. */
export type ArrivalDoubt =
  | 'house_list'
  | 'removed'
  | 'closed'
  | 'over_name'
  | 'over_share'
  | 'over_quota'

export type ArrivalVerdict = { doubt: ArrivalDoubt | null; pays: string }

/** What each head pays now; null: the list is closed. */
export function priceNow(list: ArrivalList, nowMs: number): string | null {
  return list.untilMs === null || nowMs < list.untilMs ? list.price : list.latePrice
}

/** How many of this name have not come in yet. */
export const leftOf = ({ plus, removed, arrived }: ArrivalName): number =>
  removed ? 0 : Math.max(0, 1 + plus - arrived)

/** How many heads of an overbooked list this phone would have to borrow to let in so many more; 0 for any other list. */
export function missingShare(
  { quota, overbook, granted, spent }: ArrivalList,
  heads: number,
): number {
  if (quota === null || !overbook) return 0
  return Math.max(0, spent + heads - (granted ?? 0))
}

/** @param heads how many come in at once, one or more */
export function decideArrival(
  list: ArrivalList,
  name: ArrivalName,
  heads: number,
  nowMs: number,
): ArrivalVerdict {
  const price = priceNow(list, nowMs)
  const pays = price ?? list.latePrice ?? list.price
  return { doubt: doubtOf(list, name, heads, price === null), pays }
}

function doubtOf(
  list: ArrivalList,
  name: ArrivalName,
  heads: number,
  closed: boolean,
): ArrivalDoubt | null {
  if (name.likeHouseList) return 'house_list'
  if (name.removed) return 'removed'
  if (closed) return 'closed'
  if (heads > leftOf(name)) return 'over_name'
  if (missingShare(list, heads) > 0) return 'over_share'
  if (list.quota !== null && list.arrived + heads > list.quota) return 'over_quota'
  return null
}
