// Finds a Chromium that runs: Playwright's own first, then the system's, then (root on Debian) the distribution's package.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'

const isRoot = () => process.getuid?.() === 0

/** Flags for restricted networks; the sandbox can't run as root. */
export const chromiumArgs = () => [
  ...(isRoot() ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--disable-background-networking',
]

/** Slow 3G as Lighthouse has it, for Network.emulateNetworkConditions: milliseconds, bytes per second. */
export const SLOW_3G = {
  latency: 400,
  downloadThroughput: 400_000 / 8,
  uploadThroughput: 400_000 / 8,
}

/** A browser that lacks shared libraries already fails here. On a busy machine this takes ten seconds. */
const runs = (path) =>
  existsSync(path) &&
  spawnSync(path, ['--version', ...chromiumArgs()], { timeout: 60_000 }).status === 0

const playwrightsOwn = () => {
  const require = createRequire(import.meta.url)
  return require('playwright').chromium.executablePath()
}

const systemCandidates = () => {
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge',
  ]
  const inPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
  return [
    ...inPath,
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ]
}

const firstThatRuns = (paths) => paths.find(runs)

const playwrightInstall = (...args) => {
  const require = createRequire(import.meta.url)
  const cli = join(require.resolve('playwright/package.json'), '..', 'cli.js')
  return spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' }).status === 0
}

const installWithPlaywright = (onProgress) => {
  onProgress('downloading Chromium (playwright install chromium)')
  if (!playwrightInstall('install', 'chromium')) return undefined
  if (!runs(playwrightsOwn()) && isRoot()) playwrightInstall('install-deps', 'chromium')
  return firstThatRuns([playwrightsOwn()])
}

const installFromDebian = (onProgress) => {
  if (!isRoot() || spawnSync('apt-get', ['--version']).status !== 0) return undefined
  onProgress("installing Debian's package chromium")
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  execFileSync('apt-get', ['update', '-qq'], options)
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options)
  return firstThatRuns(systemCandidates())
}

/**
 * Path of a Chromium that runs, or undefined.
 * @param {{install?: boolean, onProgress?: (line: string) => void}} options install: may download one
 * @returns {string | undefined}
 */
export const findChromium = ({ install = false, onProgress = () => {} } = {}) => {
  const named = process.env.MAGUEY_CHROMIUM
  if (named !== undefined && named !== '') return named
  return (
    firstThatRuns([playwrightsOwn()]) ??
    (install ? installWithPlaywright(onProgress) : undefined) ??
    firstThatRuns(systemCandidates()) ??
    (install ? installFromDebian(onProgress) : undefined)
  )
}
