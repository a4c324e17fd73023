// An unmodified Firefox over WebDriver BiDi, its own protocol: four commands are all that a smoke test needs.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ws from 'ws'
import type { EngineSearch, EngineSession } from './engine.ts'

const NAMES = ['firefox-esr', 'firefox']

const PREFS = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'intl.accept_languages': 'en-US',
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.startup.page': 0,
  'toolkit.cosmeticAnimations.enabled': false,
}

export function findFirefox(): EngineSearch {
  const path = NAMES.find(
    (name) => spawnSync(name, ['--version'], { timeout: 30_000 }).status === 0,
  )
  if (path === undefined) return { missing: 'Firefox is not installed (package firefox-esr)' }
  return { engine: { name: 'Firefox', launch: (profile) => launch(path, profile) } }
}

async function launch(path: string, profile: string): Promise<EngineSession> {
  mkdirSync(profile, { recursive: true })
  const lines = Object.entries(PREFS).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  )
  writeFileSync(join(profile, 'user.js'), lines.join('\n'))
  const browser = spawn(
    path,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0', 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const bidi = await connect(`${await addressOf(browser)}/session`)
  await bidi.send('session.new', { capabilities: {} })
  const { contexts } = (await bidi.send('browsingContext.getTree', {})) as {
    contexts: { context: string }[]
  }
  const context = contexts[0]?.context
  return {
    open: async (url) => {
      await bidi.send('browsingContext.navigate', { context, url, wait: 'interactive' })
    },
    run: async (body) => {
      // As JSON, since BiDi serialises values in its own notation.
      const { result, exceptionDetails } = (await bidi.send('script.evaluate', {
        expression: `JSON.stringify((() => { ${body} })())`,
        target: { context },
        awaitPromise: false,
      })) as { result?: { value?: string }; exceptionDetails?: { text: string } }
      if (exceptionDetails) throw new Error(exceptionDetails.text)
      return result?.value === undefined ? undefined : JSON.parse(result.value)
    },
    close: async () => {
      const gone = new Promise((resolve) => browser.once('exit', resolve))
      bidi.send('browser.close', {}).catch(() => browser.kill())
      await gone
    },
  }
}

function addressOf(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    browser.stderr?.on('data', (data: Buffer) => {
      said += data
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)
      if (found?.[1]) resolve(found[1])
    })
    browser.once('exit', () => reject(new Error(`Firefox ended: ${said.slice(-400)}`)))
  })
}

type Reply = { id?: number; type?: string; result?: unknown; message?: string }

async function connect(url: string) {
  const socket = new ws(url)
  const waiting = new Map<number, (reply: Reply) => void>()
  let lastId = 0
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  socket.on('message', (data) => {
    const reply = JSON.parse(String(data)) as Reply
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply)
  })
  return {
    send: (method: string, params: object): Promise<unknown> =>
      new Promise((resolve, reject) => {
        lastId += 1
        waiting.set(lastId, ({ type, result, message }) => {
          if (type === 'error') reject(new Error(`${method}: ${message}`))
          else resolve(result)
        })
        socket.send(JSON.stringify({ id: lastId, method, params }))
      }),
  }
}
