// A refund of the payments port as the database takes it.
import { minorToDecimal } from '@maguey/ticket-core/money'
import type { RefundRecord } from '@maguey/wire/fulfilment'
import type { Refund } from '../ports/payments.ts'

export const refundRecord = ({
  id,
  amountMinor,
  currency,
  status,
  requestId,
}: Refund): RefundRecord => ({
  id,
  amount: minorToDecimal(amountMinor, currency),
  currency,
  status,
  request_id: requestId,
})
