// Runs a live feed while its screen is shown, and wakes it when the page or the network comes back.
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { createLiveFeed, type LiveState } from './live-feed.ts'
import type { LiveSource } from './live-source.ts'

/** `source` is read only once: give the screen a key that changes with the event. */
export function useLiveFeed(source: LiveSource): LiveState {
  const [feed] = useState(() => createLiveFeed(source))
  useEffect(() => {
    const wake = () => {
      if (document.visibilityState === 'visible') feed.refresh()
    }
    feed.start()
    window.addEventListener('online', wake)
    // A read that fails at once is the quickest way to show that these figures are no longer live.
    window.addEventListener('offline', wake)
    document.addEventListener('visibilitychange', wake)
    return () => {
      window.removeEventListener('online', wake)
      window.removeEventListener('offline', wake)
      document.removeEventListener('visibilitychange', wake)
      feed.stop()
    }
  }, [feed])
  return useStore(feed)
}
