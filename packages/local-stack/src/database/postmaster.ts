// Reads postmaster.pid, and stops a server that a killed parent left behind.
import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { platform } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandLineOf, isAlive, sendSignal } from './processes.ts'
import { StackError } from './stack-error.ts'

/** https://www.postgresql.org/docs/17/storage-file-layout.html: pid, data folder, start time, port, socket, address, memory, status. */
export type Postmaster = { pid: number; port: number; ready: boolean }

export async function readPostmaster(folder: string): Promise<Postmaster | null> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number(lines[3]), ready: lines[7] === 'ready' }
}

/** Stops a server that still runs on this folder, or removes the pid file that it left. Returns what was found. */
export async function clearOrphan(
  folder: string,
  pgCtl: string,
): Promise<'none' | 'stale_pid_file' | 'stopped'> {
  const found = await readPostmaster(folder)
  if (!found) return 'none'
  if (!(await isPostgresOf(found.pid, folder))) {
    // The pid may belong to another program by now, and Postgres would refuse to start because of it.
    await rm(join(folder, 'postmaster.pid'), { force: true })
    return 'stale_pid_file'
  }
  await stopServer({ pid: found.pid, folder, pgCtl })
  return 'stopped'
}

/** Fast shutdown: ends sessions, writes a checkpoint, exits. Falls back to an immediate one after ten seconds. */
export async function stopServer(server: {
  pid: number
  folder: string
  pgCtl: string
}): Promise<void> {
  for (const [signal, mode] of [
    ['SIGINT', 'fast'],
    ['SIGQUIT', 'immediate'],
  ] as const) {
    if (platform() === 'win32') {
      spawn(server.pgCtl, ['stop', '-D', server.folder, '-m', mode], { stdio: 'ignore' })
    } else if (!sendSignal(server.pid, signal)) return
    if (await hasLeft(server)) return
  }
  throw new StackError('postgres_failed', `Postgres (process ${server.pid}) does not stop.`)
}

async function hasLeft(server: { pid: number; folder: string }): Promise<boolean> {
  for (let waited = 0; waited < 10_000; waited += 20) {
    if (!(await isPostgresOf(server.pid, server.folder))) return true
    await sleep(20)
  }
  return false
}

/** True only for a live process that is a postgres on exactly this folder. */
async function isPostgresOf(pid: number, folder: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  const command = await commandLineOf(pid)
  return command.includes('postgres') && command.includes(resolve(folder))
}
