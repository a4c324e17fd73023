// The database port over Supabase: one SQL function per method.
import { beginBalanceReading, recordBalance } from '@maguey/wire/balance'
import { attachCheckout, holdTickets, releaseHold } from '@maguey/wire/checkout'
import { clubFace } from '@maguey/wire/club'
import { grantStock } from '@maguey/wire/door-stock'
import { eventAvailability, eventFeed, eventList } from '@maguey/wire/events'
import type { Failure } from '@maguey/wire/failure'
import { claimTicketSearches, finishTicketSearch, requestTickets } from '@maguey/wire/find-tickets'
import {
  fulfilOrder,
  orderForFulfilment,
  ordersToReconcile,
  recordStripeEvent,
} from '@maguey/wire/fulfilment'
import {
  sweepHolds,
  sweepRateBuckets,
  takeRateToken,
  unusedPosters,
} from '@maguey/wire/housekeeping'
import {
  acceptReminders,
  claimMails,
  finishMail,
  queueReminders,
  recordMailEvent,
  refuseReminders,
} from '@maguey/wire/mail'
import {
  beginStripeCatchUp,
  finishStripeCatchUp,
  unheardStripeEvents,
} from '@maguey/wire/missed-events'
import { keepSeal, recordsToSeal } from '@maguey/wire/night-records'
import { orderView } from '@maguey/wire/orders'
import { pairDevice } from '@maguey/wire/pairing'
import * as passes from '@maguey/wire/pass-updates'
import { forgetOldGuests } from '@maguey/wire/people'
import { promoOffer } from '@maguey/wire/promo-codes'
import { promoterAddNames, promoterChangeName, promoterView } from '@maguey/wire/promoters'
import { issueReceipts, orderReceipts } from '@maguey/wire/receipts'
import {
  claimRefunds,
  finishRefund,
  refundsToAskAbout,
  workOnCancellations,
} from '@maguey/wire/refunds'
import * as returns from '@maguey/wire/returns'
import {
  claimStaffMails,
  finishStaffMail,
  redeemStaffLink,
  requestPasswordReset,
} from '@maguey/wire/staff-managing'
import * as transfers from '@maguey/wire/transfers'
import * as waiting from '@maguey/wire/waiting-list'
import type { Database } from '../ports/database.ts'
import { failure, success } from '../problem.ts'
import { type CallOptions, createCall } from './supabase-call.ts'

/** Another row already has a value that must be unique. https://www.postgresql.org/docs/17/errcodes-appendix.html */
const UNIQUE_VIOLATION = '23505'

export function createSupabaseDatabase(options: CallOptions): Database {
  const call = createCall(options)
  const [list, sweepBuckets, pair] = [call(eventList), call(sweepRateBuckets), call(pairDevice)]
  const [club, feed] = [call(clubFace), call(eventFeed)]
  const beginCatchUp = call(beginStripeCatchUp)
  const beginBalance = call(beginBalanceReading)
  return {
    listEvents: () => list(undefined),
    readEventFeed: () => feed(undefined),
    readAvailability: call(eventAvailability),
    readPromoOffer: call(promoOffer),
    readClub: () => club(undefined),
    requestPasswordReset: call(requestPasswordReset),
    redeemStaffLink: call(redeemStaffLink),
    claimStaffMails: call(claimStaffMails),
    finishStaffMail: call(finishStaffMail),
    requestTickets: call(requestTickets),
    claimTicketSearches: call(claimTicketSearches),
    finishTicketSearch: call(finishTicketSearch),
    forgetOldGuests: call(forgetOldGuests),
    takeRateToken: call(takeRateToken),
    holdTickets: call(holdTickets),
    attachCheckout: call(attachCheckout),
    releaseHold: call(releaseHold),
    readOrder: call(orderView),
    readReceipts: call(orderReceipts),
    issueReceipts: call(issueReceipts),
    readOrderForFulfilment: call(orderForFulfilment),
    ...callsByLink(call),
    ...waitingCalls(call),
    ...passCalls(call),
    recordStripeEvent: call(recordStripeEvent),
    beginStripeCatchUp: () => beginCatchUp(undefined),
    unheardStripeEvents: call(unheardStripeEvents),
    finishStripeCatchUp: call(finishStripeCatchUp),
    beginBalanceReading: () => beginBalance(undefined),
    recordBalance: call(recordBalance),
    listOrdersToReconcile: call(ordersToReconcile),
    claimRefunds: call(claimRefunds),
    finishRefund: call(finishRefund),
    listRefundsToAskAbout: call(refundsToAskAbout),
    workOnCancellations: call(workOnCancellations),
    claimMails: call(claimMails),
    finishMail: call(finishMail),
    recordMailEvent: call(recordMailEvent),
    queueReminders: call(queueReminders),
    refuseReminders: call(refuseReminders),
    acceptReminders: call(acceptReminders),
    ...{ listRecordsToSeal: call(recordsToSeal), keepSeal: call(keepSeal) },
    grantStock: call(grantStock),
    ...{ sweepHolds: call(sweepHolds), unusedPosters: call(unusedPosters) },
    sweepRateBuckets: () => sweepBuckets(undefined),
    fulfilOrder: call(fulfilOrder, ticketIdTaken),
    async pairDevice(pairing) {
      const answer = await pair(pairing)
      if (!answer.ok) return answer
      if (!answer.value.ok) return failure(answer.value.code)
      const { ok: _ok, ...device } = answer.value
      return success(device)
    },
  }
}

/** What the links of offered tickets and of promoters open. */
const callsByLink = (call: ReturnType<typeof createCall>) => ({
  offerTransfer: call(transfers.offerTransferInSql),
  takeBackTransfer: call(transfers.takeBackTransferInSql),
  listTransfers: call(transfers.orderTransfers),
  readTransfer: call(transfers.transferView),
  readTicketToAccept: call(transfers.ticketToAccept),
  acceptTransfer: call(transfers.acceptTransferInSql),
  readPromoter: call(promoterView),
  addPromoterNames: call(promoterAddNames),
  changePromoterName: call(promoterChangeName),
})

function waitingCalls(call: ReturnType<typeof createCall>) {
  const offerSeats = call(waiting.offerWaitingSeats)
  return {
    joinWaiting: call(waiting.joinWaitingInSql),
    readWaiting: call(waiting.waitingView),
    beginOffer: call(waiting.beginOffer),
    leaveWaiting: call(waiting.leaveWaitingInSql),
    offerWaitingSeats: () => offerSeats(undefined),
    claimWaitingMails: call(waiting.claimWaitingMails),
    finishWaitingMail: call(waiting.finishWaitingMail),
    returnTicket: call(returns.returnTicketInSql),
    takeBackReturn: call(returns.takeBackReturnInSql),
    listReturns: call(returns.orderReturns),
  }
}

function passCalls(call: ReturnType<typeof createCall>) {
  const sweep = call(passes.sweepPassRegistrations)
  return {
    handOutPass: call(passes.handOutPass),
    claimGooglePasses: call(passes.claimGooglePasses),
    claimApplePasses: call(passes.claimApplePasses),
    finishPasses: call(passes.finishPasses),
    forgetPushTokens: call(passes.forgetPushTokens),
    readApplePass: call(passes.applePass),
    registerPass: call(passes.registerPass),
    unregisterPass: call(passes.unregisterPass),
    listPassesOfDevice: call(passes.passesOfDevice),
    sweepPassRegistrations: () => sweep(undefined),
  }
}

function ticketIdTaken(failed: Failure) {
  const taken = failed.kind === 'malformed' && failed.code === UNIQUE_VIOLATION
  return taken ? { outcome: 'ticket_id_taken' as const } : undefined
}
