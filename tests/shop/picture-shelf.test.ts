// Share pictures from the shelf: drawn once, never lost to a bad poster.
import { expect, test } from 'vitest'
import { createPictureShelf } from '../../apps/purchase-web/server/picture-shelf.ts'
import type { NamedPicture, Poster } from '../../apps/purchase-web/server/share-picture.ts'

const words = { title: 'Perreo', when: '', where: '', club: '', badge: '', accent: '#ffffff' }
const poster = '/images/perreo-fridays.webp'
const drawn = (name: string): NamedPicture => ({ picture: words, poster, name })

type Options = {
  file?: () => Response
  draw?: (poster: Poster) => void
}

function shelf({ file = () => webp(), draw = () => undefined }: Options) {
  const store = new Map<string, Uint8Array<ArrayBuffer>>()
  const [posters, told, clock] = [[] as string[], [] as string[], { now: 0 }]
  const kept = createPictureShelf(
    {
      settings: {
        ...{ shopUrl: 'https://shop.example', apiUrl: 'https://api.example' },
        ...{ supabaseUrl: 'https://api.example', strictPolicy: true },
        ...{ orderTokenSecret: 'x', rateLimitScale: 1 },
      },
      build: {
        page: async () => '',
        file: async ({ url }) => {
          posters.push(url)
          return file()
        },
      },
      pictures: {
        find: async (name) => store.get(name) ?? null,
        keep: async (name, bytes) => {
          store.set(name, bytes)
        },
      },
      clock: { nowMs: () => clock.now },
      log: ({ event }) => {
        told.push(event)
      },
      fetch,
    },
    async (_picture, image) => {
      draw(image)
      return new Uint8Array([image === null ? 0 : 1])
    },
  )
  return { read: kept.read, store, posters, told, clock }
}

const webp = (headers: Record<string, string> = {}) =>
  new Response(new Uint8Array(3), { headers: { 'content-type': 'image/webp', ...headers } })

test('many who ask together get one drawing', async () => {
  let drawings = 0
  const { read, store } = shelf({
    draw: () => {
      drawings += 1
    },
  })
  const all = await Promise.all([read(drawn('a')), read(drawn('a')), read(drawn('a'))])
  expect([drawings, all.map(({ whole }) => whole)]).toEqual([1, [true, true, true]])
  expect([...store.keys()]).toEqual(['a'])
})

test('a poster that can’t be had isn’t asked for again within a minute, and its picture isn’t kept', async () => {
  const { read, store, posters, clock } = shelf({ file: () => new Response('', { status: 404 }) })
  for (const name of ['a', 'b']) expect((await read(drawn(name))).whole).toBe(false)
  expect([posters.length, store.size]).toEqual([1, 0])
  clock.now = 60_001
  await read(drawn('a'))
  expect(posters).toHaveLength(2)
})

test('a poster that says it is too large is not read', async () => {
  const huge = webp({ 'content-length': '9000000' })
  const { read } = shelf({ file: () => huge })
  expect((await read(drawn('a'))).whole).toBe(false)
})

test('a poster that can’t be drawn leaves a picture without one', async () => {
  const { read, store, told } = shelf({
    draw: (image) => {
      if (image !== null) throw new Error('no picture')
    },
  })
  expect(await read(drawn('a'))).toEqual({ bytes: new Uint8Array([0]), whole: false })
  expect([told, store.size]).toEqual([['share_poster_not_drawn'], 0])
})
