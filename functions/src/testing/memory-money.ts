// The database's money in memory: refunds to carry, the provider's balance, receipts.
import type { BalanceEntry } from '@maguey/wire/balance'
import type { ClaimedRefund, FinishedRefund } from '@maguey/wire/refunds'
import type { WaitingMail } from '@maguey/wire/waiting-list'
import { failure, success } from '../problem.ts'
import { MemoryClub } from './memory-club.ts'

export class MemoryMoney extends MemoryClub {
  readonly refundsToCarry: ClaimedRefund[] = []
  readonly finishedRefunds: FinishedRefund[] = []
  readonly refundsToAskAbout: string[] = []
  /** The part of the balance to read, in seconds; null: it was read a moment ago. */
  balanceSpan: { from: number; until: number } | null = null
  readonly readBalances: { entries: readonly BalanceEntry[]; readUntil: number }[] = []

  async claimRefunds({ limit }: { limit: number }) {
    return success(this.refundsToCarry.splice(0, limit))
  }

  async finishRefund(refund: FinishedRefund) {
    this.finishedRefunds.push(refund)
    return success({ status: 'sent', order_status: 'refund_pending' } as const)
  }
  listRefundsToAskAbout = async () => success(this.refundsToAskAbout)
  workOnCancellations = async () => success(0)
  beginBalanceReading = async () => success(this.balanceSpan)

  async recordBalance(read: { entries: readonly BalanceEntry[]; readUntil: number }) {
    this.readBalances.push(read)
    return success(read.entries.length)
  }
  issueReceipts = async () => success(0)

  /** Nobody hands a ticket on here: that is tested against the real database. */
  offerTransfer = async () => failure('not_found')
  takeBackTransfer = async () => failure('transfer_not_found')
  listTransfers = async () => success([])
  readTransfer = async () => failure('transfer_not_found')
  readTicketToAccept = async () => failure('transfer_not_found')
  acceptTransfer = async () => failure('transfer_not_found')

  /** No promoter has a link here: that is tested against the real database too. */
  readPromoter = async () => failure('promoter_link_ended')
  addPromoterNames = async () => failure('promoter_link_ended')
  changePromoterName = async () => failure('promoter_link_ended')
  /** Nor does anybody wait or return a ticket. */
  joinWaiting = async () => success({ joined: true })
  readWaiting = async () => failure('waiting_entry_not_found')
  beginOffer = async () => failure('waiting_entry_not_found')
  leaveWaiting = async () => failure('waiting_entry_not_found')
  offerWaitingSeats = async () => success(0)
  readonly waitingMails: WaitingMail[] = []
  readonly finishedWaitingMails: { id: string; round: number; error: string | null }[] = []

  async claimWaitingMails({ limit }: { limit: number }) {
    return success(this.waitingMails.splice(0, limit))
  }

  async finishWaitingMail(mail: { id: string; round: number; error: string | null }) {
    this.finishedWaitingMails.push(mail)
    return success({ noted: true })
  }
  returnTicket = async () => failure('not_found')
  takeBackReturn = async () => failure('return_not_found')
  listReturns = async () => success({ returns: [], returnable_until: {} })
}
