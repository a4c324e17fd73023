// Keeps the screen on, and knows whether it will: while the door is open, while a code is held up, on the wall.
import { useEffect } from 'react'
import { createStore } from 'zustand/vanilla'

/** `refused`: low battery, or a browser without wake locks: the phone's own timeout applies. */
export type ScreenHold = 'off' | 'held' | 'refused'

export const screenStore = createStore<{ screen: ScreenHold }>()(() => ({ screen: 'off' }))

/** A refusal ends with its cause (low battery, battery saver), but no event says when. */
const AGAIN_MS = 30_000

/**
 * Holds the lock while the page is visible; the system takes it away when the page is hidden, and sometimes for reasons of
 * its own. The returned function releases it.
 */
export function keepScreenOn(): () => void {
  let left = false
  let lock: WakeLockSentinel | undefined
  const set = (screen: ScreenHold) => screenStore.setState({ screen })

  const request = async (): Promise<void> => {
    const taken = await navigator.wakeLock.request('screen')
    if (left) return await taken.release()
    lock = taken
    set('held')
    taken.addEventListener('release', hold, { once: true })
  }
  function hold(): void {
    if (left || document.visibilityState !== 'visible' || lock?.released === false) return
    if (!navigator.wakeLock) set('refused')
    else request().catch(() => set('refused'))
  }

  document.addEventListener('visibilitychange', hold)
  const again = setInterval(hold, AGAIN_MS)
  hold()
  return () => {
    left = true
    clearInterval(again)
    document.removeEventListener('visibilitychange', hold)
    lock?.release().catch(() => {})
    set('off')
  }
}

/** As long as the component is shown. */
export function useWakeLock(): void {
  useEffect(keepScreenOn, [])
}
