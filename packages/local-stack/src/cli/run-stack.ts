// The stack in the foreground of a terminal: starts it, says where everything is, and stops it on Ctrl-C.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { removeData } from '../database/open-database.ts'
import { lockFolder } from '../database/processes.ts'
import { StackError } from '../database/stack-error.ts'
import { findMachineNames } from '../lan/machine-names.ts'
import { hasFirstPassword } from '../stack/accounts.ts'
import type { Environment } from '../stack/environment.ts'
import { portVariable } from '../stack/sites.ts'
import type { Stack, StackPorts } from '../start-stack.ts'
import { createPairing, isPairingUsed, type Pairing } from './create-pairing.ts'
import { describeLan, describePairing, describeStack, pairingLine } from './describe-stack.ts'
import { keepPairing } from './keep-pairing.ts'
import { startOrReset } from './start-or-reset.ts'

export type RunOptions = {
  /** The project's folder. */
  root: string
  env: Environment
  /** Deletes all data of this stack first. */
  reset: boolean
  /** Phones on this network can reach it too, over https. */
  lan?: boolean
  /** Apps and functions from their sources, reloaded on change. */
  dev?: boolean
  onProgress: (line: string) => void
}

const DEFAULT_PORTS = {
  api: 54321,
  db: 54322,
  inbox: 54324,
  stripe: 54325,
  shop: 5173,
  scanner: 5174,
  backOffice: 5175,
  setup: 5177,
} satisfies Required<StackPorts>

/** Resolves when everything is up; the process then runs until it is told to stop. Throws StackError. */
export async function runStack(options: RunOptions): Promise<void> {
  const { root, env, reset, onProgress } = options
  const dataDir = resolve(root, env.MAGUEY_DIR || '.maguey')
  const ending = endOnSignal(onProgress)
  if (reset) await deleteData(dataDir, onProgress)
  const lan = options.lan ? findMachineNames(env.MAGUEY_LAN_HOST || undefined) : undefined
  const stack = await startOrReset({
    dataDir,
    ports: readPorts(env),
    env,
    lan,
    dev: options.dev,
    onProgress,
  })
  if (!ending.hold(stack)) return
  if (stack.lan && lan) console.log(await describeLan(stack.info, { ...stack.lan, ...lan }))
  const pairing = await createPairing(stack)
  const stackFile = join(dataDir, 'stack.json')
  const firstPassword = await hasFirstPassword(stack.sql, stack.info.manager)
  console.log(await describeStack(stack.info, { pairing, stackFile, env, firstPassword }))
  const onError = (error: Error) => console.error(`pairing: ${error.message}`)
  const keeper = keepPairing({
    first: pairing,
    create: () => createPairing(stack),
    isUsed: (code) => isPairingUsed(stack, code),
    onNew: (next) => {
      show(next).catch(onError)
    },
    onError,
  })
  ending.first(() => keeper.stop())
}

/** A QR code for a phone held up to the screen; a log gets only the text. */
async function show(pairing: Pairing): Promise<void> {
  const lines = process.stdout.isTTY ? await describePairing(pairing) : [pairingLine(pairing)]
  console.log(['', ...lines].join('\n'))
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
    Object.entries(DEFAULT_PORTS).map(([name, fallback]) => {
      const variable = portVariable(name)
      const port = Number(env[variable] || fallback)
      if (Number.isInteger(port) && port >= 0 && port < 65_536) return [name, port]
      throw new StackError('missing_setting', `${variable} must be a port number, 0 to 65535.`)
    }),
  )
}

/**
 * The first signal stops everything in order, even while still starting; a second one exits at once.
 * Postgres has a process group of its own, so Ctrl-C reaches only this process.
 */
function endOnSignal(onProgress: (line: string) => void) {
  let stack: Stack | null = null
  let ending = false
  let before = async () => {}
  const say = (error: Error) => console.error(error.message)
  const stop = (running: Stack) => {
    before()
      .catch(say)
      .then(() => running.stop())
      .catch(say)
      .finally(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (ending) process.exit(1)
      ending = true
      onProgress('Stopping')
      if (stack) stop(stack)
    })
  }
  return {
    /** Sets the step that runs before the stack stops. */
    first(step: () => Promise<void>) {
      before = step
    },
    /** @returns false when a signal has already come, and the stack is being stopped. */
    hold(started: Stack): boolean {
      stack = started
      if (ending) stop(started)
      return !ending
    },
  }
}
