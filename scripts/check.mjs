// `npm run check`: format, lint and types, in parallel. `npm run fix` fixes what can be fixed automatically.
import { ensureInstalled } from './lib/install.mjs'
import { ensureMessages } from './lib/messages.mjs'
import { requireNode } from './lib/node-version.mjs'
import { fail, say } from './lib/terminal.mjs'
import { runTool } from './lib/tools.mjs'
import { checkTypes } from './lib/types.mjs'

async function check() {
  requireNode()
  await ensureInstalled({ onProgress: say })
  await ensureMessages({ onProgress: say })
  const failed = []
  const lint = async () => {
    const lines = []
    const args = ['ci', '--error-on-warnings', '--colors=off']
    const ok = await runTool('biome', args, { onLine: (line) => lines.push(line) })
    tell('format and lint', ok, lines)
  }
  const tell = (name, ok, lines) => {
    if (!ok) failed.push(name)
    say(`${ok ? 'ok    ' : 'FAILED'} ${name}`)
    if (!ok) console.log(lines.join('\n'))
  }
  await Promise.all([
    lint(),
    checkTypes((project, ok, lines) => tell(`types: ${project}`, ok, lines)),
  ])
  say(failed.length === 0 ? 'all well' : `${failed.length} failed: ${failed.join(', ')}`)
  return failed.length === 0
}

async function fix() {
  requireNode()
  await ensureInstalled({ onProgress: say })
  return runTool('biome', ['check', '--write'])
}

const command = process.argv.includes('--fix') ? fix : check
command().then((ok) => process.exit(ok ? 0 : 1), fail)
