// Keeps the simulator's state in one JSON file. Saves that arrive during a write share the next one.
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { writeFileAtomically } from '../write-file-atomically.ts'
import { emptyState, type SimulatorState } from './simulator-state.ts'

export type StateStore = {
  readonly state: SimulatorState
  /** Resolves when all changes made before the call are on disk. */
  readonly save: () => Promise<void>
}

/** Without a path the state lives in memory only. A damaged file throws, naming the file. */
export function openStateStore(path: string | undefined): StateStore {
  if (path === undefined) return { state: emptyState(), save: async () => {} }
  mkdirSync(dirname(path), { recursive: true })
  const state = readState(path)
  let writing: Promise<void> | null = null
  let queued: Promise<void> | null = null

  const write = (): Promise<void> => {
    writing = writeFileAtomically(path, JSON.stringify(state)).finally(() => {
      writing = null
    })
    return writing
  }
  const save = (): Promise<void> => {
    if (queued !== null) return queued
    if (writing === null) return write()
    queued = writing
      .catch(() => {})
      .then(() => {
        queued = null
        return write()
      })
    return queued
  }
  return { state, save }
}

function readState(path: string): SimulatorState {
  let content: string
  try {
    content = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return emptyState()
    throw error
  }
  try {
    return { ...emptyState(), ...(JSON.parse(content) as SimulatorState) }
  } catch (error) {
    throw new Error(`The Stripe simulator's state file is damaged: ${path}`, { cause: error })
  }
}
