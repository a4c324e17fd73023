// The phone's line to the server: its sign-in, its calls and its topics. Loaded when the network is first needed, so
// that none of it delays the camera.
import { scannerTicket } from '@maguey/wire/scanner-ticket'
import type { SqlFunction } from '@maguey/wire/sql-function'
import { readTicketWord } from '@maguey/wire/ticket-word'
import type { SupabaseClient } from '@supabase/supabase-js'
import type { GenericSchema, InferOutput } from 'valibot'
import type { DoorStore } from '#db/door-store.ts'
import type { TicketWord } from '#db/rows.ts'
import { loadOnce } from '#shared/load-once.ts'
import { callAsPhone, type PhoneDeps, troubleOf } from './call-as-phone.ts'
import { createDeviceSession, STORAGE_KEY } from './device-session.ts'
import { ticketWord } from './door-wire.ts'
import { createSupabaseNetwork } from './supabase-network.ts'
import type { SyncTrouble } from './sync-ports.ts'

export type LineParts = {
  disk: Pick<DoorStore['disk'], 'readMeta'>
  appVersion: string
  /** Loads the library and creates the client, which stores its sign-in under this key. */
  client: (storageKey: string) => Promise<SupabaseClient>
}

export type PhoneAnswer<T> = { ok: true; value: T } | { ok: false; trouble: SyncTrouble }

export type PhoneLine = ReturnType<typeof openPhoneLine>

export function openPhoneLine({ disk, appVersion, client }: LineParts) {
  const loadedClient = loadOnce(() => client(STORAGE_KEY)).get
  const session = loadOnce(async () =>
    createDeviceSession(await loadedClient(), () => disk.readMeta('credential')),
  ).get
  const phone: PhoneDeps = { client: loadedClient, session, isOffline: () => !navigator.onLine }

  /** One call as this phone, outside of the loop. Never rejects. */
  const call = async <Input, const Schema extends GenericSchema>(
    sql: SqlFunction<Input, Schema>,
    input: NoInfer<Input>,
  ): Promise<PhoneAnswer<InferOutput<Schema>>> => {
    const answer = await callAsPhone(phone, sql, input)
    return answer.ok ? answer : { ok: false, trouble: troubleOf(answer.failure) }
  }

  return {
    call,
    network: createSupabaseNetwork({
      ...phone,
      platform: async () => ({ battery: await batteryLevel(), appVersion }),
    }),
    /** The server's word on one ticket; `silent` if there is none that this phone can use. Never rejects. */
    askTicket: async (eventId: string, ticketId: string): Promise<TicketSaid> => {
      const answer = await call(scannerTicket, { eventId, ticketId })
      if (!answer.ok || answer.value.revoked) return 'silent'
      if (answer.value.word === null) return 'no_such_ticket'
      const word = readTicketWord(answer.value.word)
      return word ? ticketWord(word) : 'silent'
    },
    /** The access token of this phone's own sign-in, for the HTTP API; null without one. Never rejects. */
    accessToken: async (): Promise<string | null> => {
      try {
        if ((await (await session()).ensure()) !== 'ready') return null
        return (await (await loadedClient()).auth.getSession()).data.session?.access_token ?? null
      } catch {
        return null
      }
    },
    forgetSession: async (): Promise<void> => await (await session()).forget(),
  }
}

export type TicketSaid = TicketWord | 'no_such_ticket' | 'silent'

type BatteryNavigator = Navigator & { getBattery?: () => Promise<{ level: number }> }

async function batteryLevel(): Promise<number | null> {
  try {
    return (await (navigator as BatteryNavigator).getBattery?.())?.level ?? null
  } catch {
    return null
  }
}
