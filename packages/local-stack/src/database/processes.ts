// Looking at other processes on this machine, and a lock that a dead process can't keep.
import { execFile } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { platform } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StackError } from './stack-error.ts'

export function isAlive(pid: number): boolean {
  return sendSignal(pid, 0)
}

/** @returns false when there is no such process. */
export function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The command line of a process; '' for none and for a zombie. */
export async function commandLineOf(pid: number): Promise<string> {
  if (platform() === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  const ask =
    platform() === 'win32'
      ? { tool: 'wmic', args: ['process', 'where', `processid=${pid}`, 'get', 'commandline'] }
      : { tool: 'ps', args: ['-o', 'command=', '-p', String(pid)] }
  const result = await promisify(execFile)(ask.tool, ask.args).catch(() => null)
  return result?.stdout.trim() ?? ''
}

/**
 * Locks the folder for this process. A lock whose process is gone, or whose pid another program has by now, is void.
 * Throws StackError `already_running`.
 */
export async function lockFolder(dataDir: string): Promise<() => Promise<void>> {
  const file = join(dataDir, 'lock.json')
  const text = await readFile(file, 'utf8').catch(() => '')
  const holder = parseLock(text)
  if (holder && isAlive(holder.pid) && (await commandLineOf(holder.pid)) === holder.command) {
    const message = `Maguey already runs on ${dataDir} (process ${holder.pid}). Stop it first, or use another folder: MAGUEY_DIR=other-folder npm start`
    throw new StackError('already_running', message)
  }
  const command = await commandLineOf(process.pid)
  await writeFile(file, JSON.stringify({ pid: process.pid, command }))
  return () => rm(file, { force: true })
}

function parseLock(text: string): { pid: number; command: string } | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
