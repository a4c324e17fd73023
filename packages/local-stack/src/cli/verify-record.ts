// `npm run verify-record -- FILE --key KEY`: says whether the sealed record of a night is as it was when it was sealed, who
// had it sealed, and what was changed if it isn't. Needs the file and the venue's public key, and nothing else.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ed25519Noble } from '@maguey/ticket-core/ed25519-noble'
import {
  checkRecord,
  decoded,
  fingerprint,
  type SealedContent,
} from '@maguey/ticket-core/record-seal'
import { parseAnswer } from '@maguey/wire/deadline'
import { type RecordContent, recordFileSchema, recordFileText } from '@maguey/wire/night-records'

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
  const file = readRecordFile(text)
  if (file === null) return { lines: ['This is no sealed record of a night.'], exitCode: 2 }
  const { record, content, seal, asDownloaded } = file
  const publicKey = decoded(key ?? seal.public_key)
  if (publicKey?.length !== 32) return { lines: ['A key has 43 characters.', USAGE], exitCode: 2 }
  const checked = await checkRecord({ content, seal }, { publicKey, verifier: ed25519Noble })
  // Without the name that the file gives the key: nothing signs that name.
  const print = `fingerprint ${fingerprint(publicKey)}`
  switch (checked.is) {
    case 'unchanged':
      if (!asDownloaded || (key !== undefined && key !== seal.public_key))
        return { lines: NOT_AS_DOWNLOADED, exitCode: 1 }
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

const NOT_AS_DOWNLOADED = [
  'NOT AS IT WAS DOWNLOADED. What the seal covers is in it, but the file was changed: something stands in it twice, was added',
  'or changed beside the record, or another program wrote it anew. Download it again, and check that.',
]

/** Null for what is no record. */
function readRecordFile(text: string) {
  // Some mail programs change how lines end, which changes nothing that JSON says.
  const trimmed = text.replaceAll('\r\n', '\n').trim()
  const json = parsedJson(trimmed)
  const file = parseAnswer(recordFileSchema, json, 200)
  if (!file.ok) return null
  const { record, seal } = file.value
  // As JSON has it, because the schema leaves out members with certain names, such as "constructor".
  const { record: content } = json as { record: SealedContent }
  // JSON.parse says nothing of a member that stands there twice: it would show in the text only.
  const written = recordFileText({ record: content as typeof record, seal })
  return { record, content, seal, asDownloaded: written === trimmed }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
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

/** @param args of the command line */
export async function verifyFile(args: string[]): Promise<Verdict> {
  const asked = readArgs(args)
  if (asked === null) return { lines: [USAGE], exitCode: 2 }
  const { values, positionals } = asked
  if (values.help) return { lines: [USAGE], exitCode: 0 }
  const [path] = positionals
  if (path === undefined) return { lines: [USAGE], exitCode: 2 }
  // npm runs this in the project's folder, wherever it was called.
  const at = resolve(process.env.INIT_CWD ?? '', path)
  let text: string
  try {
    text = readFileSync(at, 'utf8')
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return { lines: [missing ? `There is no file ${at}.` : `Can’t read ${at}.`], exitCode: 2 }
  }
  return verifyRecord(text, values.key)
}

/** Null for options that there aren't. */
function readArgs(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { key: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
  } catch {
    return null
  }
}

if (process.argv[1]?.endsWith('verify-record.ts')) {
  const { lines, exitCode } = await verifyFile(process.argv.slice(2))
  process.stdout.write(`${lines.join('\n')}\n`)
  process.exitCode = exitCode
}
