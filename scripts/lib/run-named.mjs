// `npm test -- NAME`: runs some tests instead of all, once or after every change.
import { watch } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build-apps.mjs'
import { findChromium } from './chromium.mjs'
import { ensureMessages } from './messages.mjs'
import { configOf, findTests } from './suites.mjs'
import { say, UserError } from './terminal.mjs'
import { root, runTool } from './tools.mjs'

/** @param {string} name @param {{watch: boolean}} options */
export async function runNamed(name, options) {
  const { files, title } = findTests(name)
  if (files.length === 0)
    throw new UserError(`No test file's path, and no test's title, has "${name}" in it.`)
  await ensureMessages({ onProgress: say })
  const browser = files.filter((file) => configOf(file) !== undefined)
  const units = files.filter((file) => configOf(file) === undefined)
  const titleFlags = (flag) => (title === undefined ? [] : [flag, literally(title)])
  const runUnits = (mode, flags = []) =>
    runTool('vitest', [mode, ...units, ...titleFlags('-t'), ...flags])
  const runBrowser = () => runInBrowser(browser, titleFlags('-g'))

  if (!options.watch) {
    const unitsOk = units.length === 0 || (await runUnits('run'))
    const browserOk = browser.length === 0 || (await runBrowser())
    process.exitCode = unitsOk && browserOk ? 0 : 1
  } else if (browser.length === 0)
    await runUnits('watch', process.stdout.isTTY ? [] : ['--no-clearScreen'])
  else
    await again(async () => (units.length === 0 || (await runUnits('run'))) && (await runBrowser()))
}

async function runInBrowser(files, flags) {
  await ensureBuilt({ onProgress: say })
  const chromium = findChromium({ install: true, onProgress: say })
  if (chromium === undefined)
    throw new UserError('No Chromium: install one, or name it in MAGUEY_CHROMIUM.')
  let ok = true
  for (const config of new Set(files.map(configOf))) {
    const paths = files.filter((file) => configOf(file) === config).map((file) => join(root, file))
    const args = ['test', '--config', config, '--reporter=list', ...flags, ...paths]
    ok = (await runTool('playwright', args, { env: { MAGUEY_CHROMIUM: chromium } })) && ok
  }
  return ok
}

const literally = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Runs now and after each change of a source, for as long as the process lives. */
async function again(run) {
  const folders = ['apps', 'packages', 'functions', 'supabase', 'tests']
  for (;;) {
    await run()
    say('watching; Ctrl-C ends')
    await nextChange(folders)
  }
}

function nextChange(folders) {
  const made = /(^|\/)(node_modules|dist|paraglide|test-results|\.[^/]+)(\/|$)/
  return new Promise((resolve) => {
    const onChange = (_, name) => {
      if (name === null || made.test(name)) return
      for (const watcher of watchers) watcher.close()
      // Editors save in several steps.
      setTimeout(resolve, 200)
    }
    const watchers = folders.map((folder) =>
      watch(join(root, folder), { recursive: true }, onChange),
    )
  })
}
