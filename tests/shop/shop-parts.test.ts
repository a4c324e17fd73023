// The parts of the shop's server that face what others do: browsers' headers, a static host, Storage, a silent database.
import { failure, type Result, success } from '@maguey/functions/problem'
import type { ClubFace } from '@maguey/wire/club'
import { expect, test } from 'vitest'
import { acceptedLanguages } from '../../apps/purchase-web/server/accepted-languages.ts'
import { isSlug, trueAddress } from '../../apps/purchase-web/server/addresses.ts'
import { rememberClub } from '../../apps/purchase-web/server/remembered-club.ts'
import { createRemoteBuild } from '../../apps/purchase-web/server/remote-build.ts'
import { createStoragePictures } from '../../apps/purchase-web/server/storage-pictures.ts'

test.each([
  ['es-mx,es;q=0.9,en-GB;q=0.5', ['es-MX', 'en-GB']],
  ['ES-419', ['es-419']],
  ['en-US@posix, en-*, en-, en, en-x-private, en-US-u-ca-buddhist, de-DE', []],
  ['', []],
])('of the languages "%s" we write in %j', (header, languages) => {
  expect(acceptedLanguages(header)).toEqual(languages)
})

test('an endless list of languages is not read to its end', () => {
  expect(acceptedLanguages('en-US,'.repeat(10_000)).length).toBeLessThanOrEqual(20)
})

test.each([
  ['/', null],
  ['/events/perreo', null],
  ['/events/Perreo/', '/events/perreo'],
  ['/embed/events/A-1', '/embed/events/a-1'],
  ['/CLUB', '/club'],
  ['//example.com/', '/example.com'],
  ['//', '/'],
  ['/orders/AbC', null],
  ['/assets/Chunk-AbC.js', null],
])('the true address of %s is %s', (path, meant) => {
  expect(trueAddress(path)).toBe(meant)
})

test('a slug is what the database takes for one', () => {
  expect(['a', 'a-1', 'perreo-fridays-20261127'].every(isSlug)).toBe(true)
  for (const text of ['', '\0', '-a', 'a-', 'a--b', 'A', 'a_b', 'a b', 'a'.repeat(201)])
    expect([text, isSlug(text)]).toEqual([text, false])
})

const html = { headers: { 'content-type': 'text/html; charset=utf-8' } }

/** A static host, and how often it was asked. */
function host(answer: (url: string) => Response | Promise<Response>) {
  const asked: string[] = []
  const ask = async (url: unknown) => {
    asked.push(String(url))
    return answer(String(url))
  }
  return { asked, ask: ask as typeof fetch }
}

test('a static host’s page in place of a file is no file', async () => {
  const { ask } = host(() => new Response('<html>', html))
  const build = createRemoteBuild('https://static.example', ask)
  const read = async (path: string) =>
    (await build.file(new Request(`https://shop.example${path}`))).status
  expect([await read('/assets/missing.js'), await read('/offline.html')]).toEqual([404, 200])
})

test('a static host that can’t be asked leaves files unanswered and pages as they were', async () => {
  let nowMs = 0
  let works = true
  const { ask, asked } = host(() => {
    if (!works) throw new TypeError('network')
    return new Response('first', html)
  })
  const build = createRemoteBuild('https://static.example', ask, () => nowMs)
  expect(await Promise.all([build.page(), build.page()])).toEqual(['first', 'first'])
  expect(asked).toHaveLength(1)
  works = false
  nowMs = 20_000
  expect([await build.page(), await build.page()]).toEqual(['first', 'first'])
  expect(asked).toHaveLength(2)
  expect((await build.file(new Request('https://shop.example/a.js'))).status).toBe(504)
})

test('a static host that never had a page is a failure, and asked again', async () => {
  const { ask, asked } = host(() => new Response('', { status: 500 }))
  const build = createRemoteBuild('https://static.example', ask)
  await expect(build.page()).rejects.toThrow('500')
  await expect(build.page()).rejects.toThrow('500')
  expect(asked).toHaveLength(2)
})

test.each([
  [new Response('{"Key":"share/a.jpg"}'), null],
  [Response.json({ statusCode: '409', error: 'Duplicate' }, { status: 400 }), null],
  [Response.json({ statusCode: '413', error: 'Payload too large' }, { status: 400 }), '413'],
  [new Response('nothing', { status: 400 }), '400'],
  [new Response('', { status: 500 }), '500'],
])('what Storage says of a picture is taken for what it is (%#)', async (answer, reason) => {
  const { ask } = host(() => answer)
  const pictures = createStoragePictures({ url: 'https://x', secretKey: 'k', fetch: ask })
  const kept = pictures.keep('a.jpg', new Uint8Array())
  if (reason === null) await kept
  else await expect(kept).rejects.toThrow(reason)
})

test('the club’s face is asked for once a second, and stays known while nobody answers', async () => {
  let nowMs = 0
  let asked = 0
  const face = { name: 'La Perla' } as ClubFace
  let answer: Result<ClubFace> = failure('internal')
  const readClub = rememberClub(
    async () => {
      asked += 1
      return answer
    },
    () => nowMs,
  )
  expect((await readClub()).ok).toBe(false)
  answer = success(face)
  const all = await Promise.all([readClub(), readClub(), readClub()])
  expect([asked, all]).toEqual([2, [success(face), success(face), success(face)]])
  nowMs = 5_000
  answer = failure('internal')
  expect([await readClub(), await readClub(), asked]).toEqual([success(face), success(face), 3])
})
