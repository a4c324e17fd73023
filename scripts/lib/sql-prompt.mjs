// A prompt for SQL where no psql is installed: each statement ends with a semicolon at the end of a line.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './tools.mjs'

/** @param {string} url @param {readonly string[]} args `-c STATEMENT` runs it and ends, as psql's does */
export async function runPrompt(url, args) {
  const postgres = createRequire(join(root, 'packages/local-stack/package.json'))('postgres')
  const sql = postgres(url, { max: 1, onnotice: ({ message }) => console.log(message) })
  try {
    const at = args.indexOf('-c')
    if (at >= 0) await run(sql, args[at + 1] ?? '')
    else await readStatements(sql)
  } finally {
    await sql.end()
  }
}

async function readStatements(sql) {
  const input = createInterface({ input: process.stdin, output: process.stdout, prompt: 'sql> ' })
  let statement = ''
  input.prompt()
  for await (const line of input) {
    statement += `${line}\n`
    if (!line.trimEnd().endsWith(';')) continue
    await run(sql, statement).catch((error) => console.log(`${error.code}: ${error.message}`))
    statement = ''
    input.prompt()
  }
}

async function run(sql, statement) {
  const rows = await sql.unsafe(statement)
  if (rows.length > 0) console.table([...rows])
  else console.log(rows.command ?? '', rows.count ?? '')
}
