// `npm start` from outside: what it prints, how it ends, what it leaves behind.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { clusterFolders } from '../database/cluster-folder.ts'
import { removeData } from '../database/open-database.ts'
import { readPostmaster } from '../database/postmaster.ts'
import { commandLineOf } from '../database/processes.ts'

const fixture = fileURLToPath(new URL('./fixtures/run-stack-once.ts', import.meta.url))
const tsconfig = fileURLToPath(new URL('../../tsconfig.json', import.meta.url))
const project = fileURLToPath(new URL('../../../../', import.meta.url))
const command = ['--import', 'tsx', fixture]
const anyPort = Object.fromEntries(
  ['API', 'DB', 'INBOX', 'STRIPE', 'SHOP', 'SCANNER', 'BACK_OFFICE', 'SETUP'].map((name) => [
    `MAGUEY_${name}_PORT`,
    '0',
  ]),
)

/** Each test starts the stack up to three times. */
vi.setConfig({ testTimeout: 300_000 })

let folder: string
const running: ChildProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maguey-test-'))
})
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  await removeData(join(folder, '.maguey'))
  await rm(folder, { recursive: true, force: true })
})

function run(args: string[]) {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...anyPort, TSX_TSCONFIG_PATH: tsconfig },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  const screen = { text: '' }
  child.stdout.on('data', (text) => {
    screen.text += text
  })
  child.stderr.on('data', (text) => {
    screen.text += text
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, screen, ended }
}

async function start(...flags: string[]) {
  const started = run([...command, folder, ...flags])
  const isUp = () => started.screen.text.includes('Ctrl-C stops everything')
  await vi.waitUntil(() => isUp() || started.child.exitCode !== null, 120_000)
  expect(started.screen.text).toContain('Ctrl-C stops everything')
  const info = JSON.parse(await readFile(join(folder, '.maguey/stack.json'), 'utf8'))
  return { ...started, info }
}

/** The pid of this stack's postmaster. */
async function postmaster(): Promise<number> {
  // When started by root, the cluster may be elsewhere.
  const folders = clusterFolders(join(folder, '.maguey'))
  const found = await Promise.all(folders.map((place) => readPostmaster(place)))
  return found.find((server) => server !== null)?.pid ?? 0
}

describe('a stack in the terminal', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends on %s and leaves no process',
    async (signal) => {
      const { child, ended, info } = await start()
      const pid = await postmaster()
      expect(await commandLineOf(pid)).toContain('postgres')
      child.kill(signal)
      expect(await ended).toBe(0)
      expect(await commandLineOf(pid)).not.toContain('postgres')
      expect(existsSync(join(folder, '.maguey/stack.json'))).toBe(false)
      await expect(fetch(info.apiUrl)).rejects.toThrow('fetch failed')
    },
  )

  it('killed with -9 starts again with its data', async () => {
    const first = await start()
    first.child.kill('SIGKILL')
    await first.ended
    const second = await start()
    expect(second.info.manager).toEqual(first.info.manager)
    second.child.kill('SIGINT')
    await second.ended
  })

  it('leaves the manager the password that was chosen, and still shows a code for pairing', async () => {
    const first = await start()
    expect(first.screen.text).toContain(first.info.manager.password)
    const sql = postgres(first.info.databaseUrl, { max: 1 })
    await sql`update auth.users set encrypted_password = extensions.crypt('one of my own', extensions.gen_salt('bf', 4))
      where email = ${first.info.manager.email}`
    await sql.end()
    first.child.kill('SIGINT')
    await first.ended
    const second = await start()
    expect(second.screen.text).not.toContain(second.info.manager.password)
    expect(second.screen.text).toMatch(/type the code [0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4}/)
    const signIn = await fetch(`${second.info.apiUrl}/auth/v1/token?grant_type=password`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', apikey: second.info.publishableKey },
      body: JSON.stringify({ email: second.info.manager.email, password: 'one of my own' }),
    })
    expect(signIn.status).toBe(200)
    second.child.kill('SIGINT')
    await second.ended
  })

  it('begins anew with --reset, also after kill -9; but never while it runs', async () => {
    const first = await start()
    const refused = run([...command, folder, '--reset'])
    expect(await refused.ended).toBe(1)
    expect(refused.screen.text).toContain('already runs')
    expect((await fetch(`${first.info.apiUrl}/api/health`)).status).toBe(200)

    const orphan = await postmaster()
    first.child.kill('SIGKILL')
    await first.ended
    const second = await start('--reset')
    expect(await commandLineOf(orphan)).not.toContain('postgres')
    expect(second.screen.text).toContain(`Deleting ${join(folder, '.maguey')}: all events, orders`)
    expect(second.info.manager.password).not.toBe(first.info.manager.password)
    second.child.kill('SIGINT')
    await second.ended
  })
})

describe('scripts/start.mjs', () => {
  const script = join(project, 'scripts/start.mjs')

  it('explains itself without starting anything', async () => {
    const { screen, ended } = run([script, '--help'])
    expect(await ended).toBe(0)
    for (const name of ['--reset', ...Object.keys(anyPort), 'STRIPE_SECRET_KEY', 'MAGUEY_DIR']) {
      expect(screen.text).toContain(name)
    }
  })

  it('refuses what it does not know', async () => {
    const { screen, ended } = run([script, '--rest'])
    expect(await ended).toBe(1)
    expect(screen.text).toContain(`Unknown option '--rest'`)
  })
})

describe('a stamp', () => {
  it('changes with the sources and with nothing else', async () => {
    const { hashOf } = await import(join(project, 'scripts/lib/stamps.mjs'))
    const source = join(folder, 'app')
    const hash = () => hashOf([source, join(folder, 'missing')], folder)
    await mkdir(join(source, 'src/paraglide'), { recursive: true })
    await writeFile(join(source, 'src/main.ts'), 'one')
    const first = hash()
    await writeFile(join(source, 'src/paraglide/messages.js'), 'generated')
    await writeFile(join(source, 'src/main.test.ts'), 'a test')
    expect(hash()).toBe(first)
    await writeFile(join(source, 'src/main.ts'), 'two')
    const second = hash()
    expect(second).not.toBe(first)
    await writeFile(join(source, 'src/more.ts'), '')
    expect(hash()).not.toBe(second)
  })
})
