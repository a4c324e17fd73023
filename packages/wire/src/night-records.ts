// The record of a night: as the facts are, as it was sealed, and what was added since. Times are Unix milliseconds.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import { sqlFunction } from './sql-function.ts'
import { ms, nullableText } from './values.ts'

const nightSchema = v.object({
  id: v.string(),
  name: v.string(),
  starts_at: ms,
  doors_at: ms,
  ends_at: ms,
  timezone: v.string(),
  venue: nullableText,
  address: nullableText,
  currency: v.string(),
  club: nullableText,
})
export type RecordedNight = v.InferOutput<typeof nightSchema>

/** Read part by part by night-record/parts.ts, because an old record keeps the form that it had. */
const partsSchema = v.record(v.string(), v.unknown())

/** Loose, because what was sealed is kept word for word. */
const contentSchema = v.looseObject({
  format: v.literal('maguey.night-record/1'),
  kind: v.picklist(['record', 'correction']),
  id: v.string(),
  night: v.looseObject(nightSchema.entries),
  written_at: ms,
  /** Null: the worker, because nobody had it sealed for three days. */
  asked_by: v.nullable(v.looseObject({ name: v.string(), role: v.string() })),
  /** Of a correction: the record that it corrects, and what there is to say. */
  corrects: v.optional(v.looseObject({ id: v.string(), sha256: v.string() })),
  words: v.optional(v.string()),
  parts: partsSchema,
})
export type RecordContent = v.InferOutput<typeof contentSchema>

const sealSchema = v.object({
  /** Canonical JSON: what the signature covers. */
  manifest: v.string(),
  sha256: v.string(),
  kid: v.string(),
  signature: v.string(),
  public_key: v.string(),
  sealed_at: ms,
})
export type KeptSeal = v.InferOutput<typeof sealSchema>

const toldSchema = v.object({
  content: contentSchema,
  asked_at: ms,
  /** Null until the functions have made it. */
  seal: v.nullable(sealSchema),
})
export type ToldRecord = v.InferOutput<typeof toldSchema>

const nightRecordSchema = v.object({
  is_over: v.boolean(),
  night: nightSchema,
  /** As the facts are now. */
  parts: partsSchema,
  record: v.nullable(toldSchema),
  corrections: v.array(toldSchema),
  /** Parts that the facts tell otherwise than the record with its corrections. */
  changed: v.array(v.string()),
})
export type NightRecord = v.InferOutput<typeof nightRecordSchema>

export const nightRecord = sqlFunction({
  name: 'night_record',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: nightRecordSchema,
})

const writtenSchema = v.object({ record_id: v.string() })

/** Refusals: `night_not_over`, `event_not_found`. The functions call it for whoever asks them. */
export const sealNightInSql = sqlFunction({
  name: 'seal_night',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: writtenSchema,
})

export type Correction = { id: string; recordId: string; words: string }

/** `id` is made by the caller, so that asking twice adds one. Refusals: `not_found`, `invalid_request`. */
export const correctRecordInSql = sqlFunction({
  name: 'correct_record',
  args: ({ id, recordId, words }: Correction) => ({
    p_id: id,
    p_record_id: recordId,
    p_words: words,
  }),
  answer: writtenSchema,
})

export const sealedRecord = sqlFunction({
  name: 'sealed_record',
  args: (recordId: string) => ({ p_record_id: recordId }),
  answer: v.object({ ...toldSchema.entries, seal: sealSchema }),
})
export type SealedRecord = v.InferOutput<typeof sealedRecord.answer>

export const recordsToSeal = sqlFunction({
  name: 'records_to_seal',
  args: ({ recordId, limit }: { recordId: string | null; limit: number }) => ({
    ...(recordId !== null && { p_record_id: recordId }),
    p_limit: limit,
  }),
  answer: v.array(contentSchema),
})

export const keepSeal = sqlFunction({
  name: 'keep_seal',
  args: (seal: {
    text: string
    manifest: string
    sha256: string
    kid: string
    signature: string
  }) => ({
    p_text: seal.text,
    p_manifest: seal.manifest,
    p_sha256: seal.sha256,
    p_kid: seal.kid,
    p_signature: seal.signature,
  }),
  answer: v.nullish(v.unknown()),
})

/** Writes the record down, if that wasn't done yet, and seals it. */
export const sealNight: Endpoint<
  '/desk/nights/:eventId/seal',
  typeof writtenSchema,
  Record<string, never>
> = { method: 'POST', path: '/desk/nights/:eventId/seal', answer: writtenSchema }

export const correctRecord: Endpoint<
  '/desk/records/:recordId/corrections',
  typeof writtenSchema,
  Pick<Correction, 'id' | 'words'>
> = { method: 'POST', path: '/desk/records/:recordId/corrections', answer: writtenSchema }

/** `?locale=` chooses the language of the PDF and of the spreadsheet. `not_found` until it is sealed. */
export const recordPdf = { path: '/desk/records/:recordId/record.pdf' } as const
export const recordCsv = { path: '/desk/records/:recordId/record.csv' } as const
/** What the command of the README verifies. */
export const recordFile = { path: '/desk/records/:recordId/record.json' } as const

/** The sealed file. */
export const recordFileSchema = v.object({
  record: contentSchema,
  seal: v.object({
    manifest: v.string(),
    kid: v.string(),
    signature: v.string(),
    public_key: v.string(),
  }),
})

/** Its text. The time of the seal is left out, because nothing signs it; the record says when it was written. */
export function recordFileText({ record, seal }: v.InferOutput<typeof recordFileSchema>): string {
  const { manifest, kid, signature, public_key } = seal
  return JSON.stringify({ record, seal: { manifest, kid, signature, public_key } }, null, 2)
}
