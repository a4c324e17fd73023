// Trades a one-time code for this phone's own sign-in.
import { callApi } from '@maguey/wire/endpoint'
import { type Failure, isNoAnswer } from '@maguey/wire/failure'
import { pairPhone } from '@maguey/wire/pairing'
import type { DoorDb } from '#db/door-db.ts'
import type { MetaValues } from '#db/rows.ts'
import { currentLocale } from '#shared/locale.ts'

const REFUSALS = [
  'pairing_code_invalid',
  'pairing_code_used',
  'pairing_code_expired',
  'too_many_requests',
] as const

export type PairProblem = (typeof REFUSALS)[number] | 'unreachable' | 'unexpected'

export type PairAnswer =
  | { ok: true; credential: MetaValues['credential']; gateId: string | null }
  | { ok: false; problem: PairProblem }

/** A code works only once, so a late answer is better than none. */
const DEADLINE_MS = 20_000

/** Never rejects. */
export async function askForPairing(
  apiUrl: string,
  code: string,
  ask: typeof fetch = (...args) => fetch(...args),
): Promise<PairAnswer> {
  const ports = {
    apiUrl: `${apiUrl}/functions/v1`,
    fetch: ask,
    locale: currentLocale,
    // Offline or not, the remedy is the same: the code stays valid.
    isOnline: () => true,
  }
  const answer = await callApi(ports, pairPhone, { body: { code }, deadlineMs: DEADLINE_MS })
  if (!answer.ok) return { ok: false, problem: problemOf(answer.failure) }
  const { device_id: deviceId, email, password, device_name: deviceName, gate_id } = answer.value
  return { ok: true, gateId: gate_id, credential: { deviceId, email, password, deviceName } }
}

function problemOf(failure: Failure): PairProblem {
  if (isNoAnswer(failure)) return 'unreachable'
  if (failure.kind === 'busy') return 'too_many_requests'
  const code = failure.kind === 'refused' ? failure.code : undefined
  return REFUSALS.find((refusal) => refusal === code) ?? 'unexpected'
}

/**
 * Stores the new sign-in. The queue of an earlier pairing is kept and sent under the new one; the lists are pulled
 * again, since they may belong to other events.
 */
export async function keepPairing(
  db: DoorDb,
  answer: Extract<PairAnswer, { ok: true }>,
): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    await db.meta.bulkDelete(['revoked', 'choice', 'offers', 'stock'])
    await db.meta.bulkPut([
      { key: 'credential', value: answer.credential },
      { key: 'gateHint', value: answer.gateId },
    ])
  })
}
