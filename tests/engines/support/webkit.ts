// WebKit, the engine of Safari and of every browser on an iPhone: WebKitGTK's own browser over plain W3C WebDriver.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { EngineSearch, EngineSession } from './engine.ts'

/**
 * Without a graphics card, accelerated video yields empty pixels: the picture shows, but is transparent in every canvas
 * and every VideoFrame. Unaccelerated it is there. In this mode requestVideoFrameCallback is never called, so the door
 * also has to notice that and read by timer.
 */
const PLAIN_PIXELS = { WEBKIT_DISABLE_DMABUF_RENDERER: '1' }

/** On a bare system WebKit's language would be "C", which Intl rejects. */
const LANGUAGE = 'en_US.UTF-8'

/** WebKit needs a display even on a machine without one. */
const DISPLAY = ':97'

function miniBrowser(): string | undefined {
  for (const folder of ['/usr/lib', '/usr/libexec']) {
    if (!existsSync(folder)) continue
    for (const name of ['', ...readdirSync(folder)]) {
      const path = join(folder, name, 'webkit2gtk-4.1', 'MiniBrowser')
      if (existsSync(path)) return path
    }
  }
  return undefined
}

const has = (program: string) => spawnSync('which', [program]).status === 0

export function findWebKit(): EngineSearch {
  const binary = miniBrowser()
  if (binary === undefined || !has('WebKitWebDriver')) {
    return { missing: 'WebKit is not installed (package webkit2gtk-driver)' }
  }
  if (!has('Xvfb')) return { missing: 'WebKit needs a display (package xvfb)' }
  return { engine: { name: 'WebKit', launch: (profile) => launch(binary, profile) } }
}

let display: ChildProcess | undefined

function openDisplay(): void {
  display ??= spawn('Xvfb', [DISPLAY, '-screen', '0', '1280x1024x24'], { stdio: 'ignore' })
}

export function closeDisplay(): void {
  display?.kill()
  display = undefined
}

async function launch(binary: string, profile: string): Promise<EngineSession> {
  openDisplay()
  mkdirSync(profile, { recursive: true })
  const port = await freePort()
  // A separate home, so that storage outlives the session and nobody else's is touched.
  const driver = spawn('WebKitWebDriver', ['-p', String(port)], {
    stdio: 'ignore',
    env: {
      ...process.env,
      ...PLAIN_PIXELS,
      LANG: LANGUAGE,
      LC_ALL: LANGUAGE,
      LANGUAGE,
      DISPLAY,
      HOME: profile,
      XDG_DATA_HOME: profile,
      XDG_CACHE_HOME: profile,
    },
  })
  const ask = webDriver(`http://127.0.0.1:${port}`)
  const { sessionId } = (await ask('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        'webkitgtk:browserOptions': {
          binary,
          args: ['--automation', '--enable-mock-capture-devices=true'],
        },
      },
    },
  })) as { sessionId: string }
  const session = `/session/${sessionId}`
  return {
    open: async (url) => void (await ask('POST', `${session}/url`, { url })),
    run: (body) => ask('POST', `${session}/execute/sync`, { script: body, args: [] }),
    close: async () => {
      await ask('DELETE', session).catch(() => {})
      driver.kill()
    },
  }
}

/** The driver needs a moment before it listens: the first call is retried until it does. */
function webDriver(address: string) {
  return async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await retried(() =>
      fetch(address + path, { method, ...(body && { body: JSON.stringify(body) }) }),
    )
    const { value } = (await response.json()) as { value: unknown }
    if (!response.ok) throw new Error((value as { message: string }).message)
    return value
  }
}

async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let left = 50; ; left -= 1) {
    try {
      return await work()
    } catch (error) {
      if (left === 0) throw error
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
