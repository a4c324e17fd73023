// Asks for pages of the list, the next one while the last is being stored: server and phone work side by side.
import type { Clock } from '#shared/clock.ts'
import type { PullAnswer, PullTarget, SyncNetwork } from './sync-ports.ts'

/**
 * `roundTripMs`: by a monotonic clock. `ahead`: it may have waited here since it came, so that it tells nothing of the
 * server's time.
 */
export type AskedPage = { answer: PullAnswer; roundTripMs: number; ahead: boolean }

export type PageAsker = {
  /** The page at this cursor, which may have been asked for before; `limit`: rows at most, if it wasn't. */
  page: (target: PullTarget, limit: number, signal: AbortSignal) => Promise<AskedPage>
  askAhead: (target: PullTarget, limit: number) => void
  forget: () => void
}

type Ahead = { target: PullTarget; page: Promise<Omit<AskedPage, 'ahead'>>; cut: () => void }

export function createPageAsker(network: Pick<SyncNetwork, 'pull'>, clock: Clock): PageAsker {
  let ahead: Ahead | undefined

  async function ask(target: PullTarget, limit: number, signal: AbortSignal) {
    const sentAtMs = clock.monotonicMs()
    const answer = await network.pull({ ...target, limit }, signal)
    return { answer, roundTripMs: clock.monotonicMs() - sentAtMs }
  }

  const forget = () => {
    ahead?.cut()
    ahead = undefined
  }

  return {
    page: async (target, limit, signal) => {
      if (ahead?.target.eventId !== target.eventId || ahead.target.cursor !== target.cursor) {
        forget()
        return { ...(await ask(target, limit, signal)), ahead: false }
      }
      const { page, cut } = ahead
      ahead = undefined
      signal.addEventListener('abort', cut, { once: true })
      return { ...(await page), ahead: true }
    },
    askAhead: (target, limit) => {
      forget()
      const underWay = new AbortController()
      const page = ask(target, limit, underWay.signal)
      // Whoever takes it hears of a failure; where nobody does, it is nobody's.
      page.catch(() => {})
      ahead = { target, page, cut: () => underWay.abort() }
    },
    forget,
  }
}
