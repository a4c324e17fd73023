// Use case: send mails that wait, free seats whose hold lapsed, ask the provider about orders that stayed open.
import type { Dependencies } from '../dependencies.ts'
import { reconcileOrders } from './reconcile-orders.ts'
import { sendMails } from './send-mails.ts'

const SWEEP_BATCH = 200

export type WorkDone = { mails_sent: number; holds_released: number; orders_reconciled: number }

/** The three are independent: trouble in one is logged and does not stop the others. */
export async function runWorker(deps: Dependencies): Promise<WorkDone> {
  const ordersReconciled = await reconcileOrders(deps)
  const holdsReleased = await sweepHolds(deps)
  const mailsSent = await sendMails(deps)
  return {
    mails_sent: mailsSent,
    holds_released: holdsReleased,
    orders_reconciled: ordersReconciled,
  }
}

async function sweepHolds({ database, clock, log }: Dependencies): Promise<number> {
  if (new Date(clock.nowMs()).getUTCMinutes() === 0) await database.sweepRateBuckets()
  const swept = await database.sweepHolds(SWEEP_BATCH)
  if (swept.ok) return swept.value
  log({ level: 'error', event: 'sweep_failed', code: swept.problem.code })
  return 0
}
