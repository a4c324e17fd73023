/**
 * Keeps the simulator's state in one file of JSON lines. A save appends one line with the records that were touched
 * since the last one, so that a change is on disk completely or not at all; when most of the file is out of date, it is
 * rewritten. Saves that arrive during a write share the next one.
 */
import { appendFile, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { writeFileAtomically } from '../write-file-atomically.ts'
import { emptyState, type Kind, type SimulatorState } from './simulator-state.ts'

export type StateStore = {
  readonly state: SimulatorState
  /** Marks a record as created, changed or removed. */
  readonly touch: (kind: Kind, id: string) => void
  /** Resolves when all records touched before the call are on disk. */
  readonly save: () => Promise<void>
}

const append = promisify(appendFile)

/** A file with fewer records than this is not worth rewriting. */
const FEWEST_RECORDS = 1000

/** Without a path the state lives in memory only. A damaged file throws, naming the file. */
export function openStateStore(path: string | undefined): StateStore {
  if (path === undefined) return { state: emptyState(), touch: () => {}, save: async () => {} }
  mkdirSync(dirname(path), { recursive: true })
  const file = readStateFile(path)
  const { state } = file
  const touched = new Map<string, readonly [Kind, string]>()
  let { written, mustRewrite } = file
  let writing: Promise<void> | null = null
  let queued: Promise<void> | null = null

  const write = async (): Promise<void> => {
    const changes = [...touched.values()]
    touched.clear()
    const records = countRecords(state)
    try {
      if (mustRewrite || written + changes.length > Math.max(FEWEST_RECORDS, 3 * records)) {
        await writeFileAtomically(path, lineOf(state, everyRecord(state)))
        written = records
        mustRewrite = false
      } else if (changes.length > 0) {
        await append(path, lineOf(state, changes))
        written += changes.length
      }
    } catch (error) {
      // There may be a half-written line at the end, which only a complete rewrite fixes.
      mustRewrite = true
      throw error
    }
  }
  const start = (): Promise<void> => {
    writing = write().finally(() => {
      writing = null
    })
    return writing
  }
  const save = (): Promise<void> => {
    if (queued !== null) return queued
    if (writing === null) return start()
    queued = writing
      .catch(() => {})
      .then(() => {
        queued = null
        return start()
      })
    return queued
  }
  return { state, touch: (kind, id) => touched.set(`${kind} ${id}`, [kind, id]), save }
}

type Entry = readonly [kind: Kind, id: string, record: unknown]

/** `null` means that the record was removed. */
const lineOf = (state: SimulatorState, records: readonly (readonly [Kind, string])[]): string =>
  `${JSON.stringify(records.map(([kind, id]): Entry => [kind, id, state[kind][id] ?? null]))}\n`

const everyRecord = (state: SimulatorState) =>
  (Object.keys(state) as Kind[]).flatMap((kind) =>
    Object.keys(state[kind]).map((id) => [kind, id] as const),
  )

const countRecords = (state: SimulatorState): number =>
  Object.values(state).reduce((sum, records) => sum + Object.keys(records).length, 0)

function readStateFile(path: string) {
  const state = emptyState()
  const content = readIfThere(path)
  const end = content.lastIndexOf('\n') + 1
  let written = 0
  for (const [index, line] of content
    .slice(0, end || undefined)
    .split('\n')
    .entries()) {
    if (line === '') continue
    const entries = readLine(line)
    if (entries === null) {
      throw new Error(
        `The Stripe simulator's state file is damaged: ${path}:${index + 1}. Delete it to begin without payments.`,
      )
    }
    for (const entry of entries) apply(state, entry)
    written += entries.length
  }
  // Anything after the last newline was cut off by a crash, so no caller was told that it was saved.
  return { state, written, mustRewrite: end === 0 || end < content.length }
}

function readLine(text: string): Entry[] | null {
  try {
    const entries = JSON.parse(text) as Entry[]
    const kinds = emptyState()
    return entries.every(([kind, id]) => kind in kinds && typeof id === 'string') ? entries : null
  } catch {
    return null
  }
}

function apply(state: SimulatorState, [kind, id, record]: Entry): void {
  const records = state[kind] as Record<string, unknown>
  if (record === null) delete records[id]
  else records[id] = record
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
