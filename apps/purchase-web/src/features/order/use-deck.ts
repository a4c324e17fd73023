// Where a row of cards that is swiped stands, and how it goes to another card.
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { type DeckPlace, restingAt, shownCard } from './deck-place.ts'

export type Deck = {
  row: RefObject<HTMLUListElement | null>
  /** The card that counts as the shown one. */
  index: number
  /** All cards fit: there is nothing to swipe. */
  whole: boolean
  show: (index: number) => void
}

export function useDeck(count: number): Deck {
  const row = useRef<HTMLUListElement>(null)
  const asked = useRef<{ card: number; reached: boolean } | null>(null)
  const [index, setIndex] = useState(0)
  const [whole, setWhole] = useState(true)

  useEffect(() => {
    const list = row.current
    if (!list || count < 2) return
    const look = () => {
      const place = placeOf(list)
      setWhole(place.most <= 1)
      const wish = asked.current
      const isThere = wish !== null && restingAt(place, wish.card)
      // Swiped away from it.
      if (wish?.reached && !isThere) asked.current = null
      else if (wish) wish.reached ||= isThere
      setIndex(shownCard(place, wish?.card ?? null))
    }
    const sizes = new ResizeObserver(look)
    sizes.observe(list)
    list.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      list.removeEventListener('scroll', look)
    }
  }, [count])

  const show = useCallback((wanted: number) => {
    const list = row.current
    if (!list?.children[wanted]) return
    const place = placeOf(list)
    const isThere = restingAt(place, wanted)
    asked.current = { card: wanted, reached: isThere }
    // Nothing to scroll, so nothing will tell of it.
    if (isThere) setIndex(wanted)
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    const left = place.offCentre[wanted] ?? 0
    list.scrollBy({ left, behavior: calm ? 'instant' : 'smooth' })
  }, [])

  return { row, index, whole, show }
}

function placeOf(list: HTMLElement): DeckPlace {
  const middleOf = (box: DOMRect) => box.left + box.width / 2
  const middle = middleOf(list.getBoundingClientRect())
  return {
    scrolled: list.scrollLeft,
    most: list.scrollWidth - list.clientWidth,
    offCentre: [...list.children].map((card) => middleOf(card.getBoundingClientRect()) - middle),
  }
}
