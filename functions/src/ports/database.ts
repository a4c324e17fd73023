// The port to the database: one method per SQL function, so that one call is one transaction.
import type * as balance from '@maguey/wire/balance'
import type * as checkout from '@maguey/wire/checkout'
import type * as club from '@maguey/wire/club'
import type * as stock from '@maguey/wire/door-stock'
import type * as events from '@maguey/wire/events'
import type * as search from '@maguey/wire/find-tickets'
import type * as fulfilment from '@maguey/wire/fulfilment'
import type * as housekeeping from '@maguey/wire/housekeeping'
import type * as mail from '@maguey/wire/mail'
import type * as missed from '@maguey/wire/missed-events'
import type * as records from '@maguey/wire/night-records'
import type * as orders from '@maguey/wire/orders'
import type { PairedDevice } from '@maguey/wire/pairing'
import type * as passes from '@maguey/wire/pass-updates'
import type * as people from '@maguey/wire/people'
import type * as promoCodes from '@maguey/wire/promo-codes'
import type * as promoters from '@maguey/wire/promoters'
import type * as receipts from '@maguey/wire/receipts'
import type * as refunds from '@maguey/wire/refunds'
import type * as returns from '@maguey/wire/returns'
import type { SqlFunction } from '@maguey/wire/sql-function'
import type * as staff from '@maguey/wire/staff-managing'
import type * as transfers from '@maguey/wire/transfers'
import type * as waiting from '@maguey/wire/waiting-list'
import type { GenericSchema, InferOutput } from 'valibot'
import type { Result } from '../problem.ts'

/** One SQL function, as the use cases call it. */
export type Ask<Function> =
  Function extends SqlFunction<infer Input, infer Schema extends GenericSchema>
    ? unknown extends Input
      ? () => Promise<Result<InferOutput<Schema>>>
      : (input: Input) => Promise<Result<InferOutput<Schema>>>
    : never

/** `ticket_id_taken`: one of the new ids belongs to another ticket; nothing was written. */
export type FulfilmentOutcome = fulfilment.Fulfilment['outcome'] | 'ticket_id_taken'

export type Database = {
  listEvents: Ask<typeof events.eventList>
  /** With those that were called off. */
  readEventFeed: Ask<typeof events.eventFeed>
  readAvailability: Ask<typeof events.eventAvailability>
  readClub: Ask<typeof club.clubFace>
  requestPasswordReset: Ask<typeof staff.requestPasswordReset>
  redeemStaffLink: Ask<typeof staff.redeemStaffLink>
  claimStaffMails: Ask<typeof staff.claimStaffMails>
  finishStaffMail: Ask<typeof staff.finishStaffMail>
  requestTickets: Ask<typeof search.requestTickets>
  claimTicketSearches: Ask<typeof search.claimTicketSearches>
  finishTicketSearch: Ask<typeof search.finishTicketSearch>
  forgetOldGuests: Ask<typeof people.forgetOldGuests>
  readPromoOffer: Ask<typeof promoCodes.promoOffer>
  holdTickets: Ask<typeof checkout.holdTickets>
  attachCheckout: Ask<typeof checkout.attachCheckout>
  releaseHold: Ask<typeof checkout.releaseHold>
  readOrderForFulfilment: Ask<typeof fulfilment.orderForFulfilment>
  fulfilOrder: (
    request: fulfilment.FulfilmentRequest,
  ) => Promise<Result<{ outcome: FulfilmentOutcome }>>
  recordStripeEvent: Ask<typeof fulfilment.recordStripeEvent>
  beginStripeCatchUp: Ask<typeof missed.beginStripeCatchUp>
  unheardStripeEvents: Ask<typeof missed.unheardStripeEvents>
  finishStripeCatchUp: Ask<typeof missed.finishStripeCatchUp>
  beginBalanceReading: Ask<typeof balance.beginBalanceReading>
  recordBalance: Ask<typeof balance.recordBalance>
  listOrdersToReconcile: Ask<typeof fulfilment.ordersToReconcile>
  claimRefunds: Ask<typeof refunds.claimRefunds>
  finishRefund: Ask<typeof refunds.finishRefund>
  listRefundsToAskAbout: Ask<typeof refunds.refundsToAskAbout>
  workOnCancellations: Ask<typeof refunds.workOnCancellations>
  readOrder: Ask<typeof orders.orderView>
  readReceipts: Ask<typeof receipts.orderReceipts>
  issueReceipts: Ask<typeof receipts.issueReceipts>
  offerTransfer: Ask<typeof transfers.offerTransferInSql>
  takeBackTransfer: Ask<typeof transfers.takeBackTransferInSql>
  listTransfers: Ask<typeof transfers.orderTransfers>
  readTransfer: Ask<typeof transfers.transferView>
  readTicketToAccept: Ask<typeof transfers.ticketToAccept>
  acceptTransfer: Ask<typeof transfers.acceptTransferInSql>
  readPromoter: Ask<typeof promoters.promoterView>
  addPromoterNames: Ask<typeof promoters.promoterAddNames>
  changePromoterName: Ask<typeof promoters.promoterChangeName>
  joinWaiting: Ask<typeof waiting.joinWaitingInSql>
  readWaiting: Ask<typeof waiting.waitingView>
  beginOffer: Ask<typeof waiting.beginOffer>
  leaveWaiting: Ask<typeof waiting.leaveWaitingInSql>
  offerWaitingSeats: Ask<typeof waiting.offerWaitingSeats>
  claimWaitingMails: Ask<typeof waiting.claimWaitingMails>
  finishWaitingMail: Ask<typeof waiting.finishWaitingMail>
  returnTicket: Ask<typeof returns.returnTicketInSql>
  takeBackReturn: Ask<typeof returns.takeBackReturnInSql>
  listReturns: Ask<typeof returns.orderReturns>
  takeRateToken: Ask<typeof housekeeping.takeRateToken>
  claimMails: Ask<typeof mail.claimMails>
  finishMail: Ask<typeof mail.finishMail>
  recordMailEvent: Ask<typeof mail.recordMailEvent>
  unusedPosters: Ask<typeof housekeeping.unusedPosters>
  queueReminders: Ask<typeof mail.queueReminders>
  refuseReminders: Ask<typeof mail.refuseReminders>
  acceptReminders: Ask<typeof mail.acceptReminders>
  sweepRateBuckets: Ask<typeof housekeeping.sweepRateBuckets>
  grantStock: Ask<typeof stock.grantStock>
  sweepHolds: Ask<typeof housekeeping.sweepHolds>
  listRecordsToSeal: Ask<typeof records.recordsToSeal>
  keepSeal: Ask<typeof records.keepSeal>
  handOutPass: Ask<typeof passes.handOutPass>
  claimGooglePasses: Ask<typeof passes.claimGooglePasses>
  claimApplePasses: Ask<typeof passes.claimApplePasses>
  finishPasses: Ask<typeof passes.finishPasses>
  forgetPushTokens: Ask<typeof passes.forgetPushTokens>
  readApplePass: Ask<typeof passes.applePass>
  registerPass: Ask<typeof passes.registerPass>
  unregisterPass: Ask<typeof passes.unregisterPass>
  listPassesOfDevice: Ask<typeof passes.passesOfDevice>
  sweepPassRegistrations: Ask<typeof passes.sweepPassRegistrations>
  /** A code that doesn't pair is a problem: `pairing_code_invalid`, `_used`, `_expired`. */
  pairDevice: (pairing: { code: string; deviceName: string }) => Promise<Result<PairedDevice>>
}
