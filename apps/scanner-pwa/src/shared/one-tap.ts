// What is kept with one tap is kept once: a second tap counts only after the first is stored, and is no double tap.

/** A double tap takes less; the next guest takes longer. */
const DOUBLE_TAP_MS = 400

/** Resolves when the next tap counts; a tap that doesn't count runs nothing. */
export type OneTap = (work: () => Promise<void>) => Promise<void>

export function createOneTap(): OneTap {
  let busy = false
  return async (work) => {
    if (busy) return
    busy = true
    const pause = new Promise((resolve) => setTimeout(resolve, DOUBLE_TAP_MS))
    try {
      await Promise.all([work(), pause])
    } finally {
      busy = false
    }
  }
}
