// Which ticket the deck counts as shown, where one, or several, fit on the screen.
import { expect, test } from 'vitest'
import { restingAt, shownCard } from './deck-place.ts'

/** Cards 372 pixels apart, the first one's middle 204 from the row's start. */
const deckOf = (count: number, width: number) => {
  const most = 204 + 372 * (count - 1) + 204 - width
  return (scrolled: number) => ({
    ...{ scrolled, most },
    offCentre: Array.from({ length: count }, (_, card) => 204 + 372 * card - scrolled - width / 2),
  })
}
/** Three of four in view: it stands still in two places only. */
const desk = deckOf(4, 1_152)
const phone = deckOf(4, 408)

test('at the ends it is the first and the last card, even if another is in the middle', () => {
  expect([0, 372].map((scrolled) => shownCard(desk(scrolled), null))).toEqual([0, 3])
})

test('in between it is the card in the middle', () => {
  expect([0, 372, 744, 1_116].map((at) => shownCard(phone(at), null))).toEqual([0, 1, 2, 3])
  expect(shownCard(desk(200), null)).toBe(2)
})

test('turned by buttons, each card has its turn, though the row doesn’t move for all of them', () => {
  const places = [0, 0, 372, 372]
  for (const [card, scrolled] of places.entries()) {
    expect(restingAt(desk(scrolled), card)).toBe(true)
    expect(shownCard(desk(scrolled), card)).toBe(card)
  }
  // Swiped to the other end since.
  expect(shownCard(desk(372), 1)).toBe(3)
})
