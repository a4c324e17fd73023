// Which card of a swiped row is the shown one: with several in view, the row may stand still for more than one of them.

/** In pixels. */
export type DeckPlace = {
  scrolled: number
  /** How far the row can be scrolled. */
  most: number
  /** From the middle of the row to the middle of each card. */
  offCentre: readonly number[]
}

/** Browsers round scrolled distances. */
const NEAR = 2

/** True where the row can't bring this card nearer to its middle. */
export function restingAt({ scrolled, most, offCentre }: DeckPlace, card: number): boolean {
  const wanted = scrolled + (offCentre[card] ?? 0)
  return Math.abs(Math.min(Math.max(wanted, 0), most) - scrolled) <= NEAR
}

/** @param asked the card that a button has asked for; null after a swipe */
export function shownCard(place: DeckPlace, asked: number | null): number {
  const { scrolled, most, offCentre } = place
  if (asked !== null && restingAt(place, asked)) return asked
  if (scrolled <= NEAR) return 0
  if (scrolled >= most - NEAR) return offCentre.length - 1
  const distances = offCentre.map(Math.abs)
  return distances.indexOf(Math.min(...distances))
}
