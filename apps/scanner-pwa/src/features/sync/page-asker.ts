// Asks for pages of the list, the next one while the last is being stored: server and phone work side by side.
import type { Clock } from '#shared/clock.ts'
import type { PullAnswer, PullTarget, SyncNetwork } from './sync-ports.ts'

/** `roundTripMs`: by a monotonic clock. `receivedAtMs`: by the device's. */
export type AskedPage = { answer: PullAnswer; roundTripMs: number; receivedAtMs: number }

export type PageAsker = {
  /** The page at this cursor, which may have been asked for before; `limit`: rows at most, if it wasn't. */
  page: (target: PullTarget, limit: number, signal: AbortSignal) => Promise<AskedPage>
  askAhead: (target: PullTarget, limit: number) => void
  forget: () => void
}

type Ahead = { target: PullTarget; page: Promise<AskedPage>; cut: () => void }

export function createPageAsker(network: Pick<SyncNetwork, 'pull'>, clock: Clock): PageAsker {
  let ahead: Ahead | undefined

  async function ask(target: PullTarget, limit: number, signal: AbortSignal): Promise<AskedPage> {
    const sentAtMs = clock.monotonicMs()
    const answer = await network.pull({ ...target, limit }, signal)
    return { answer, roundTripMs: clock.monotonicMs() - sentAtMs, receivedAtMs: clock.nowMs() }
  }

  const forget = () => {
    ahead?.cut()
    ahead = undefined
  }

  return {
    page: (target, limit, signal) => {
      if (ahead?.target.eventId !== target.eventId || ahead.target.cursor !== target.cursor) {
        forget()
        return ask(target, limit, signal)
      }
      const { page, cut } = ahead
      ahead = undefined
      signal.addEventListener('abort', cut, { once: true })
      return page
    },
    askAhead: (target, limit) => {
      forget()
      const underWay = new AbortController()
      const page = ask(target, limit, underWay.signal)
      ahead = { target, page, cut: () => underWay.abort() }
    },
    forget,
  }
}
