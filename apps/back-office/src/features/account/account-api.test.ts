import type { ApiPorts } from '@maguey/wire/endpoint'
import type { SupabaseClient } from '@supabase/supabase-js'
import { expect, it } from 'vitest'
import { createAccountApi } from './account-api.ts'

it('sends passwords to the API at the address that every other page uses', async () => {
  const asked: string[] = []
  const ports: ApiPorts = {
    apiUrl: 'https://club.example/functions/v1',
    fetch: async (url) => {
      asked.push(String(url))
      return Response.json({ email: 'ana@example.com' })
    },
    locale: () => 'en',
    isOnline: () => true,
  }
  const api = createAccountApi({} as SupabaseClient, ports)
  expect(await api.redeem('token', 'long enough')).toMatchObject({ ok: true })
  await api.forgot('ana@example.com')
  expect(asked.map((url) => new URL(url).pathname.split('/').slice(0, 4).join('/'))).toEqual([
    '/functions/v1/api',
    '/functions/v1/api',
  ])
})
