// A new page starts at its top; going back keeps the browser's own place.
import { useEffect } from 'react'
import { useLocation, useNavigationType } from 'react-router'

export function ScrollToTop() {
  const { pathname } = useLocation()
  const kind = useNavigationType()
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when the page changes
  useEffect(() => {
    if (kind !== 'PUSH') return
    scrollTo(0, 0)
    // A screen reader goes on from the new page, not from a link that is gone.
    document.getElementById('content')?.focus({ preventScroll: true })
  }, [pathname, kind])
  return null
}
