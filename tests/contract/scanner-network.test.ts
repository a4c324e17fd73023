// The scanner's real network against the real SQL and Realtime, under the same contract as its unit tests' fake.
import { nodeSocket } from '@maguey/local-stack/realtime/node-socket'
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { openClient } from '@maguey/wire/open-client'
import { afterAll, beforeAll } from 'vitest'
import { createDeviceSession } from '../../apps/scanner-pwa/src/features/sync/device-session.ts'
import { createSupabaseNetwork } from '../../apps/scanner-pwa/src/features/sync/supabase-network.ts'
import {
  type ContractDoor,
  syncNetworkContract,
} from '../../apps/scanner-pwa/src/features/sync/sync-network-contract.ts'
import { makeNight } from '../db/support/make-night.ts'
import { buy } from '../db/support/sell.ts'
import { postJson } from './support/target.ts'

type Paired = { device_id: string; email: string; password: string; device_name: string }

let stack: Stack
let door: ContractDoor

beforeAll(async () => {
  stack = await startStack({ serveApps: false, seed: false })
  const { apiUrl, publishableKey } = stack.info
  const open = (storageKey: string) =>
    openClient({ apiUrl, publishableKey, storageKey, transport: nodeSocket })
  const night = await makeNight(stack.sql)
  const manager = open('manager')
  await manager.auth.signInWithPassword(stack.info.manager)
  const { data } = await manager.rpc('create_pairing_code', {
    p_event_ids: [night.eventId],
    p_gate_id: night.mainGate,
    p_device_name: 'North door',
  })
  const { code } = data as { code: string }
  const paired = await postJson<Paired>(`${apiUrl}/functions/v1/api/devices/pair`, { code })
  const { device_id: deviceId, email, password } = paired.body
  const credential = { deviceId, email, password, deviceName: 'North door' }
  const phone = open('phone')
  const nowhere = { removeItem: () => {} }
  const session = createDeviceSession(phone, async () => credential, nowhere)
  door = {
    network: createSupabaseNetwork({
      client: async () => phone,
      session: async () => session,
      isOffline: () => false,
      platform: async () => ({ battery: null, appVersion: 'test' }),
    }),
    eventId: night.eventId,
    gate: { id: night.mainGate, name: 'Main' },
    deviceName: 'North door',
    tickets: await buy(stack.sql, night, { lines: [{ ticket_type: 'VIP', quantity: 4 }] }),
    revoke: async () => {
      await manager.rpc('revoke_device', { p_device_id: deviceId })
    },
  }
})

afterAll(async () => {
  await stack?.stop()
})

syncNetworkContract('the real server', () => door)
