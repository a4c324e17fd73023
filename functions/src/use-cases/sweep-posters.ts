// Use case: pictures that no night has shown for a month leave the store.
import type { Dependencies } from '../dependencies.ts'

const BATCH = 100

export async function sweepPosters({
  database,
  posters,
  log,
}: Pick<Dependencies, 'database' | 'posters' | 'log'>): Promise<void> {
  const unused = await database.unusedPosters(BATCH)
  if (!unused.ok) {
    log({ level: 'error', event: 'poster_sweep_failed', code: unused.problem.code })
    return
  }
  if (unused.value.length === 0) return
  const removed = await posters.remove(unused.value)
  if (!removed) log({ level: 'error', event: 'poster_sweep_failed', code: 'storage' })
}
