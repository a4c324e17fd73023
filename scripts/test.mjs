// `npm test`: installs what is missing, then every check, and one closing line `N passed, N failed`.
// `npm test -- NAME`: one file or one test, of any kind; with `--watch`, again after every change.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './lib/build-apps.mjs'
import { findChromium } from './lib/chromium.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { ensureMessages } from './lib/messages.mjs'
import { requireNode } from './lib/node-version.mjs'
import { Tally } from './lib/reports.mjs'
import { runNamed } from './lib/run-named.mjs'
import { hasTests, isThere, playwrightSuites, vitestSuites } from './lib/suites.mjs'
import { fail, say, UserError } from './lib/terminal.mjs'
import { root, runTool } from './lib/tools.mjs'
import { checkTypes } from './lib/types.mjs'

const help = `npm test                      every check; ends with \`N passed, N failed\`
npm test -- NAME              the tests whose file path, or else whose title, has NAME in it
npm test -- --watch NAME      the same, again after every change`

const cache = join(root, '.cache', 'test')
const tally = new Tally()

async function main() {
  requireNode()
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { watch: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) return console.log(help)
  await ensureInstalled({ onProgress: say })
  if (positionals.length > 0)
    return runNamed(positionals.join(' '), { watch: values.watch ?? false })
  if (values.watch) throw new UserError(`Say which tests to watch.\n\n${help}`)
  await runEverything()
  tally.print()
  process.exitCode = tally.failures.length === 0 ? 0 : 1
}

/**
 * Two lanes in parallel: browsers, which mostly wait, and everything else, which mostly computes. Both need the
 * messages, which come first, and wait for the built apps before they use them.
 */
async function runEverything() {
  rmSync(cache, { recursive: true, force: true })
  mkdirSync(cache, { recursive: true })
  prepareBrowser()
  await ensureMessages({ onProgress: say })
  const building = ensureBuilt({ onProgress: say })
  await Promise.all([browserLane(building), computingLane(building)])
  say('done')
}

function prepareBrowser() {
  say('looking for a browser')
  const chromium = findChromium({ install: true, onProgress: say })
  if (chromium === undefined) {
    return tally.count('no Chromium: install one, or name it in MAGUEY_CHROMIUM', false)
  }
  process.env.MAGUEY_CHROMIUM = chromium
  say(`using ${chromium}`)
}

async function browserLane(building) {
  await building
  if (!process.env.MAGUEY_CHROMIUM) return
  for (const suite of playwrightSuites) if (isThere(suite.config)) await playwright(suite)
}

async function computingLane(building) {
  await lint()
  await building
  await checkTypes((project, ok, lines) => {
    tally.count(`types: ${project}`, ok)
    if (!ok) console.log(lines.join('\n'))
  })
  say('types: done')
  for (const suite of vitestSuites) if (hasTests(suite)) await vitest(suite)
}

async function lint() {
  say('format and lint')
  tally.count('format and lint', await runTool('biome', ['ci', '--error-on-warnings']))
}

async function vitest({ name, projects }) {
  say(name)
  const report = join(cache, `${name.replaceAll(/\W+/g, '-')}.json`)
  const args = ['run', ...projects.flatMap((project) => ['--project', project])]
  args.push('--reporter=default', '--reporter=json', `--outputFile.json=${report}`)
  const ok = await runTool('vitest', args, { onLine: (line) => console.log(line) })
  tally.countReport('vitest', name, ok, report)
}

async function playwright({ name, config }) {
  say(name)
  const report = join(cache, `${name.replaceAll(/\W+/g, '-')}.json`)
  const args = ['test', '--config', config, '--reporter=list,json']
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const ok = await runTool('playwright', args, { env, onLine: (line) => console.log(line) })
  tally.countReport('playwright', name, ok, report)
}

main().catch(fail)
