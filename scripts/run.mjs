// Runs a TypeScript program of the project once everything is installed: `node scripts/run.mjs FILE [arguments]`.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ensureInstalled } from './lib/install.mjs'
import { requireNode } from './lib/node-version.mjs'
import { fail, say, toolEnvironment } from './lib/terminal.mjs'
import { root } from './lib/tools.mjs'

async function main() {
  requireNode()
  const [file, ...args] = process.argv.slice(2)
  if (file === undefined || !existsSync(join(root, file))) throw new Error(`There is no ${file}.`)
  await ensureInstalled({ onProgress: say })
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, file), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...toolEnvironment(), TSX_TSCONFIG_PATH: tsconfigOf(file) },
  })
  // Ctrl-C reaches the program too: it cleans up while this process waits for it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {})
  child.once('error', fail)
  child.once('exit', (code) => process.exit(code ?? 1))
}

/** The nearest tsconfig above the file. */
function tsconfigOf(file) {
  let folder = dirname(join(root, file))
  while (!existsSync(join(folder, 'tsconfig.json')) && folder.startsWith(root))
    folder = dirname(folder)
  return join(folder, 'tsconfig.json')
}

main().catch(fail)
