// The database's money in memory: refunds to carry, the provider's balance, receipts.
import type { BalanceEntry } from '@maguey/wire/balance'
import type { ClaimedRefund, FinishedRefund } from '@maguey/wire/refunds'
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
}
