// Keeps a number of calls in flight for a while, and counts them.

export type Load = { readonly perSecond: number; readonly latenciesMs: readonly number[] }

/** Calls begun before `durationMs` is over are waited for and counted. A call that rejects ends the run. */
export async function runLoad(options: {
  readonly inFlight: number
  readonly durationMs: number
  readonly call: (index: number) => Promise<unknown>
}): Promise<Load> {
  const latenciesMs: number[] = []
  let next = 0
  const startedMs = performance.now()
  const worker = async () => {
    while (performance.now() - startedMs < options.durationMs) {
      const index = next
      next += 1
      const beganMs = performance.now()
      await options.call(index)
      latenciesMs.push(performance.now() - beganMs)
    }
  }
  await Promise.all(Array.from({ length: options.inFlight }, worker))
  const tookSeconds = (performance.now() - startedMs) / 1000
  return { perSecond: latenciesMs.length / tookSeconds, latenciesMs }
}
