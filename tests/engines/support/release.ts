// One build served as if it were another release: every file under assets/ has another name, as if all had changed,
// and other releases' names are gone from the server.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ASSETS = fileURLToPath(new URL('../../../apps/scanner-pwa/dist/assets', import.meta.url))

export type Release = {
  /** The built file's path for a path of this release; null if it has no such file. */
  builtPath: (path: string) => string | null
  /** A text file of the build as this release serves it. */
  rewrite: (text: string) => string
}

/** `tag`: '' is the build itself. */
export function releaseOf(tag: string): Release {
  const names = readdirSync(ASSETS)
  const renamed = (name: string) => name.replace(/(\.[^.]+)$/, `${tag}$1`)
  return {
    builtPath: (path) => {
      if (!path.startsWith('/assets/')) return path
      const name = names.find((each) => path === join('/assets', renamed(each)))
      return name === undefined ? null : `/assets/${name}`
    },
    rewrite: (text) => {
      const withNames = names.reduce((all, name) => all.replaceAll(name, renamed(name)), text)
      // The precache uses this to tell the pages of two releases apart.
      return withNames.replaceAll(/(revision"?:\s*["'`])([0-9a-f]{32})/g, `$1$2${tag}`)
    },
  }
}
