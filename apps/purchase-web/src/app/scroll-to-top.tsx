// A new page starts at its top; going back keeps the browser's own place.
import { useEffect, useRef } from 'react'
import { useAddress } from '#shared/routing/address.ts'

export function ScrollToTop() {
  const { pathname, by } = useAddress()
  const shown = useRef(pathname)
  useEffect(() => {
    // What opens within a page, as a ticket that fills the screen, is no new page.
    if (shown.current === pathname) return
    shown.current = pathname
    if (by !== 'link') return
    scrollTo(0, 0)
    // A screen reader goes on from the new page, not from a link that is gone.
    document.getElementById('content')?.focus({ preventScroll: true })
  }, [pathname, by])
  return null
}
