// `npm start`: from a fresh clone to a running Maguey; `npm run dev`: the same from the sources, reloaded on change.
// Plain JavaScript, because nothing is installed yet.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './lib/build-apps.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { ensureMessages } from './lib/messages.mjs'
import { requireNode } from './lib/node-version.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

const help = `npm start                starts Maguey, with the data of the last time
npm run dev              the same from the sources: an edit shows at once
npm start -- --lan       phones of this network reach it too, over https; shows how
npm start -- --reset     deletes all data of this stack first
npm start -- --help      shows this

Environment
  MAGUEY_DIR             folder of keys, database and mails (.maguey)
  MAGUEY_API_PORT        54321   MAGUEY_DB_PORT       54322
  MAGUEY_INBOX_PORT      54324   MAGUEY_STRIPE_PORT   54325
  MAGUEY_SHOP_PORT       5173    MAGUEY_SCANNER_PORT  5174
  MAGUEY_BACK_OFFICE_PORT 5175
  MAGUEY_SETUP_PORT      5177    (--lan) the page on which a phone begins
  MAGUEY_LAN_HOST        (--lan) an address of this machine, or a name for it

Real services, each in place of its local stand-in
  STRIPE_SECRET_KEY      with STRIPE_WEBHOOK_SECRET
  RESEND_API_KEY         with MAIL_FROM
  SMTP_URL               with MAIL_FROM, instead of RESEND_API_KEY
  SUPABASE_URL           with SUPABASE_PUBLISHABLE_KEY, SUPABASE_SECRET_KEY, SUPABASE_DB_URL`

const startedMs = Date.now()
const onProgress = (line) =>
  console.log(`[${String(Math.round((Date.now() - startedMs) / 1000)).padStart(3)} s] ${line}`)

async function main() {
  requireNode()
  const options = readArguments()
  if (options.help) return console.log(help)
  await ensureInstalled({ onProgress })
  if (options.dev) await ensureMessages({ onProgress })
  else await ensureBuilt({ onProgress })
  const { register } = await import('tsx/esm/api')
  register({ tsconfig: join(root, 'packages/local-stack/tsconfig.json') })
  const { runStack } = await import('../packages/local-stack/src/cli/run-stack.ts')
  const { reset, lan, dev } = options
  await runStack({ root, env: process.env, reset, lan, dev, onProgress })
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        reset: { type: 'boolean', default: false },
        lan: { type: 'boolean', default: false },
        dev: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    console.error(`${error.message}\n\n${help}`)
    return process.exit(1)
  }
}

main().catch((error) => {
  console.error(`\n${error.name === 'StackError' ? error.message : (error.stack ?? error)}`)
  process.exit(1)
})
