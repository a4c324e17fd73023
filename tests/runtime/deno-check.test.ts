// Deno's own type checker passes on the functions' sources, offline.
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { denoBinary } from './deno-functions.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
let cache: string

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'maguey-deno-'))
})

afterAll(async () => {
  await rm(cache, { recursive: true, force: true })
})

it('finds no fault in the three entries', () => {
  // Without --no-config Deno would rewrite package.json for a pnpm workspace that it can't read.
  const flags = ['check', '--no-config', '--no-lock', '--cached-only', '--node-modules-dir=manual']
  const entries = ['api', 'stripe-webhook', 'worker'].map((name) => `functions/${name}/index.ts`)
  const checked = spawnSync(denoBinary(), [...flags, ...entries], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: cache, DENO_DIR: cache, NO_COLOR: '1' },
  })
  expect(
    checked.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('Check ')),
  ).toEqual([])
  expect(checked.status).toBe(0)
})
