// Which operating system user Postgres runs as: Postgres refuses to run as root.
import { constants } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StackError } from './stack-error.ts'

/** null: as the user that runs us. */
export type RunAs = { uid: number; gid: number } | null

/** `/etc/passwd` names in order of preference. `nobody` exists everywhere, `postgres` where Postgres is installed. */
const CANDIDATES = ['postgres', 'nobody']

/** @param owned cluster folders that may already exist: an existing owner is kept, whoever it is. */
export async function chooseRunAs(owned: readonly string[]): Promise<RunAs> {
  if (process.getuid?.() !== 0) return null
  for (const folder of owned) {
    const found = await stat(folder).catch(() => null)
    if (found && found.uid !== 0) return { uid: found.uid, gid: found.gid }
  }
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const users = new Map(passwd.split('\n').map((line) => [line.split(':')[0], line.split(':')]))
  for (const name of CANDIDATES) {
    const entry = users.get(name)
    // macOS writes nobody's id as -2.
    if (entry) return { uid: Number(entry[2]) >>> 0, gid: Number(entry[3]) >>> 0 }
  }
  throw new StackError(
    'no_ordinary_user',
    'Postgres does not run as root, and neither a user "postgres" nor "nobody" exists here. Create one, or start as an ordinary user.',
  )
}

/** Whether `runAs` can enter `folder` and every folder above it. A missing folder counts as reachable. */
export async function canReach(folder: string, runAs: RunAs): Promise<boolean> {
  if (!runAs) return true
  for (let path = folder; ; path = dirname(path)) {
    const found = await stat(path).catch(() => null)
    if (found && !mayPass(found, runAs)) return false
    if (path === dirname(path)) return true
  }
}

function mayPass(
  folder: { mode: number; uid: number; gid: number },
  who: NonNullable<RunAs>,
): boolean {
  if (folder.uid === who.uid) return (folder.mode & constants.S_IXUSR) !== 0
  if (folder.gid === who.gid) return (folder.mode & constants.S_IXGRP) !== 0
  return (folder.mode & constants.S_IXOTH) !== 0
}
