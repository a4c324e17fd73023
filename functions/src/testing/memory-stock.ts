// The part of the database in memory that gives phones their stock.
import type { GrantStock } from '@maguey/wire/door-stock'
import { success } from '../problem.ts'
import { MemoryRecords } from './memory-records.ts'

export class MemoryStock extends MemoryRecords {
  /** What phones were given, newest last. */
  readonly granted: GrantStock[] = []

  /** Gives all that was signed. */
  grantStock = async (grant: GrantStock) => {
    this.granted.push(grant)
    return success(
      grant.tickets.map(({ ticket_id, qr_code_data: qr }) => ({
        ...{ ticket_id, qr, type: qr.split('.')[1] ?? '' },
      })),
    )
  }
}
