// `npm run dev`: the functions from their sources; a request after an edit gets the new ones.
import { fileURLToPath } from 'node:url'
import type { Functions } from '@maguey/functions/compose'
import { createServer } from 'vite'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

type Sources = {
  compose: typeof import('@maguey/functions/compose')
  config: typeof import('@maguey/functions/config')
}

export type DevFunctions = {
  /** The functions built from the current sources. Throws when these don't compile; the next call tries again. */
  current(): Promise<Functions>
  close(): Promise<void>
}

/** Vite knows which modules an edit affects and re-evaluates only these. */
export async function openDevFunctions(settings: Record<string, string>): Promise<DevFunctions> {
  const vite = await createServer({
    root,
    configFile: false,
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
    oxc: { jsx: { runtime: 'automatic' } },
    clearScreen: false,
    logLevel: 'warn',
  })
  const load = async (): Promise<Sources> => ({
    compose: (await vite.ssrLoadModule('/functions/src/compose.ts')) as Sources['compose'],
    config: (await vite.ssrLoadModule('/functions/src/config.ts')) as Sources['config'],
  })
  let last: { from: Sources; functions: Functions } | undefined
  return {
    async current() {
      const from = await load()
      if (last?.from.compose !== from.compose || last.from.config !== from.config) {
        last = { from, functions: from.compose.composeFunctions(from.config.readConfig(settings)) }
      }
      return last.functions
    },
    close: () => vite.close(),
  }
}
