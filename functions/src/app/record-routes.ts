// The record of a night: sealing it, correcting it, and its files. Who may, the database judges by the caller's token.
import type { ErrorCode } from '@maguey/ticket-core/error-code'
import type { CellFormat } from '@maguey/wire/night-record/cell-text'
import * as wire from '@maguey/wire/night-records'
import { localeSchema } from '@maguey/wire/values'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { Dependencies } from '../dependencies.ts'
import { createRecordPdf } from '../pdf/record-pdf.ts'
import { failure, type Result } from '../problem.ts'
import { plainClub } from '../text/club-words.ts'
import { recordCsv, venueDate } from '../text/record-csv.ts'
import { sealOne } from '../use-cases/seal-records.ts'
import { answer, answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { deskOf, readAsked } from './desk-of.ts'
import { fileAnswer } from './file-answer.ts'
import { text, uuid } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'

const invalid: ErrorCode = 'invalid_request'
const correctionSchema = v.object({ id: uuid, words: text(2000) }, invalid)

export function recordRoutes(deps: Dependencies) {
  const limit = limitRate(deps, LIMITS.desk)
  return new Hono<AppEnvironment>()
    .post(wire.sealNight.path, limit, async (context) => {
      const desk = deskOf(deps, context)
      if (!desk.ok) return answerProblem(context, desk.problem)
      const eventId = context.req.param('eventId')
      if (!v.is(uuid, eventId)) return answerProblem(context, { code: 'event_not_found' })
      const written = await desk.value.sealNight(eventId)
      if (!written.ok) return answerProblem(context, written.problem)
      return answer(context, wire.sealNight, await sealOne(deps, written.value.record_id))
    })
    .post(wire.correctRecord.path, limit, async (context) => {
      const asked = await readAsked(deps, context, correctionSchema)
      if (!asked.ok) return answerProblem(context, asked.problem)
      const recordId = context.req.param('recordId')
      if (!v.is(uuid, recordId)) return answerProblem(context, { code: 'not_found' })
      const { desk, input } = asked.value
      const written = await desk.correctRecord({ ...input, recordId })
      if (!written.ok) return answerProblem(context, written.problem)
      return answer(context, wire.correctRecord, await sealOne(deps, written.value.record_id))
    })
    .get(wire.recordFile.path, limit, async (context) => {
      const read = await readRecord(deps, context)
      if (!read.ok) return answerProblem(context, read.problem)
      const { content, seal } = read.value
      const file = wire.recordFileText({ record: content, seal })
      return send(context, read.value, { file, type: 'application/json', ending: 'json' })
    })
    .get(wire.recordCsv.path, limit, async (context) => {
      const read = await readRecord(deps, context)
      if (!read.ok) return answerProblem(context, read.problem)
      const file = recordCsv(read.value, await formatOf(deps, context, read.value))
      return send(context, read.value, { file, type: 'text/csv;charset=utf-8', ending: 'csv' })
    })
    .get(wire.recordPdf.path, limit, async (context) => {
      const read = await readRecord(deps, context)
      if (!read.ok) return answerProblem(context, read.problem)
      const file = await createRecordPdf(read.value, await formatOf(deps, context, read.value))
      return send(context, read.value, { file, type: 'application/pdf', ending: 'pdf' })
    })
}

async function readRecord(
  deps: Dependencies,
  context: Context<AppEnvironment>,
): Promise<Result<wire.SealedRecord>> {
  const desk = deskOf(deps, context)
  if (!desk.ok) return desk
  const recordId = context.req.param('recordId') ?? ''
  return v.is(uuid, recordId) ? desk.value.readSealedRecord(recordId) : failure('not_found')
}

async function formatOf(
  { database }: Dependencies,
  context: Context<AppEnvironment>,
  { content }: wire.SealedRecord,
): Promise<CellFormat> {
  const wanted = context.req.query('locale')
  const locale = v.is(localeSchema, wanted) ? wanted : (context.get('locale') ?? 'en')
  const club = await database.readClub()
  const { clock } = club.ok ? club.value : plainClub
  const { timezone: timeZone, currency } = content.night
  return { locale, region: locale === 'es' ? 'es-US' : 'en-US', timeZone, currency, clock }
}

function send(
  context: Context<AppEnvironment>,
  { content, seal }: wire.SealedRecord,
  { file, type, ending }: { file: string | Uint8Array; type: string; ending: string },
): Response {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  const day = venueDate(content.night.starts_at, content.night.timezone)
  return fileAnswer(
    context,
    bytes,
    type,
    `${content.kind}-${day}-${seal.sha256.slice(0, 8)}.${ending}`,
  )
}
