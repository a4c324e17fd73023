// Where a row of cards that is swiped stands, and how it goes to another card.
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

export type Deck = {
  row: RefObject<HTMLUListElement | null>
  /** The card in the middle. */
  index: number
  /** All cards fit: there is nothing to swipe. */
  whole: boolean
  show: (index: number) => void
}

export function useDeck(count: number): Deck {
  const row = useRef<HTMLUListElement>(null)
  const [index, setIndex] = useState(0)
  const [whole, setWhole] = useState(true)

  useEffect(() => {
    const list = row.current
    if (!list || count < 2) return
    const look = () => {
      setWhole(list.scrollWidth <= list.clientWidth + 1)
      setIndex(middleCard(list))
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
    const card = list?.children[wanted]
    if (!list || !(card instanceof HTMLElement)) return
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    list.scrollBy({ left: offCentre(list, card), behavior: calm ? 'instant' : 'smooth' })
  }, [])

  return { row, index, whole, show }
}

/** Pixels from the middle of the row to the middle of the card. */
function offCentre(list: HTMLElement, card: Element): number {
  const [around, box] = [list.getBoundingClientRect(), card.getBoundingClientRect()]
  return box.left + box.width / 2 - around.left - around.width / 2
}

function middleCard(list: HTMLElement): number {
  const distances = [...list.children].map((card) => Math.abs(offCentre(list, card)))
  return distances.indexOf(Math.min(...distances))
}
