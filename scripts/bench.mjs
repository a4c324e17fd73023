// `npm run bench`: prints figures, each beside a reference measured in the same run. Nothing here passes or fails.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './lib/build-apps.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { requireNode } from './lib/node-version.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

const help = `npm run bench              all figures
npm run bench -- orders    holds, availability and sweeping beside their bare statements, on few and many orders
npm run bench -- door      first pull of 100,000 tickets, decoded text to painted verdict
npm run bench -- back-office  list, search, an order, takings and export among 200,000 orders
npm run bench -- web       the shop: Lighthouse, first script, a link to the pay page on slow 3G
npm run bench -- bans      what the house list's keys miss, and whom else they ask about
npm run bench -- dev       from an edit to the screen under npm run dev
npm run bench -- NAME      what bench/measure-NAME.ts measures
         … --json FILE     keeps every table and figure as JSON`

// To stderr, so that stdout has only the tables.
const onProgress = (line) => console.error(`… ${line}`)

/** Measurements that need no built app. */
const withoutBuild = new Set(['holds', 'orders', 'dev', 'bans'])

async function main() {
  requireNode()
  const { values, positionals: names } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) return console.log(help)
  await ensureInstalled({ onProgress })
  if (names.length === 0 || names.some((name) => !withoutBuild.has(name))) {
    await ensureBuilt({ onProgress })
  }
  const { register } = await import('tsx/esm/api')
  register({ tsconfig: join(root, 'bench/tsconfig.json') })
  const { runBench } = await import('../bench/run-bench.ts')
  await runBench(names, values.json, onProgress)
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(`\n${error.stack ?? error}`)
    process.exit(1)
  },
)
