// Which ticket fills the screen: part of the address (`?ticket=2`), so that Back closes it and a reload keeps it.
import { useRef } from 'react'
import { goTo, useAddress } from '#shared/routing/address.ts'

/** @returns the number in the address, counted from 1; 0 for none */
export const largeIn = (search: string): number =>
  Number(/^\?ticket=(\d{1,3})$/.exec(search)?.[1] ?? 0)

export function useLargeTicket() {
  const { pathname, search, hash } = useAddress()
  const openedHere = useRef(false)
  const addressOf = (index: number | null) =>
    `${pathname}${index === null ? '' : `?ticket=${index + 1}`}${hash}`
  return {
    /** Counted from 0; null where none is large. */
    large: largeIn(search) > 0 ? largeIn(search) - 1 : null,
    open: (index: number) => {
      openedHere.current = true
      goTo(addressOf(index))
    },
    /** Another ticket takes its place: one step back still closes it. */
    turnTo: (index: number) => goTo(addressOf(index), { replace: true }),
    close: () => {
      if (openedHere.current) history.back()
      else goTo(addressOf(null), { replace: true })
      openedHere.current = false
    },
  }
}
