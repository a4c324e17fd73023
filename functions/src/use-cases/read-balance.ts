// Use case: read the provider's balance, so that the takings can be compared with it.
import type { Dependencies } from '../dependencies.ts'
import type { StaffDesk } from '../ports/staff-desk.ts'
import { failure, type Result, success } from '../problem.ts'
import { windowsOf } from './catch-up.ts'

type BalanceDependencies = Pick<Dependencies, 'payments' | 'database' | 'log'>

const WINDOW_SECONDS = 86_400

/** The worker's part; trouble is logged, and the next round reads on from the last window that was recorded. */
export async function readBalance(deps: BalanceDependencies): Promise<number> {
  const span = await deps.database.beginBalanceReading()
  if (!span.ok) {
    deps.log({ level: 'error', event: 'balance_failed', code: span.problem.code })
    return 0
  }
  if (span.value === null) return 0
  const read = await readSpan(deps, span.value)
  return read.ok ? read.value : 0
}

/** A manager wants to know now. `read` is false when somebody asked a moment ago. */
export async function checkBalance(
  deps: BalanceDependencies,
  desk: StaffDesk,
): Promise<Result<{ read: boolean }>> {
  const span = await desk.askForBalance()
  if (!span.ok) return span
  if (span.value === null) return success({ read: false })
  const read = await readSpan(deps, span.value)
  return read.ok ? success({ read: true }) : read
}

/** @returns how many transactions were new */
async function readSpan(
  { payments, database, log }: BalanceDependencies,
  { from, until }: { from: number; until: number },
): Promise<Result<number>> {
  let added = 0
  for (const window of windowsOf(from, until, WINDOW_SECONDS)) {
    const booked = await payments.listBalance(window)
    if (!booked.ok) {
      log({ level: 'error', event: 'balance_failed', reason: booked.reason })
      return failure('payment_provider_unavailable')
    }
    const recorded = await database.recordBalance({
      entries: booked.value,
      readUntil: window.until,
    })
    if (!recorded.ok) {
      log({ level: 'error', event: 'balance_failed', code: recorded.problem.code })
      return recorded
    }
    added += recorded.value
  }
  return success(added)
}
