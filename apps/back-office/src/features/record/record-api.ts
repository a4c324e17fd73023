// What the record's page calls in the database and the API.
import { callSql } from '@maguey/wire/call'
import { type ApiPorts, callApi, fetchFile } from '@maguey/wire/endpoint'
import type { Answer } from '@maguey/wire/failure'
import * as wire from '@maguey/wire/night-records'
import type { SupabaseClient } from '@supabase/supabase-js'
import { bearerOf } from '#shared/rpc/bearer.ts'

/** `json` is the sealed file itself; the two others are how people read it. */
export type RecordFormat = 'json' | 'pdf' | 'csv'

export type RecordApi = {
  read: (eventId: string) => Promise<Answer<wire.NightRecord>>
  seal: (eventId: string) => Promise<Answer<{ record_id: string }>>
  /** @param id made once for each correction, so that sending it twice adds one */
  correct: (correction: wire.Correction) => Promise<Answer<{ record_id: string }>>
  file: (recordId: string, format: RecordFormat) => Promise<Answer<Blob>>
}

const FILES = { json: wire.recordFile, pdf: wire.recordPdf, csv: wire.recordCsv } as const

export function createRecordApi(client: SupabaseClient, ports: ApiPorts): RecordApi {
  const bearer = () => bearerOf(client)
  return {
    read: (eventId) => callSql(client, wire.nightRecord, eventId),
    seal: async (eventId) =>
      callApi(ports, wire.sealNight, { params: { eventId }, body: {}, bearer: await bearer() }),
    correct: async ({ id, recordId, words }) =>
      callApi(ports, wire.correctRecord, {
        params: { recordId },
        body: { id, words },
        bearer: await bearer(),
      }),
    file: async (recordId, format) =>
      fetchFile(ports, FILES[format], {
        params: { recordId },
        query: { locale: ports.locale() },
        bearer: await bearer(),
      }),
  }
}
