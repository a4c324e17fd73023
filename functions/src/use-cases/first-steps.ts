// Use case: how far the installation is, with what the payment provider says to our key.
import type { FirstSteps } from '@maguey/wire/club'
import type { Dependencies } from '../dependencies.ts'
import type { Payments } from '../ports/payments.ts'
import type { StaffDesk } from '../ports/staff-desk.ts'
import { type Result, success } from '../problem.ts'

export async function firstSteps(
  { payments }: Pick<Dependencies, 'payments'>,
  desk: StaffDesk,
): Promise<Result<FirstSteps>> {
  // The database first: it refuses whoever may not know.
  const done = await desk.readFirstSteps()
  if (!done.ok) return done
  return success({ ...done.value, payments: stateOf(await payments.checkKey()) })
}

function stateOf(key: Awaited<ReturnType<Payments['checkKey']>>): FirstSteps['payments'] {
  if (key.ok) return key.value.live ? 'live' : 'test'
  return key.code === 'unavailable' ? 'unreachable' : 'refused'
}
