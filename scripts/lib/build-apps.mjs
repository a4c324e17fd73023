// Builds the three apps, each only when its sources have changed since its last build.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from './run-command.mjs'
import { hashOf, isStamped, removeStamp, stamp } from './stamps.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const apps = ['purchase-web', 'scanner-pwa', 'back-office']
const shared = [
  'packages/ui',
  'packages/ticket-core',
  'packages/wire',
  'supabase/types',
  'pnpm-lock.yaml',
  'tsconfig.base.json',
]

/** @param {{onProgress?: (line: string) => void}} [options] */
export async function ensureBuilt({ onProgress = console.log } = {}) {
  // One after another: each build already uses all cores.
  for (const app of apps) await buildApp(app, onProgress)
}

async function buildApp(app, onProgress) {
  const folder = join(root, 'apps', app)
  const hash = hashOf([folder, ...shared.map((name) => join(root, name))], root)
  const stampFile = join(root, '.cache', 'build', app)
  if (isStamped(stampFile, hash) && existsSync(join(folder, 'dist', 'index.html'))) return
  removeStamp(stampFile)
  // The addresses are written into the page when it is served, so a build never contains any.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('VITE_')),
  )
  // Same as the app's `build` script, without the second that it takes to start pnpm.
  const vite = join(folder, 'node_modules', 'vite', 'bin', 'vite.js')
  await runCommand(`Building ${app}`, process.execPath, [vite, 'build'], {
    cwd: folder,
    env,
    onProgress,
  })
  stamp(stampFile, hash)
}
