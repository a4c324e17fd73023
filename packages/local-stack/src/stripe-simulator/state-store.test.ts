// What the state file promises: nothing that was saved is lost, and a damaged file is not taken for an empty one.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStateStore } from './state-store.ts'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-store-'))
  path = join(folder, 'deep', 'stripe.json')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const change = (store: ReturnType<typeof openStateStore>, key: string) => {
  store.state.idempotency[key] = { endpoint: '', parameters: '', body: null, createdMs: 0 }
}

const kept = () => Object.keys(openStateStore(path).state.idempotency)

test('a save that arrives during a write covers what changed before it', async () => {
  const store = openStateStore(path)
  change(store, 'first')
  const first = store.save()
  change(store, 'second')
  const second = store.save()
  change(store, 'third')
  await Promise.all([first, second, store.save()])
  expect(kept()).toEqual(['first', 'second', 'third'])
  expect(readdirSync(join(folder, 'deep'))).toEqual(['stripe.json'])
})

test('each save alone is on the disk when it resolves', async () => {
  const store = openStateStore(path)
  for (const key of ['a', 'b', 'c']) {
    change(store, key)
    await store.save()
    expect(kept()).toContain(key)
  }
})

test('only its owner may read the file', async () => {
  const store = openStateStore(path)
  await store.save()
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('a damaged file stops the start and stays as it is', async () => {
  await openStateStore(path).save()
  writeFileSync(path, '{"sessions":')
  expect(() => openStateStore(path)).toThrow(path)
  expect(readFileSync(path, 'utf8')).toBe('{"sessions":')
})
