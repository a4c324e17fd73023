// The back office's one connection: a supabase-js client whose session is kept on this device.
import { readConfig } from '@maguey/ui/config/page-config.ts'
import type { ApiPorts } from '@maguey/wire/endpoint'
import { openClient } from '@maguey/wire/open-client'
import type { SupabaseClient } from '@supabase/supabase-js'
import { createSessionStore, type SessionStore } from '#features/sign-in/session-store.ts'
import { getLocale } from '#i18n'

export const SESSION_KEY = 'maguey.manager'

export type Runtime = {
  client: SupabaseClient
  session: SessionStore
  /** The functions' API. */
  api: ApiPorts
  scannerUrl: string
}

let made: Runtime | undefined

export function runtime(): Runtime {
  if (made) return made
  const config = readConfig()
  const client = openClient({ ...config, storageKey: SESSION_KEY })
  const session = createSessionStore(client.auth, localStorage, SESSION_KEY)
  const api: ApiPorts = {
    apiUrl: `${config.apiUrl}/functions/v1`,
    fetch: (...args) => fetch(...args),
    locale: getLocale,
    isOnline: () => navigator.onLine,
  }
  made = { client, session, api, scannerUrl: config.scannerUrl }
  return made
}
