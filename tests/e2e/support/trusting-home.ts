// A home folder whose browser trusts one more authority, and is otherwise unchanged.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './browser.ts'

/** Chromium on Linux reads the user's trusted authorities from this NSS database; certutil writes it. */
export const certutilIsThere = (): boolean => {
  if (spawnSync('certutil', ['-H']).error === undefined) return true
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
  if (!mayInstall) return false
  const options = {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  } as const
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'libnss3-tools'],
    options,
  )
  return spawnSync('certutil', ['-H']).error === undefined
}

/** @returns the HOME for a browser. */
export const homeThatTrusts = (authorityFile: string): string => {
  const home = temporaryFolder('home')
  const folder = join(home, '.pki/nssdb')
  mkdirSync(folder, { recursive: true })
  const certutil = (...args: string[]) =>
    execFileSync('certutil', ['-d', `sql:${folder}`, ...args], { stdio: 'pipe' })
  certutil('-N', '--empty-password')
  certutil('-A', '-n', 'maguey', '-t', 'C,,', '-i', authorityFile)
  return home
}
