// Where the shop's components say React, the browser gets Preact: docs/decisions/0087.
import { fileURLToPath } from 'node:url'
import type { Alias } from 'vite'

const fileOf = (specifier: string): string => fileURLToPath(import.meta.resolve(specifier))

/** Also for `packages/ui` and Radix, which import the same names. */
export const preactForReact = (): Alias[] => [
  { find: /^react-dom\/client$/, replacement: fileOf('preact/compat/client') },
  { find: /^react(-dom)?$/, replacement: fileOf('preact/compat') },
  { find: /^react\/jsx-runtime$/, replacement: fileOf('preact/jsx-runtime') },
  { find: /^react\/jsx-dev-runtime$/, replacement: fileOf('preact/jsx-dev-runtime') },
]
