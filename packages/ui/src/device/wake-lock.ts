// Keeps the screen on while the door is open.

/** Holds the lock while the page is in sight; the system takes it whenever the page is hidden. The result lets go. */
export function keepScreenOn(): () => void {
  let left = false
  let lock: WakeLockSentinel | undefined
  const hold = async () => {
    if (left || document.visibilityState !== 'visible' || !navigator.wakeLock) return
    try {
      lock = await navigator.wakeLock.request('screen')
      if (left) await lock.release()
    } catch {
      // Refused on a low battery: the phone's own timeout applies.
    }
  }
  const onVisible = () => void hold()
  document.addEventListener('visibilitychange', onVisible)
  void hold()
  return () => {
    left = true
    document.removeEventListener('visibilitychange', onVisible)
    lock?.release().catch(() => {})
  }
}
