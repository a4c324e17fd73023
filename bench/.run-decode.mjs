import { register } from 'tsx/esm/api'
import { createRequire } from 'node:module'
register({ tsconfig: '/work/w-line/bench/tsconfig.json' })
const { runBench } = await import('/work/w-line/bench/run-bench.ts')
await runBench(['decode'], '/tmp/line-decode.json', (l) => console.error(l))
process.exit(0)
