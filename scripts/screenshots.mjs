// `npm run screenshots`: retakes docs/screenshots from the running system.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from './lib/build-apps.mjs'
import { findChromium } from './lib/chromium.mjs'
import { ensureInstalled } from './lib/install.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
await ensureInstalled({ onProgress: console.log })
await ensureBuilt({ onProgress: console.log })
const chromium = findChromium({ install: true, onProgress: console.log })
if (chromium === undefined)
  throw new Error('no Chromium: install one, or name it in MAGUEY_CHROMIUM')
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'tests/node_modules/@playwright/test/cli.js'),
    'test',
    '--config',
    'tests/screenshots/playwright.config.ts',
    '--reporter=list',
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, MAGUEY_CHROMIUM: chromium } },
)
process.exit(status ?? 1)
