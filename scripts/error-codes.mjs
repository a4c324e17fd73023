// Writes docs/error-codes.md from the register in ticket-core; `--check` only says whether the page is fresh.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { tsImport } from 'tsx/esm/api'

const page = fileURLToPath(new URL('../docs/error-codes.md', import.meta.url))
const register = '../packages/ticket-core/src/error-register.ts'
const { ERROR_REGISTER } = await tsImport(register, import.meta.url)

const rows = Object.entries(ERROR_REGISTER).map(
  ([code, { status, en, es }]) => `| \`${code}\` | ${status} | ${en} | ${es} |`,
)

const text = `# Error codes

Written by \`node scripts/error-codes.mjs\` from \`packages/ticket-core/src/error-register.ts\`: change it there.

SQL raises a code as the message of SQLSTATE \`PT\` + status (\`internal.fail\`), PostgREST answers with that status, and the API answers \`{"error": {"code", "message", …}}\` with the sentence in the language that the request accepts. A code is never renamed or given another meaning once released.

| code | HTTP | English | Spanish |
|---|---|---|---|
${rows.join('\n')}
`

const fresh = () => readFileSync(page, 'utf8') === text

if (!process.argv.includes('--check')) writeFileSync(page, text)
else if (!fresh()) {
  console.error('docs/error-codes.md is stale: run node scripts/error-codes.mjs')
  process.exitCode = 1
}
