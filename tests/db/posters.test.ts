// Which posters a night may have: the same paths for the database and for the two apps that make and show them.
import { readPosterPath } from '@maguey/wire/posters'
import { expect, it } from 'vitest'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()
const stored = '/storage/v1/object/public/posters/0a1b2c3d-0000-4000-8000-000000000000/9f-1'

it.each([
  [true, '/images/perreo-fridays.webp'],
  [true, '/images/a.jpg'],
  [true, `${stored}.webp`],
  [true, `${stored}.jpg`],
  [false, `${stored}.png`],
  [false, `${stored}.webp\n`],
  [false, `${stored}.webp?width=800`],
  [false, '/storage/v1/object/public/other/0a/1b.webp'],
  [false, '/storage/v1/object/public/posters/1b.webp'],
  [false, '/images/../secret.webp'],
  [false, '/images/Shouting.webp'],
  [false, 'images/perreo-fridays.webp'],
  [false, 'https://example.com/images/a.webp'],
  [false, ''],
])('%s: %j', async (expected, path) => {
  const [row] = await db().sql`select internal.is_poster_path(${path}) as holds`
  expect({ sql: row?.holds, apps: readPosterPath(path) !== null }).toEqual({
    sql: expected,
    apps: expected,
  })
})
