// Use case: background work. Its parts are independent: a failure in one, or a provider that hangs, delays only that part.
import type { Dependencies } from '../dependencies.ts'
import { askAboutRefunds, carryRefunds } from './carry-refunds.ts'
import { catchUp } from './catch-up.ts'
import { readBalance } from './read-balance.ts'
import { reconcileOrders } from './reconcile-orders.ts'
import { sealRecords } from './seal-records.ts'
import { sendFoundTickets } from './send-found-tickets.ts'
import { sendMails } from './send-mails.ts'
import { sendStaffMails } from './send-staff-mails.ts'
import { sendWaitingMails } from './send-waiting-mails.ts'
import { sweepPosters } from './sweep-posters.ts'
import { tellWallets } from './tell-wallets.ts'

const SWEEP_BATCH = 5000
const CANCELLATION_BATCH = 50
const REMINDER_BATCH = 500
const FORGET_BATCH = 200
const RECEIPT_BATCH = 1000

export type WorkDone = {
  mails_sent: number
  holds_released: number
  orders_reconciled: number
  refunds_carried: number
  orders_cancelled: number
  events_caught_up: number
}

export async function runWorker(deps: Dependencies): Promise<WorkDone> {
  const [money, missed, holdsReleased, mailsSent] = await Promise.all([
    workOnMoney(deps),
    catchUp(deps),
    sweepHolds(deps),
    offerAndSend(deps),
    sendStaffMails(deps),
    sendFoundTickets(deps),
    sendWaitingMails(deps),
    forgetGuests(deps),
    readBalance(deps),
    issueReceipts(deps),
    sealRecords(deps),
    tellWallets(deps),
    sweepHourly(deps),
  ])
  return {
    mails_sent: mailsSent,
    holds_released: holdsReleased,
    events_caught_up: missed,
    ...money,
  }
}

/** Seats that came free are offered, and offers and reminders that are due go out in the same round. */
async function offerAndSend(deps: Dependencies): Promise<number> {
  const offered = await deps.database.offerWaitingSeats()
  if (!offered.ok) deps.log({ level: 'error', event: 'offers_failed', code: offered.problem.code })
  const queued = await deps.database.queueReminders(REMINDER_BATCH)
  if (!queued.ok) deps.log({ level: 'error', event: 'reminders_failed', code: queued.problem.code })
  return sendMails(deps)
}

async function workOnMoney(deps: Dependencies) {
  const ordersReconciled = await reconcileOrders(deps)
  const ordersCancelled = await cancelOrders(deps)
  const refundsCarried = await carryRefunds(deps)
  await askAboutRefunds(deps)
  return {
    orders_reconciled: ordersReconciled,
    orders_cancelled: ordersCancelled,
    refunds_carried: refundsCarried,
  }
}

/** Orders of cancelled nights; the next round continues where this one stops. */
async function cancelOrders({ database, log }: Dependencies): Promise<number> {
  const settled = await database.workOnCancellations(CANCELLATION_BATCH)
  if (settled.ok) return settled.value
  log({ level: 'error', event: 'cancellation_failed', code: settled.problem.code })
  return 0
}

/** What may wait: in the first minute of each hour. */
async function sweepHourly(deps: Dependencies): Promise<void> {
  if (new Date(deps.clock.nowMs()).getUTCMinutes() !== 0) return
  await deps.database.sweepRateBuckets()
  await deps.database.sweepPassRegistrations()
  await sweepPosters(deps)
}

async function sweepHolds({ database, log }: Dependencies): Promise<number> {
  const swept = await database.sweepHolds(SWEEP_BATCH)
  if (swept.ok) return swept.value
  log({ level: 'error', event: 'sweep_failed', code: swept.problem.code })
  return 0
}

async function issueReceipts({ database, log }: Dependencies): Promise<void> {
  const issued = await database.issueReceipts(RECEIPT_BATCH)
  if (!issued.ok) log({ level: 'error', event: 'receipts_failed', code: issued.problem.code })
}

/** Names and addresses of nights that are long over, where the club says so. */
async function forgetGuests({ database, log }: Dependencies): Promise<void> {
  const forgotten = await database.forgetOldGuests(FORGET_BATCH)
  if (!forgotten.ok) log({ level: 'error', event: 'forget_failed', code: forgotten.problem.code })
}
