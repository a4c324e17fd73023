// Posters through the real client: stored by managers, visible to everyone, refused if not really a picture.

import { createSupabasePosters } from '@maguey/functions/adapters/supabase-posters'
import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTemporaryFolder } from '../database/open-database.ts'
import { loadSecrets } from '../database/secrets.ts'
import { nodeSocket } from '../realtime/node-socket.ts'
import { type Backend, openEmbeddedBackend } from '../stack/embedded-backend.ts'

const origin = 'http://api.test'
let backend: Backend

beforeAll(async () => {
  const dataDir = await makeTemporaryFolder()
  backend = await openEmbeddedBackend({
    dataDir,
    secrets: await loadSecrets(dataDir),
    seed: false,
    throwAway: true,
    onProgress() {},
  })
  await backend.sql`select internal.ensure_staff_member('ana@staff.test', 'correct horse battery', 'Ana', 'manager')`
  await backend.sql`select internal.ensure_staff_member('fede@staff.test', 'correct horse battery', 'Fede', 'front_desk')`
})

afterAll(async () => {
  await backend.close()
})

const answer = (request: Request) => backend.supabase(request, {} as never)

async function bucketOf(email: string | null, level: 'aal1' | 'aal2' = 'aal1') {
  const client = createClient(origin, backend.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport: nodeSocket },
    global: { fetch: async (input, init) => answer(new Request(input as string, init)) },
  })
  if (email !== null) {
    const { error } = await client.auth.signInWithPassword({
      email,
      password: 'correct horse battery',
    })
    expect(error).toBeNull()
    if (level === 'aal2') {
      await backend.sql`update auth.sessions set aal = 'aal2' where user_id = (select id from auth.users where email = ${email})`
      await client.auth.refreshSession()
    }
  }
  return client.storage.from('posters')
}

const webp = (bytes = 40) =>
  new Blob(['RIFF', new Uint8Array(4), 'WEBPVP8 ', new Uint8Array(bytes)], { type: 'image/webp' })

test('a manager’s poster is seen by everyone, and gone once it is removed', async () => {
  const bucket = await bucketOf('ana@staff.test')
  const path = `night-1/${crypto.randomUUID()}.webp`
  expect((await bucket.upload(path, webp(), { contentType: 'image/webp' })).error).toBeNull()
  const { publicUrl } = bucket.getPublicUrl(path).data
  const seen = await answer(new Request(publicUrl))
  expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/webp'])
  expect(
    Buffer.from(await seen.arrayBuffer())
      .subarray(8, 12)
      .toString(),
  ).toBe('WEBP')
  const again = await bucket.upload(path, webp(), { contentType: 'image/webp' })
  expect(again.error?.message).toBe('The resource already exists')
  await bucket.remove([path])
  expect((await answer(new Request(publicUrl))).status).toBe(404)
})

test('what no night has shown for a month is found, and removed with the secret key alone', async () => {
  const bucket = await bucketOf('ana@staff.test')
  const [shown, replaced, fresh] = [1, 2, 3].map(
    () => `${crypto.randomUUID()}/${crypto.randomUUID()}`,
  )
  const sizes = (poster = '') => ['', '-800', '-48'].map((size) => `${poster}${size}.webp`)
  for (const name of [shown, replaced, fresh].flatMap(sizes)) {
    expect((await bucket.upload(name, webp(), { contentType: 'image/webp' })).error).toBeNull()
  }
  await backend.sql`
    update storage.objects set created_at = now() - interval '31 days' where name like ${`${shown}%`} or name like ${`${replaced}%`}`
  await backend.sql`
    insert into public.events (name, slug, code, event_day, event_date, doors_open_at, ends_at, timezone, venue_name, venue_capacity, status, image_url)
    values ('N', 'n-1', 'NN', current_date, now(), now(), now() + interval '5 hours', 'UTC', 'V', 10, 'draft', ${`/storage/v1/object/public/posters/${shown}.webp`})`
  // A night that changed its picture today keeps the one before for a month, however old that is.
  const [left] = await backend.sql`
    update public.events set image_url = ${`/storage/v1/object/public/posters/${replaced}.webp`} where slug = 'n-1' returning id`
  await backend.sql`
    update public.events set image_url = ${`/storage/v1/object/public/posters/${shown}.webp`} where id = ${left?.id}`
  const unused = async () => {
    const [row] = await backend.sql`select public.unused_posters(50) as names`
    return row?.names as string[]
  }
  expect(await unused()).toEqual([])
  await backend.sql`update public.left_posters set left_at = now() - interval '31 days'`
  expect(await unused()).toEqual(sizes(replaced).sort())
  const remove = (key: string) =>
    createSupabasePosters({
      url: origin,
      secretKey: key,
      fetch: async (input, init) => answer(new Request(input as string, init)),
    }).remove(sizes(replaced))
  expect(await remove('sb_secret_wrong')).toBe(false)
  expect(await unused()).toHaveLength(3)
  expect(await remove(backend.secretKey)).toBe(true)
  expect(await unused()).toEqual([])
})

test('what is no picture, too large or of another type is refused by the server', async () => {
  const bucket = await bucketOf('ana@staff.test')
  const upload = async (body: Blob, contentType: string) =>
    (await bucket.upload(`x/${crypto.randomUUID()}.webp`, body, { contentType })).error?.message
  const page = new Blob(['<script>alert(1)</script>'], { type: 'image/webp' })
  expect(await upload(page, 'image/webp')).toBe('mime type is not supported')
  const svg = new Blob(['<svg/>'], { type: 'image/svg+xml' })
  expect(await upload(svg, 'image/svg+xml')).toBe('mime type is not supported')
  expect(await upload(webp(1_100_000), 'image/webp')).toBe(
    'The object exceeded the maximum allowed size',
  )
})

test('a manager with a second factor adds one only after showing it', async () => {
  const [gil] = await backend.sql`
    select internal.ensure_staff_member('gil@staff.test', 'correct horse battery', 'Gil', 'manager') as id`
  const bucket = await bucketOf('gil@staff.test')
  const add = async () =>
    (await bucket.upload(`z/${crypto.randomUUID()}.webp`, webp(), { contentType: 'image/webp' }))
      .error?.message
  expect(await add()).toBeUndefined()
  const shownBefore = await bucketOf('gil@staff.test', 'aal2')
  await backend.sql`
    insert into auth.mfa_factors (user_id, factor_type, status, secret) values (${gil?.id}, 'totp', 'verified', 'x')`
  expect(await add()).toBe('new row violates row-level security policy')
  const path = `z/${crypto.randomUUID()}.webp`
  const { error } = await shownBefore.upload(path, webp(), { contentType: 'image/webp' })
  expect(error).toBeNull()
})

test.each(['fede@staff.test', null])('%s may neither add nor remove one', async (email) => {
  const path = `night-2/${crypto.randomUUID()}.webp`
  await (await bucketOf('ana@staff.test')).upload(path, webp(), { contentType: 'image/webp' })
  const bucket = await bucketOf(email)
  expect(
    (await bucket.upload('y/z.webp', webp(), { contentType: 'image/webp' })).error,
  ).not.toBeNull()
  await bucket.remove([path])
  const [row] =
    await backend.sql`select count(*)::int as n from storage.objects where name = ${path}`
  expect(row?.n).toBe(1)
})
