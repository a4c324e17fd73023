// The manager's own connection: one supabase-js client with its own stored session, apart from the door phone's.
import { openClient } from '@maguey/wire/open-client'
import type { SupabaseClient } from '@supabase/supabase-js'
import { createSessionStore, type SessionStore } from '#features/manage-signin/session-store.ts'
import { readConfig } from '#shared/config.ts'

/** Where the session is kept. The door's is elsewhere: signing out here never unpairs the phone. */
export const MANAGER_STORAGE_KEY = 'maguey.manager'

export type ManagerRuntime = {
  client: SupabaseClient
  session: SessionStore
  scannerUrl: string
}

let runtime: ManagerRuntime | undefined

/** Made on first use, because most phones never open the manager's part. */
export function managerRuntime(): ManagerRuntime {
  if (runtime) return runtime
  const config = readConfig()
  const client = openClient({ ...config, storageKey: MANAGER_STORAGE_KEY })
  const session = createSessionStore(client.auth, localStorage, MANAGER_STORAGE_KEY)
  runtime = { client, session, scannerUrl: config.scannerUrl || location.origin }
  return runtime
}
