import { fileURLToPath } from 'node:url'
import { ed25519Noble } from '@maguey/ticket-core/ed25519-noble'
import { type SealedContent, sealRecord } from '@maguey/ticket-core/record-seal'
import { recordFileText } from '@maguey/wire/night-records'
import { expect, it } from 'vitest'
import { verifyFile, verifyRecord } from './verify-record.ts'

const seed = new Uint8Array(32).fill(5)
const night = {
  ...{ id: 'n', name: 'Perreo Fridays', starts_at: 1_795_824_000_000, doors_at: 1, ends_at: 2 },
  ...{ timezone: 'UTC', venue: 'La Penca', address: null, currency: 'mxn', club: 'Maguey' },
}
const record = {
  ...{ format: 'maguey.night-record/1', kind: 'record', id: 'r', written_at: 1_795_910_400_000 },
  asked_by: { name: 'Ana', role: 'manager' },
  parts: { doors: { gates: [{ gate: 'Main', entries: 312 }] } },
  night,
}

async function sealed(content: SealedContent = record, key = seed) {
  const { seal } = await sealRecord(content, {
    kid: 'K1',
    sign: (message) => ed25519Noble.sign(key, message),
  })
  const { manifest, kid, signature } = seal
  return { manifest, kid, signature, public_key: await keyOf(key) }
}

const keyOf = async (key: Uint8Array) =>
  Buffer.from(await ed25519Noble.publicKeyOf(key)).toString('base64url')

const textOf = (file: object) => JSON.stringify(file, null, 2)
const verify = async (file: object, key?: string) => verifyRecord(textOf(file), key)

it('says of an untouched file who had it sealed, and whose key did', async () => {
  const seal = await sealed()
  const { lines, exitCode } = await verify({ record, seal }, await keyOf(seed))
  expect(exitCode).toBe(0)
  expect(lines.join('\n')).toMatch(/Perreo Fridays, 2026-11-28, Maguey[\s\S]*for Ana \(manager\)/)
  expect(lines.at(-1)).toMatch(/^Unchanged since it was sealed with this key \(fingerprint/)
})

it('says which part was changed', async () => {
  const seal = await sealed()
  const changed = { ...record, parts: { doors: { gates: [{ gate: 'Main', entries: 12 }] } } }
  const { lines, exitCode } = await verify({ record: changed, seal }, await keyOf(seed))
  expect({ exitCode, where: lines[1] }).toEqual({ exitCode: 1, where: '  /parts/doors/gates' })
})

it('vouches for nobody without a key, and not for another’s', async () => {
  const seal = await sealed(record, new Uint8Array(32).fill(6))
  expect((await verify({ record, seal })).exitCode).toBe(3)
  const { lines, exitCode } = await verify({ record, seal }, await keyOf(seed))
  expect(exitCode).toBe(1)
  expect(lines[0]).toMatch(/^NOT SEALED by this key/)
})

it('is not confused by what is no record', async () => {
  expect((await verifyRecord('%PDF-1.7', undefined)).exitCode).toBe(2)
  expect((await verify({ record, seal: await sealed() }, 'short')).exitCode).toBe(2)
})

it('takes a file as the back office writes it, also with other ends of lines', async () => {
  const seal = { ...(await sealed()), sha256: 'not written', sealed_at: 1 }
  const file = recordFileText({ record, seal } as Parameters<typeof recordFileText>[0])
  expect(file).not.toContain('not written')
  const windows = `\ufeff${file.replaceAll('\n', '\r\n')}\r\n`
  for (const text of [file, `${file}\n`, windows])
    expect(await verifyRecord(text, await keyOf(seed))).toMatchObject({ exitCode: 0 })
})

it('refuses what was added where the seal doesn’t look', async () => {
  const seal = await sealed()
  const file = { record, seal }
  const key = await keyOf(seed)
  const twice = textOf(file).replace(
    '"parts":',
    '"parts": { "doors": { "gates": [] } },\n    "parts":',
  )
  const otherKey = await keyOf(new Uint8Array(32).fill(6))
  for (const text of [
    twice,
    JSON.stringify(file),
    textOf({ ...file, seal: { ...seal, sealed_at: 1_795_910_400_000 } }),
    textOf({ ...file, note: 'The manager approved it.' }),
    textOf({ record, seal: { ...seal, public_key: otherKey } }),
  ]) {
    const { lines, exitCode } = await verifyRecord(text, key)
    expect(exitCode).toBe(1)
    expect(lines[0]).toMatch(/^NOT AS IT WAS DOWNLOADED/)
  }
})

it.each(['constructor', '__proto__', 'prototype'])('sees a member named %s', async (name) => {
  const added = `"${name}": { "gates": 3 },\n    "parts":`
  const text = textOf({ record, seal: await sealed() }).replace('"parts":', added)
  const { lines, exitCode } = await verifyRecord(text, await keyOf(seed))
  expect({ exitCode, where: lines[1] }).toEqual({ exitCode: 1, where: `  /${name}` })
})

it('says of a file that isn’t there, or no file, that it can’t be read', async () => {
  const none = fileURLToPath(new URL('none.json', import.meta.url))
  expect(await verifyFile([none])).toEqual({ lines: [`There is no file ${none}.`], exitCode: 2 })
  const folder = fileURLToPath(new URL('.', import.meta.url))
  expect(await verifyFile([folder])).toMatchObject({ exitCode: 2 })
  expect(await verifyFile(['--kay', 'x'])).toMatchObject({ exitCode: 2 })
})
