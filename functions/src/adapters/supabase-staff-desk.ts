// The staff's desk over Supabase: SQL functions called with the caller's own access token.
import { askForBalance } from '@maguey/wire/balance'
import { firstSteps } from '@maguey/wire/club'
import * as records from '@maguey/wire/night-records'
import {
  correctOrderInSql,
  holdComp,
  reissueTicketInSql,
  ticketToReissue,
} from '@maguey/wire/order-changes'
import { deskReceipts } from '@maguey/wire/receipts'
import type { StaffDesk } from '../ports/staff-desk.ts'
import { type CallOptions, createCall } from './supabase-call.ts'

/** @param accessToken of Auth; one that is none, or has expired, is refused as `not_staff` */
export function createStaffDesk(options: CallOptions, accessToken: string): StaffDesk {
  const call = createCall({ ...options, accessToken })
  const ask = call(askForBalance)
  const readSteps = call(firstSteps)
  return {
    readFirstSteps: () => readSteps(undefined),
    correctOrder: call(correctOrderInSql),
    readTicketToReissue: call(ticketToReissue),
    reissueTicket: call(reissueTicketInSql),
    holdComp: call(holdComp),
    readReceipts: call(deskReceipts),
    sealNight: call(records.sealNightInSql),
    correctRecord: call(records.correctRecordInSql),
    readSealedRecord: call(records.sealedRecord),
    askForBalance: () => ask(undefined),
  }
}
