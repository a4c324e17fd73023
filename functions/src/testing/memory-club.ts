// The club's part of the database port in memory: a club without a face, and no staff.
import type { ClubFace } from '@maguey/wire/club'
import type { TicketSearch } from '@maguey/wire/find-tickets'
import type { StaffMail } from '@maguey/wire/staff-managing'
import { failure, success } from '../problem.ts'
import { plainClub } from '../text/club-words.ts'
import { exampleShopEvent } from './examples.ts'

export class MemoryClub {
  club: ClubFace = plainClub
  readonly staffMails: StaffMail[] = []
  readonly ticketSearches: TicketSearch[] = []
  readonly searchesFinished: { id: string; error: string | null }[] = []
  /** Pictures that no night shows. */
  posters: string[] = []
  readonly staffMailsFinished: { id: string; error: string | null }[] = []

  readEventFeed = async () => success([exampleShopEvent])

  async readClub() {
    return success(this.club)
  }

  async requestPasswordReset() {
    return success({ asked: true })
  }

  async redeemStaffLink() {
    return failure('link_ended')
  }

  async claimStaffMails({ limit }: { limit: number }) {
    return success(this.staffMails.splice(0, limit))
  }

  async finishStaffMail(finished: { id: string; error: string | null }) {
    this.staffMailsFinished.push(finished)
    return success({ noted: true })
  }

  async requestTickets() {
    return success({ asked: true })
  }

  async claimTicketSearches({ limit }: { limit: number }) {
    return success(this.ticketSearches.splice(0, limit))
  }

  async finishTicketSearch(finished: { id: string; error: string | null }) {
    this.searchesFinished.push(finished)
    return success({ noted: true })
  }

  async unusedPosters() {
    return success(this.posters)
  }

  async forgetOldGuests() {
    return success(0)
  }
}
