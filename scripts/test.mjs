// `npm test`: installs what is missing, then every check, and one closing line `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from './lib/build-apps.mjs'
import { findChromium } from './lib/chromium.mjs'
import { ensureInstalled } from './lib/install.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, '.cache', 'test')
const started = Date.now()
const failures = []
let passed = 0

const say = (line) =>
  console.log(`[${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s] ${line}`)

const runTool = (script, args, env = {}) =>
  spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  }).status === 0

const count = (name, ok) => {
  if (ok) passed += 1
  else failures.push(name)
}

const check = (name, script, args) => {
  say(name)
  count(name, runTool(script, args))
}

/** Vitest's and Playwright's JSON reports are counted test by test; a suite that ran nothing has failed. */
const countReport = (name, ok, report, read) => {
  if (!existsSync(report)) return count(`${name}: no report`, false)
  const result = read(JSON.parse(readFileSync(report, 'utf8')))
  passed += result.passed
  for (const title of result.failed) failures.push(`${name}: ${title}`)
  if (result.passed + result.failed.length === 0) count(`${name}: ran no test`, false)
  else if (!ok && result.failed.length === 0) count(`${name}: failed outside its tests`, false)
}

const readVitest = (report) => {
  const tests = report.testResults.flatMap((file) => file.assertionResults)
  const broken = report.testResults
    .filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
    .map((file) => file.name.replace(root, ''))
  const failed = tests.filter((test) => test.status === 'failed').map((test) => test.fullName)
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: [...failed, ...broken],
  }
}

const readPlaywright = (report) => {
  const failed = []
  const visit = (suite) => {
    for (const spec of suite.specs ?? []) if (!spec.ok) failed.push(spec.title)
    for (const inner of suite.suites ?? []) visit(inner)
  }
  for (const suite of report.suites) visit(suite)
  return { passed: report.stats.expected, failed }
}

/** Every tsconfig of the workspace: one a context (page, worker, service worker, Node). */
const typescriptProjects = () =>
  ['apps', 'packages']
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .concat('functions', 'tests', 'bench')
    .flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => /^tsconfig.*\.json$/.test(name))
        .map((name) => `${folder}/${name}`),
    )

const vitest = (name, projects) => {
  say(name)
  const report = join(cache, `${name.replaceAll(/\W+/g, '-')}.json`)
  const args = ['run', ...projects.flatMap((project) => ['--project', project])]
  args.push('--reporter=dot', '--reporter=json', `--outputFile.json=${report}`)
  countReport(name, runTool('vitest/vitest.mjs', args), report, readVitest)
}

const playwright = (name) => {
  say(name)
  const report = join(cache, 'e2e.json')
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const args = ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json']
  const script = '../tests/node_modules/@playwright/test/cli.js'
  countReport(name, runTool(script, args, env), report, readPlaywright)
}

say('installing what is missing')
await ensureInstalled({ onProgress: say })
rmSync(cache, { recursive: true, force: true })
mkdirSync(cache, { recursive: true })

say('looking for a browser')
const chromium = findChromium({ install: true, onProgress: say })
if (chromium === undefined) {
  failures.push('no Chromium: install one, or name it in MAGUEY_CHROMIUM')
} else {
  process.env.MAGUEY_CHROMIUM = chromium
  say(`using ${chromium}`)
}

check('format and lint', '@biomejs/biome/bin/biome', ['ci', '--error-on-warnings'])
await ensureBuilt({ onProgress: say })
for (const project of typescriptProjects()) {
  check(`types: ${project}`, 'typescript/bin/tsc', ['--noEmit', '-p', project])
}
vitest('unit tests', ['core', 'functions', 'stack', 'shop', 'scanner', 'docs'])
vitest('database tests', ['db'])
vitest('contract and runtime tests', ['contract', 'runtime'])
if (chromium !== undefined) playwright('end-to-end tests')

for (const failure of failures) console.log(`  failed: ${failure}`)
say('done')
console.log(`${passed} passed, ${failures.length} failed`)
process.exit(failures.length === 0 ? 0 : 1)
