// Where the cluster's files are: in the stack's folder, or in a shared place for root, whose home others can't enter.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, realpath, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { canReach, chooseRunAs, type RunAs } from './run-as.ts'

export type ClusterPlace = { folder: string; runAs: RunAs }

/** Root only: the first survives a reboot, and every user can pass through them. */
const SHARED_ROOTS = ['/var/lib/maguey', join(tmpdir(), 'maguey')]

/** The folders that may hold the cluster of `dataDir`, best first. The shared ones are keyed by its path. */
export function clusterFolders(dataDir: string): string[] {
  const key = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16)
  const own = join(resolve(dataDir), 'postgres')
  return process.getuid?.() === 0 ? [own, ...SHARED_ROOTS.map((root) => join(root, key))] : [own]
}

/** Chooses and makes the folder, owned by the user that Postgres will run as. An existing cluster is reused. */
export async function prepareClusterFolder(dataDir: string): Promise<ClusterPlace> {
  await mkdir(dataDir, { recursive: true })
  // One spelling per folder, because orphans are recognised by it.
  const folders = clusterFolders(await realpath(dataDir))
  const runAs = await chooseRunAs(folders)
  if (!runAs) return { folder: await makeFolder(folders[0] as string, null), runAs }
  await letPass(dataDir)
  const existing = folders.filter((folder) => existsSync(join(folder, 'PG_VERSION')))
  for (const folder of [...existing, ...folders]) {
    if (await canReach(folder, runAs)) {
      const made = await makeFolder(folder, runAs).catch(() => null)
      if (made) return { folder: made, runAs }
    }
  }
  throw new Error('no folder for the database is reachable by an ordinary user')
}

/** The first writable shared folder; it also holds the copy of the binaries. Root only. */
export async function sharedFolder(name: string): Promise<string> {
  for (const root of SHARED_ROOTS) {
    const folder = join(root, name)
    const made = await mkdir(folder, { recursive: true, mode: 0o755 }).then(
      () => true,
      () => false,
    )
    if (made) return folder
  }
  throw new Error('neither /var/lib nor the folder for temporary files can be written')
}

async function makeFolder(folder: string, runAs: RunAs): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (!runAs) return folder
  // `recursive` gives the parents the same mode, but others must be able to pass through the shared root.
  await letPass(join(folder, '..'))
  await chown(folder, runAs.uid, runAs.gid)
  return folder
}

/** Lets others walk through a folder of ours, without letting them list or read it. */
async function letPass(folder: string): Promise<void> {
  const { mode } = await stat(folder)
  if ((mode & 0o011) !== 0o011) await chmod(folder, (mode & 0o777) | 0o011)
}
