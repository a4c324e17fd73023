// Where somebody is signed in, and signing out there, through the real client and Auth.
import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTemporaryFolder } from '../database/open-database.ts'
import { loadSecrets } from '../database/secrets.ts'
import { nodeSocket } from '../realtime/node-socket.ts'
import { type Backend, openEmbeddedBackend } from '../stack/embedded-backend.ts'

const email = 'ana@staff.test'
const password = 'correct horse battery'
let backend: Backend

beforeAll(async () => {
  const dataDir = await makeTemporaryFolder()
  const secrets = await loadSecrets(dataDir)
  const options = { dataDir, secrets, seed: false, throwAway: true, onProgress() {} }
  backend = await openEmbeddedBackend(options)
  await backend.sql`select internal.ensure_staff_member(${email}, ${password}, 'Ana', 'manager')`
})

afterAll(async () => {
  await backend.close()
})

async function signIn() {
  const answer = (request: Request) => backend.supabase(request, {} as never)
  const client = createClient('http://api.test', backend.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport: nodeSocket },
    global: { fetch: async (input, init) => answer(new Request(input as string, init)) },
  })
  expect((await client.auth.signInWithPassword({ email, password })).error).toBeNull()
  return client
}

test('a session ended elsewhere can’t be renewed, and the audit log says who ended it', async () => {
  const phone = await signIn()
  const desk = await signIn()
  const { data: sessions } = await desk.rpc('own_sessions')
  const other = sessions.find((session: { here: boolean }) => !session.here)
  expect(sessions).toHaveLength(2)
  expect((await desk.rpc('end_own_session', { p_id: other.id })).error).toBeNull()
  expect((await phone.auth.refreshSession()).error).not.toBeNull()
  expect((await desk.auth.refreshSession()).error).toBeNull()
  const log = await backend.sql`
    select a.detail, u.email from public.audit_log a join auth.users u on u.id = a.actor where a.action = 'end_session'`
  expect([...log]).toEqual([{ detail: { session_id: other.id }, email }])
  // What is no session of theirs leaves no entry.
  expect((await desk.rpc('end_own_session', { p_id: other.id })).error?.message).toBe('not_found')
  expect(await backend.sql`select from public.audit_log where action = 'end_session'`).toHaveLength(
    1,
  )
})
