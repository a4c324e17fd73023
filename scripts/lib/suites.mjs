// The suites of `npm test`, and which test file belongs to which tool.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from './tools.mjs'

/** Vitest's projects (vitest.config.ts) in the order they run; `folder` marks one that may have no tests yet. */
export const vitestSuites = [
  {
    name: 'unit tests',
    projects: ['core', 'wire', 'ui', 'functions', 'shop', 'scanner', 'back-office', 'docs'],
  },
  { name: 'local stack', projects: ['stack'] },
  { name: 'database tests', projects: ['db'] },
  { name: 'contract and runtime tests', projects: ['contract', 'shop-pages', 'runtime'] },
  { name: 'simulation, a sample', projects: ['simulation'], folder: 'tests/simulation' },
  { name: 'chaos, a sample', projects: ['chaos'], folder: 'tests/chaos' },
]

/** Playwright's suites, each with a configuration of its own. */
export const playwrightSuites = [
  { name: 'end-to-end tests', config: 'tests/e2e/playwright.config.ts' },
  { name: 'engines', config: 'tests/engines/playwright.config.ts' },
]

const isTest = /\.(test|spec)\.tsx?$/
const skipped = new Set(['node_modules', 'dist', 'paraglide', '.cache', '.maguey', '.git'])

/** Every test file of the workspace, relative to its root. */
export function testFiles(folder = root) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (skipped.has(name)) return []
    if (statSync(path).isDirectory()) return testFiles(path)
    return isTest.test(name) ? [relative(root, path)] : []
  })
}

/** The Playwright configuration of a test file; undefined for a Vitest file. */
export const configOf = (file) =>
  file.endsWith('.spec.ts')
    ? join(file.split('/').slice(0, 2).join('/'), 'playwright.config.ts')
    : undefined

/**
 * The tests that a name stands for: files whose path contains it, else tests whose title does.
 * @returns {{files: string[], title?: string}}
 */
export function findTests(name) {
  const all = testFiles()
  const path = name.replace(/^\.\//, '')
  const files = all.filter((file) => file.includes(path))
  if (files.length > 0) return { files }
  const withTitle = all.filter((file) => titlesOf(join(root, file)).includes(name))
  return { files: withTitle, title: name }
}

/** The text of a test file and of the shared suites that it imports: their titles are its own. */
function titlesOf(file, seen = new Set()) {
  seen.add(file)
  const text = readFileSync(file, 'utf8')
  const suites = [...text.matchAll(/ from '(\.[^']+-(?:contract|port)\.ts)'/g)]
    .map(([, path]) => join(dirname(file), path))
    .filter((path) => !seen.has(path))
  return [text, ...suites.map((path) => titlesOf(path, seen))].join('\n')
}

/** A suite without a folder of its own always has tests. */
export const hasTests = ({ folder }) =>
  folder === undefined || (isThere(folder) && testFiles(join(root, folder)).length > 0)

export const isThere = (file) => existsSync(join(root, file))
