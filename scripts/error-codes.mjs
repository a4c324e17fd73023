// Writes docs/error-codes.md from the register in ticket-core; `--check` only reports whether the page is up to date.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { tsImport } from 'tsx/esm/api'

const page = fileURLToPath(new URL('../docs/error-codes.md', import.meta.url))
const core = '../packages/ticket-core/src'
const { ERROR_STATUS } = await tsImport(`${core}/error-code.ts`, import.meta.url)
const { ERROR_SENTENCES } = await tsImport(`${core}/error-register.ts`, import.meta.url)

const rows = Object.entries(ERROR_STATUS).map(([code, status]) => {
  const { en, es } = ERROR_SENTENCES[code]
  return `| \`${code}\` | ${status} | ${en} | ${es} |`
})

const text = `# Error codes

Written by \`node scripts/error-codes.mjs\` from \`error-code.ts\` and \`error-register.ts\` of \`packages/ticket-core/src\`: change it there.

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
