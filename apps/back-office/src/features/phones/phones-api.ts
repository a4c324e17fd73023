// The calls that a manager makes about the phones of a night.
import { callSql, type SqlCaller } from '@maguey/wire/call'
import { eventPhones, type Phones, renameDevice, revokeDevice } from '@maguey/wire/event-phones'
import type { Answer } from '@maguey/wire/failure'
import { createPairingCode, type Pairing } from '@maguey/wire/pairing'

export type PhonesApi = {
  list: () => Promise<Answer<Phones>>
  pair: (name: string, gateId: string | null) => Promise<Answer<Pairing>>
  rename: (phoneId: string, name: string) => Promise<Answer<unknown>>
  revoke: (phoneId: string) => Promise<Answer<unknown>>
}

export function createPhonesApi(client: SqlCaller, eventId: string): PhonesApi {
  return {
    list: () => callSql(client, eventPhones, eventId),
    pair: (deviceName, gateId) =>
      callSql(client, createPairingCode, { eventIds: [eventId], gateId, deviceName }),
    rename: (deviceId, name) => callSql(client, renameDevice, { deviceId, name }),
    revoke: (deviceId) => callSql(client, revokeDevice, deviceId),
  }
}
