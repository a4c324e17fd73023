// Writes docs/exports.md from the columns of the spreadsheet exports (packages/wire/src/takings.ts).
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { register } from 'tsx/esm/api'
import { root } from './lib/tools.mjs'

register({ tsconfig: join(root, 'packages/wire/tsconfig.json') })
const { describeExports } = await import('../packages/wire/src/describe-exports.ts')
writeFileSync(join(root, 'docs/exports.md'), describeExports())
