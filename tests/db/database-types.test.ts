// supabase/types/database.ts matches the current database.
import { readFileSync } from 'node:fs'
import type { Database } from '@maguey/supabase/database-types'
import { readCatalog } from '@maguey/supabase/typegen/read-catalog'
import { writeTypes } from '@maguey/supabase/typegen/write-types'
import type { ScanDirection } from '@maguey/ticket-core/scan-record'
import type { ScanCode } from '@maguey/ticket-core/verdict'
import type { ScanResult } from '@maguey/wire/scanner-push'
import type { TicketWord } from '@maguey/wire/ticket-word'
import type { SupabaseClient } from '@supabase/supabase-js'
import { expect, expectTypeOf, it } from 'vitest'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()

it('the generated types are fresh: run `npm run db:types` after a migration', async () => {
  const fresh = writeTypes(await readCatalog((query) => db().sql.unsafe(query)))
  const kept = readFileSync(new URL('../../supabase/types/database.ts', import.meta.url), 'utf8')
  expect(kept).toBe(fresh)
})

it('the generated types are what supabase-js takes', () => {
  type Client = SupabaseClient<Database>
  const readTaken = async (client: Client) =>
    (await client.from('events').select('taken, ticket_types').single()).data
  const readEvent = async (client: Client) =>
    (await client.rpc('event_availability', { p_event: 'x' })).data
  expectTypeOf(readTaken).returns.resolves.toEqualTypeOf<{
    taken: number
    ticket_types: Database['public']['Tables']['events']['Row']['ticket_types']
  } | null>()
  expectTypeOf(readEvent).returns.resolves.not.toBeAny()
  // @ts-expect-error an argument that the function does not have
  void ((client: Client) => client.rpc('event_availability', { p_evnt: 'x' }))
})

it('a status is the same union in the database, on the wire and in the core', () => {
  type Row<Table extends keyof Database['public']['Tables']> =
    Database['public']['Tables'][Table]['Row']
  expectTypeOf<Row<'tickets'>['status']>().toEqualTypeOf<TicketWord['status']>()
  expectTypeOf<Row<'tickets'>['presence']>().toEqualTypeOf<TicketWord['presence']>()
  expectTypeOf<Row<'scans'>['result']>().toEqualTypeOf<ScanResult>()
  expectTypeOf<Row<'scans'>['verdict']>().toEqualTypeOf<ScanCode>()
  expectTypeOf<Row<'scans'>['direction']>().toEqualTypeOf<ScanDirection>()
})
