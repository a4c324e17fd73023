// Work that is started and left alone, by an event handler or an effect: if it fails, the app says so all the same.
import { useSyncExternalStore } from 'react'

type Failure = { error: unknown }

let failure: Failure | undefined
const listeners = new Set<() => void>()

function set(next: Failure | undefined): void {
  failure = next
  for (const listener of listeners) listener()
}

/** What can be expected to fail answers with a result; this is for the rest: a bug, a disk that is full. */
// biome-ignore lint/suspicious/noConfusingVoidType: what react-router's navigate answers
export function hear(work: Promise<unknown> | void): void {
  work?.catch((error: unknown) => {
    console.error(error)
    set({ error })
  })
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const forgetFailure = (): void => set(undefined)

/** The last failure that was heard, until it is forgotten. */
export const lastFailure = (): Failure | undefined => failure

export const useFailure = (): Failure | undefined => useSyncExternalStore(subscribe, lastFailure)
