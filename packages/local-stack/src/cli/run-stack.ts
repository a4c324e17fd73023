// The stack in the foreground of a terminal: starts, says where everything is, and stops on Ctrl-C.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { removeData } from '../database/open-database.ts'
import { lockFolder } from '../database/processes.ts'
import { StackError } from '../database/stack-error.ts'
import type { Environment } from '../stack/environment.ts'
import { portVariable } from '../stack/sites.ts'
import { type Stack, type StackPorts, startStack } from '../start-stack.ts'
import { createPairing } from './create-pairing.ts'
import { describeStack } from './describe-stack.ts'

export type RunOptions = {
  /** The project's folder. */
  root: string
  env: Environment
  /** Deletes all data of this stack first. */
  reset: boolean
  onProgress: (line: string) => void
}

const defaultPorts = {
  api: 54321,
  db: 54322,
  inbox: 54324,
  stripe: 54325,
  shop: 5173,
  scanner: 5174,
  backOffice: 5175,
} satisfies Required<StackPorts>

/** Resolves when everything is up; the process then lives until it is told to end. Throws StackError. */
export async function runStack({ root, env, reset, onProgress }: RunOptions): Promise<void> {
  const dataDir = resolve(root, env.MAGUEY_DIR || '.maguey')
  const ending = endOnSignal(onProgress)
  if (reset) await deleteData(dataDir, onProgress)
  const stack = await startStack({ dataDir, ports: readPorts(env), env, onProgress })
  if (!ending.hold(stack)) return
  const pairing = await createPairing(stack)
  console.log(await describeStack(stack.info, pairing, join(dataDir, 'stack.json'), env))
}

async function deleteData(dataDir: string, onProgress: (line: string) => void): Promise<void> {
  if (!existsSync(dataDir)) return
  const unlock = await lockFolder(dataDir)
  await unlock()
  onProgress(`Deleting ${dataDir}: all events, orders, tickets, scans, mails, payments and keys`)
  await removeData(dataDir)
}

function readPorts(env: Environment): StackPorts {
  return Object.fromEntries(
    Object.entries(defaultPorts).map(([name, fallback]) => {
      const variable = portVariable(name)
      const port = Number(env[variable] || fallback)
      if (Number.isInteger(port) && port >= 0 && port < 65_536) return [name, port]
      throw new StackError('missing_setting', `${variable} must be a port number, 0 to 65535.`)
    }),
  )
}

/**
 * The first signal stops everything in order, also while still starting; a second one ends at once.
 * Postgres has a process group of its own, so Ctrl-C reaches only this process.
 */
function endOnSignal(onProgress: (line: string) => void) {
  let stack: Stack | null = null
  let ending = false
  const stop = async (running: Stack) => {
    await running.stop().catch((error: Error) => console.error(error.message))
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (ending) process.exit(1)
      ending = true
      onProgress('Stopping')
      if (stack) void stop(stack)
    })
  }
  return {
    /** @returns false when the stack is unwanted by now and stops. */
    hold(started: Stack): boolean {
      stack = started
      if (ending) void stop(started)
      return !ending
    },
  }
}
