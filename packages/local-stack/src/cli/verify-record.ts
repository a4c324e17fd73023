// `npm run verify-record -- FILE --key KEY`: says whether the sealed record of a night is as it was when it was sealed, who
// had it sealed, and what was changed if it isn't. Needs the file and the venue's public key, and nothing else.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ed25519Noble } from '@maguey/ticket-core/ed25519-noble'
import {
  checkRecord,
  decoded,
  fingerprint,
  type SealedContent,
} from '@maguey/ticket-core/record-seal'
import { parseAnswer } from '@maguey/wire/deadline'
import { type RecordContent, recordFileSchema } from '@maguey/wire/night-records'

const USAGE = `npm run verify-record -- FILE --key KEY

FILE  the record of a night or a correction, as downloaded (.json)
KEY   the venue's public key (43 characters), as the back office shows it beside the record. Without it the key in the
      file is used, which proves that nothing was changed, but not who sealed it.`

export type Verdict = {
  readonly lines: readonly string[]
  /** 0: unchanged and sealed by this key; 1: not; 2: no such file; 3: unchanged, but nobody said by which key. */
  readonly exitCode: 0 | 1 | 2 | 3
}

export async function verifyRecord(text: string, key: string | undefined): Promise<Verdict> {
  const file = readFile(text)
  if (file === null) return { lines: ['This is no sealed record of a night.'], exitCode: 2 }
  const { record, seal } = file
  const publicKey = decoded(key ?? seal.public_key ?? '')
  if (publicKey?.length !== 32) return { lines: ['A key has 43 characters.', USAGE], exitCode: 2 }
  // Parsed from JSON, and loose: it is JSON all through.
  const checked = await checkRecord(
    { content: record as SealedContent, seal },
    { publicKey, verifier: ed25519Noble },
  )
  const print = `${seal.kid}, fingerprint ${fingerprint(publicKey)}`
  switch (checked.is) {
    case 'unchanged':
      return key === undefined
        ? {
            lines: [
              ...about(record),
              `Unchanged since it was sealed with the key in the file (${print}).`,
              'Whether that is the venue’s key, this can’t say: compare the fingerprint, or give --key.',
            ],
            exitCode: 3,
          }
        : {
            lines: [...about(record), `Unchanged since it was sealed with this key (${print}).`],
            exitCode: 0,
          }
    case 'changed':
      return {
        lines: [
          'CHANGED since it was sealed. The seal is genuine, these parts are not:',
          ...checked.where.map((at) => `  ${at}`),
          ...about(record),
        ],
        exitCode: 1,
      }
    case 'not_signed_by_key':
      return {
        lines: [
          `NOT SEALED by this key (${print}): another key sealed it, or the seal itself was changed.`,
        ],
        exitCode: 1,
      }
  }
}

function readFile(text: string) {
  try {
    const parsed = parseAnswer(recordFileSchema, JSON.parse(text), 200)
    return parsed.ok ? parsed.value : null
  } catch {
    return null
  }
}

function about({ kind, night, asked_by, written_at, corrects }: RecordContent): string[] {
  const when = new Date(written_at).toISOString()
  const who =
    asked_by === null
      ? 'the system, three days after the night'
      : `${asked_by.name} (${asked_by.role})`
  return [
    `${kind === 'record' ? 'Record' : 'Correction'} of ${night.name}, ${new Date(night.starts_at).toISOString().slice(0, 10)}${night.club ? `, ${night.club}` : ''}`,
    `Written ${when} for ${who}.`,
    ...(corrects === undefined ? [] : [`Corrects the record with the SHA-256 ${corrects.sha256}.`]),
  ]
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { key: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  const [path] = positionals
  if (values.help || path === undefined) {
    process.stdout.write(`${USAGE}\n`)
    process.exitCode = values.help ? 0 : 2
    return
  }
  const { lines, exitCode } = await verifyRecord(readFileSync(path, 'utf8'), values.key)
  process.stdout.write(`${lines.join('\n')}\n`)
  process.exitCode = exitCode
}

if (process.argv[1]?.endsWith('verify-record.ts')) await main()
