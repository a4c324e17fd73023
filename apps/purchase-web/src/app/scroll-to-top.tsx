// A new page starts at its top; going back keeps the browser's own place.
import { useEffect } from 'react'
import { useAddress } from '#shared/routing/address.ts'

export function ScrollToTop() {
  const { pathname, by } = useAddress()
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when the page changes
  useEffect(() => {
    if (by !== 'link') return
    scrollTo(0, 0)
    // A screen reader goes on from the new page, not from a link that is gone.
    document.getElementById('content')?.focus({ preventScroll: true })
  }, [pathname, by])
  return null
}
