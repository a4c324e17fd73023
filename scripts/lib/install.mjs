// Installs the dependencies if the lockfile has changed since the last time.
import { arch, platform } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from './run-command.mjs'
import { hashOf, isStamped, removeStamp, stamp } from './stamps.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const stampFile = join(root, 'node_modules', '.maguey-install')
/** The version in package.json's `packageManager`; npx fetches it when it isn't installed. */
const pnpm = 'pnpm@10.34.8'
const installFlags = [
  '--frozen-lockfile',
  '--reporter=append-only',
  // Otherwise pnpm asks before replacing another tool's node_modules, and would wait for ever.
  '--config.confirmModulesPurge=false',
]

/** @param {{onProgress?: (line: string) => void}} [options] */
export async function ensureInstalled({ onProgress = console.log } = {}) {
  const inputs = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']
  const content = hashOf(
    inputs.map((name) => join(root, name)),
    root,
  )
  const hash = [content, platform(), arch(), process.versions.modules].join(' ')
  if (isStamped(stampFile, hash)) return
  removeStamp(stampFile)
  await runCommand(
    'Installing packages (the first time takes a minute or two)',
    'npx',
    ['--yes', pnpm, 'install', ...installFlags],
    { cwd: root, onProgress },
  )
  stamp(stampFile, hash)
}
