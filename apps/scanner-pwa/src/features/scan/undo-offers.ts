// The greens of the last ten seconds, which this phone may take back. Works without React.
import { UNDO_WITHIN_MS } from '@maguey/ticket-core/scan-record'
import { verdictColour } from '@maguey/ticket-core/verdict'
import { createStore } from 'zustand/vanilla'
import type { Clock } from '#shared/clock.ts'
import type { Answerable } from './answer-scan.ts'
import type { ShownScan } from './scan-pipeline.ts'

export type UndoOffers = { offers: readonly Answerable[] }

function undoable(shown: ShownScan): Answerable | undefined {
  if (shown.kind === 'let_in') return shown
  const isGreen = shown.kind === 'verdict' && verdictColour(shown.verdict.code) === 'green'
  return isGreen ? shown : undefined
}

/** The last offer is the one on the screen; each ends by itself. */
export function createUndoOffers(clock: Pick<Clock, 'after' | 'monotonicMs'>) {
  const store = createStore<UndoOffers>()(() => ({ offers: [] }))
  const drop = (gone: Answerable) =>
    store.setState(({ offers }) => ({
      offers: offers.filter(({ scanId }) => scanId !== gone.scanId),
    }))
  const add = (offer: Answerable) => {
    // One that was put back keeps its place in time.
    store.setState(({ offers }) => ({
      offers: [...offers, offer].sort((a, b) => a.readAtMs - b.readAtMs),
    }))
    const leftMs = offer.readAtMs + UNDO_WITHIN_MS - clock.monotonicMs()
    clock.after(Math.max(0, leftMs), () => drop(offer))
  }
  return {
    store,
    note: (shown: ShownScan): void => {
      const offer = undoable(shown)
      if (offer) add(offer)
    },
    /** What was taken could not be stored: it stands for what is left of its time. */
    putBack: (offer: Answerable): void => {
      if (clock.monotonicMs() - offer.readAtMs < UNDO_WITHIN_MS) add(offer)
    },
    /** Takes the last offer off, if it still stands. */
    take: (): Answerable | undefined => {
      const offer = store.getState().offers.at(-1)
      if (!offer) return undefined
      drop(offer)
      return clock.monotonicMs() - offer.readAtMs <= UNDO_WITHIN_MS ? offer : undefined
    },
  }
}

export type UndoOffersStore = ReturnType<typeof createUndoOffers>
