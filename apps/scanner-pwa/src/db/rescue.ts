// The database was deleted under us: what only this memory still has is saved into the new one, for a later pairing.
import type { ActMirror } from './act-mirror.ts'
import type { DoorDisk } from './door-disk.ts'
import type { LogMirror } from './log-mirror.ts'

type Unsent = { readonly disk: DoorDisk; readonly log: LogMirror; readonly acts: ActMirror }

/** Storing again what is already stored changes nothing. */
export function unsentWrites({ disk, log, acts }: Unsent): (() => Promise<void>)[] {
  return [
    ...log.unsent().map(({ state, outcome, unheardUpTo, ...scan }) => {
      return () => disk.append(scan)
    }),
    ...acts.unsent().map(({ state, error, ...act }) => {
      return () => disk.appendAct(act)
    }),
  ]
}

/**
 * Scans and acts only: a list that a pull has continued would look whole in the new database, with a few words in it.
 * So what is under way must have failed, as everything does in a database that nobody has claimed, before it is claimed.
 */
export async function rescue(memory: Unsent & { underWay: Set<Promise<unknown>> }): Promise<void> {
  await Promise.allSettled(memory.underWay)
  let left = unsentWrites(memory)
  try {
    await memory.disk.claim()
  } catch {
    // The screen already says that the data is lost.
    return
  }
  // One that fails, on a disk that was full a moment ago, must not take the others with it.
  for (let round = 0; round < RESCUE_ROUNDS && left.length > 0; round += 1) {
    left = await failingOf(left)
  }
}

const RESCUE_ROUNDS = 3

async function failingOf(writes: readonly (() => Promise<void>)[]) {
  const failing: (() => Promise<void>)[] = []
  for (const write of writes) await write().catch(() => failing.push(write))
  return failing
}
