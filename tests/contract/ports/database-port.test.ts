// The database port: the unit tests' fake, and the real adapter with the real SQL.
import { createSupabaseDatabase } from '@maguey/functions/adapters/supabase-database'
import { exampleEvent } from '@maguey/functions/testing/examples'
import { MemoryDatabase } from '@maguey/functions/testing/memory-database'
import { type Database, openDatabase } from '@maguey/local-stack/database/open-database'
import { afterAll, beforeAll, describe } from 'vitest'
import { createNight } from '../support/nights.ts'
import { type DatabaseTarget, databasePortSuite } from './database-port.ts'

describe('the fake', () => {
  const database = new MemoryDatabase({ nowMs: Date.now() })
  databasePortSuite(() => ({ database, event: exampleEvent.slug }))
})

describe('the adapter before the SQL', () => {
  let opened: Database
  let target: DatabaseTarget

  beforeAll(async () => {
    opened = await openDatabase()
    const night = await createNight(opened, { capacity: 200 })
    const database = createSupabaseDatabase({
      url: 'http://supabase.test',
      secretKey: opened.secrets.secretKey,
      log: () => undefined,
      fetch: async (url, init) => opened.api.fetch(new Request(url, init)),
    })
    target = { database, event: night.slug }
  })

  afterAll(async () => {
    await opened?.close()
  })

  databasePortSuite(() => target)
})
