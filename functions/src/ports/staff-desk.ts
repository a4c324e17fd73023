// The port to the database in the name of a member of staff: SQL itself judges what they may do.
import type * as balance from '@maguey/wire/balance'
import type { firstSteps } from '@maguey/wire/club'
import type * as records from '@maguey/wire/night-records'
import type * as changes from '@maguey/wire/order-changes'
import type * as receipts from '@maguey/wire/receipts'
import type { Ask } from './database.ts'

export type StaffDesk = {
  readFirstSteps: Ask<typeof firstSteps>
  correctOrder: Ask<typeof changes.correctOrderInSql>
  readTicketToReissue: Ask<typeof changes.ticketToReissue>
  reissueTicket: Ask<typeof changes.reissueTicketInSql>
  holdComp: Ask<typeof changes.holdComp>
  readReceipts: Ask<typeof receipts.deskReceipts>
  sealNight: Ask<typeof records.sealNightInSql>
  correctRecord: Ask<typeof records.correctRecordInSql>
  readSealedRecord: Ask<typeof records.sealedRecord>
  askForBalance: Ask<typeof balance.askForBalance>
}
