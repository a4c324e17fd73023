// The receipts of an order as a PDF, for whoever may see them.
import type { OrderReceipts } from '@maguey/wire/receipts'
import type { Context } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import { createReceiptsPdf } from '../pdf/receipts-pdf.ts'
import type { Result } from '../problem.ts'
import { plainClub } from '../text/club-words.ts'
import { answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { fileAnswer } from './file-answer.ts'

export async function receiptsAnswer(
  deps: Dependencies,
  context: Context<AppEnvironment>,
  read: Result<OrderReceipts>,
): Promise<Response> {
  if (!read.ok) return answerProblem(context, read.problem)
  const [first] = read.value.receipts
  if (first === undefined) return answerProblem(context, { code: 'not_found' })
  const wanted = context.req.query('locale')
  const locale = wanted === 'en' || wanted === 'es' ? wanted : read.value.order.locale
  const club = await deps.database.readClub()
  const pdf = await createReceiptsPdf(read.value, {
    locale,
    club: club.ok ? club.value : plainClub,
  })
  return fileAnswer(context, pdf, 'application/pdf', `${first.number}.pdf`)
}
