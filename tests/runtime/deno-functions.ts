// Runs the bundled functions on Deno, each in its own process, as Supabase's edge runtime does.
import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import type { Target } from '../contract/support/target.ts'

const STARTS_WITHIN_TRIES = 300

export type DenoFunction = { url: string; stop(): Promise<void> }

/** The binary that the npm package `deno` provides for this machine, even if its install script was not run. */
export function denoBinary(): string {
  const require = createRequire(import.meta.url)
  const { runInstall } = require('deno/install_api.cjs') as { runInstall(): string }
  return runInstall()
}

/** Network and environment only: a bundle that reads a file or imports an external module fails here. */
export async function startOnDeno(
  bundle: string,
  env: Record<string, string>,
): Promise<DenoFunction> {
  const port = await freePort()
  const flags = ['--no-prompt', '--no-config', '--no-lock', '--no-remote', '--no-npm']
  const rights = ['--allow-net=127.0.0.1', '--allow-env']
  const child = spawn(denoBinary(), ['run', ...flags, ...rights, bundle], {
    env: {
      DENO_DIR: dirname(bundle),
      HOME: dirname(bundle),
      NO_COLOR: '1',
      ...env,
      PORT: String(port),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const url = `http://127.0.0.1:${port}`
  await answering(url, child, () => errors)
  return { url, stop: () => stopped(child) }
}

async function answering(url: string, child: ChildProcess, errors: () => string): Promise<void> {
  for (let attempt = 0; attempt < STARTS_WITHIN_TRIES; attempt += 1) {
    if (child.exitCode !== null) break
    const answer = await fetch(url).catch(() => null)
    await answer?.body?.cancel()
    if (answer !== null) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  await stopped(child)
  throw new Error(`Deno did not start: ${errors()}`)
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

export type DenoFunctions = { target: Omit<Target, 'stack' | 'wallets'>; stop(): Promise<void> }

export async function startFunctionsOnDeno(
  bundles: { api: string; webhook: string; worker: string },
  env: Record<string, string>,
): Promise<DenoFunctions> {
  const started: DenoFunction[] = []
  const stop = async () => {
    await Promise.all(started.map((one) => one.stop()))
  }
  try {
    for (const bundle of [bundles.api, bundles.webhook, bundles.worker]) {
      started.push(await startOnDeno(bundle, env))
    }
  } catch (error) {
    await stop()
    throw error
  }
  const [api, webhook, worker] = started.map(({ url }) => url)
  const target = {
    api: `${api}/api`,
    webhook: `${webhook}/stripe-webhook`,
    worker: `${worker}/worker`,
    workerSecret: env.WORKER_SECRET ?? '',
  }
  return { target, stop }
}
