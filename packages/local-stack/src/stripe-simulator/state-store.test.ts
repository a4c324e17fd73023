// What the state file guarantees: nothing saved is lost, and a damaged file is not taken for an empty one.
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStateStore } from './state-store.ts'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-store-'))
  path = join(folder, 'deep', 'stripe.jsonl')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const change = (store: ReturnType<typeof openStateStore>, key: string) => {
  store.state.idempotency[key] = {
    endpoint: '',
    parameters: '',
    status: 200,
    body: null,
    createdMs: 0,
  }
  store.touch('idempotency', key)
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
  expect(readdirSync(join(folder, 'deep'))).toEqual(['stripe.jsonl'])
})

test('each save alone is on the disk when it resolves', async () => {
  const store = openStateStore(path)
  for (const key of ['a', 'b', 'c']) {
    change(store, key)
    await store.save()
    expect(kept()).toContain(key)
  }
})

test('a save adds what changed and leaves the rest of the file alone', async () => {
  const store = openStateStore(path)
  for (let n = 0; n < 500; n += 1) change(store, `old ${n}`)
  await store.save()
  const before = readFileSync(path, 'utf8')
  const { ino } = statSync(path)
  change(store, 'new')
  await store.save()
  const after = readFileSync(path, 'utf8')
  expect(after.startsWith(before)).toBe(true)
  expect(after.slice(before.length).trim().split('\n')).toHaveLength(1)
  expect(statSync(path).ino).toBe(ino)
})

test('a file that is mostly out of date is written anew', async () => {
  const store = openStateStore(path)
  for (let n = 0; n < 1200; n += 1) {
    change(store, 'the one')
    await store.save()
  }
  expect(readFileSync(path, 'utf8').trim().split('\n').length).toBeLessThan(1000)
  expect(kept()).toEqual(['the one'])
})

test('a change that a crash cut off is forgotten whole, and the next save is readable', async () => {
  const store = openStateStore(path)
  change(store, 'first')
  await store.save()
  appendFileSync(path, '[["idempotency","second",{"status":200}],["idempot')
  const again = openStateStore(path)
  expect(Object.keys(again.state.idempotency)).toEqual(['first'])
  change(again, 'third')
  await again.save()
  expect(kept()).toEqual(['first', 'third'])
})

test('what was removed stays removed', async () => {
  const store = openStateStore(path)
  change(store, 'gone')
  await store.save()
  delete store.state.idempotency.gone
  store.touch('idempotency', 'gone')
  await store.save()
  expect(kept()).toEqual([])
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
