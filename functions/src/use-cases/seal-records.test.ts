import { ed25519Noble } from '@maguey/ticket-core/ed25519-noble'
import { checkRecord, type SealedContent } from '@maguey/ticket-core/record-seal'
import { expect, it } from 'vitest'
import { exampleRecord } from '../testing/example-record.ts'
import { createTestDependencies, SIGNING_SEED } from '../testing/test-dependencies.ts'
import { sealOne, sealRecords } from './seal-records.ts'

const { content } = exampleRecord

it('seals a record that was written down, with the key that signs tickets', async () => {
  const deps = createTestDependencies()
  deps.database.written.set(content.id, content)
  expect(await sealOne(deps, content.id)).toEqual({ ok: true, value: { record_id: content.id } })
  const seal = deps.database.seals.get(content.id)
  if (seal === undefined) throw new Error('not sealed')
  const publicKey = await ed25519Noble.publicKeyOf(SIGNING_SEED)
  const check = (record: SealedContent) =>
    checkRecord({ content: record, seal }, { publicKey, verifier: ed25519Noble })
  expect(seal.kid).toBe('K1')
  expect(await check(JSON.parse(seal.text) as SealedContent)).toEqual({ is: 'unchanged' })
  expect(await check({ ...(content as SealedContent), written_at: 1 })).toEqual({
    is: 'changed',
    where: ['/written_at'],
  })
})

it('keeps a seal that is there, and seals in the worker what a request left behind', async () => {
  const deps = createTestDependencies()
  for (const id of ['one', 'two']) deps.database.written.set(id, { ...content, id })
  await sealOne(deps, 'one')
  const first = deps.database.seals.get('one')
  await sealRecords(deps)
  expect(deps.database.seals.get('one')).toBe(first)
  expect([...deps.database.seals.keys()]).toEqual(['one', 'two'])
  expect(deps.logged).toEqual([])
})
