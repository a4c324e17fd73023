// Recreates the database of a stack: everything sold and scanned is deleted; all keys and the authority stay.
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase, removeCluster } from '../database/open-database.ts'
import { lockFolder } from '../database/processes.ts'

/**
 * The stand-ins' states go too: they refer to orders that no longer exist. Throws StackError `already_running`, and
 * `migration_failed` when the migrations don't apply.
 */
export async function resetDatabase(
  dataDir: string,
  onProgress: (line: string) => void,
): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const unlock = await lockFolder(dataDir)
  try {
    onProgress(`Deleting events, orders, tickets, scans, mails and payments of ${dataDir}`)
    await removeCluster(dataDir)
    for (const name of ['stripe.json', 'inbox']) {
      await rm(join(dataDir, name), { recursive: true, force: true })
    }
  } finally {
    await unlock()
  }
  const database = await openDatabase({ dataDir, throwAway: false, seed: true, onProgress })
  await database.close()
  onProgress('The database is new; keys, secrets and sign-ins are the old ones')
}
