// Trades a one-time code for this phone's own sign-in.
import * as v from 'valibot'
import type { DoorDb } from '#db/door-db.ts'
import type { MetaValues } from '#db/rows.ts'

export type PairProblem =
  | 'pairing_code_invalid'
  | 'pairing_code_used'
  | 'pairing_code_expired'
  | 'too_many_requests'
  | 'unreachable'
  | 'unexpected'

export type PairResult = { ok: true; deviceName: string } | { ok: false; problem: PairProblem }

const pairedSchema = v.object({
  device_id: v.string(),
  email: v.string(),
  password: v.string(),
  device_name: v.string(),
  gate_id: v.nullish(v.string(), null),
})

const errorSchema = v.object({
  error: v.object({
    code: v.picklist([
      'pairing_code_invalid',
      'pairing_code_used',
      'pairing_code_expired',
      'too_many_requests',
    ]),
  }),
})

export type PairAnswer =
  | { ok: true; credential: MetaValues['credential']; gateId: string | null }
  | { ok: false; problem: PairProblem }

/** Never rejects. */
export async function askForPairing(
  apiUrl: string,
  code: string,
  ask: typeof fetch = fetch,
): Promise<PairAnswer> {
  try {
    const response = await ask(`${apiUrl}/functions/v1/api/devices/pair`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
      signal: AbortSignal.timeout(20_000),
    })
    return answerFrom(response.ok, await response.json())
  } catch (error) {
    // A body that is no JSON comes from something else than our API.
    return { ok: false, problem: error instanceof SyntaxError ? 'unexpected' : 'unreachable' }
  }
}

function answerFrom(ok: boolean, body: unknown): PairAnswer {
  const paired = v.safeParse(pairedSchema, body)
  if (ok && paired.success) {
    const { device_id: deviceId, email, password, device_name: deviceName } = paired.output
    return {
      ok: true,
      gateId: paired.output.gate_id,
      credential: { deviceId, email, password, deviceName },
    }
  }
  const refused = v.safeParse(errorSchema, body)
  return { ok: false, problem: refused.success ? refused.output.error.code : 'unexpected' }
}

/**
 * Keeps the new sign-in. The queue of an earlier pairing stays and goes out under the new one; the lists are pulled
 * anew, since they may be of other events.
 */
export async function keepPairing(
  db: DoorDb,
  answer: Extract<PairAnswer, { ok: true }>,
): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    await db.meta.bulkDelete(['revoked', 'choice', 'offers'])
    await db.meta.bulkPut([
      { key: 'credential', value: answer.credential },
      { key: 'gateHint', value: answer.gateId },
    ])
  })
}
