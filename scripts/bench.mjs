// `npm run bench`: prints figures, each beside a reference measured in the same run. Nothing here passes or fails.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from './lib/build-apps.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { requireNode } from './lib/node-version.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

const help = `npm run bench              all figures
npm run bench -- holds     holds per second on one hot ticket type
npm run bench -- door      first pull of 50,000 tickets, decoded text to painted verdict`

// To the error stream, so that the tables alone can be kept.
const onProgress = (line) => console.error(`… ${line}`)

async function main() {
  requireNode()
  const names = process.argv.slice(2)
  if (names.includes('--help') || names.includes('-h')) return console.log(help)
  await ensureInstalled({ onProgress })
  if (names.length === 0 || names.includes('door')) await ensureBuilt({ onProgress })
  const { register } = await import('tsx/esm/api')
  register({ tsconfig: join(root, 'bench/tsconfig.json') })
  const { runBench } = await import('../bench/run-bench.ts')
  await runBench(names, onProgress)
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(`\n${error.stack ?? error}`)
    process.exit(1)
  },
)
