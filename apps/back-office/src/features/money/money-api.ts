// What the money page calls in the database.
import { checkBalance } from '@maguey/wire/balance'
import { callSql } from '@maguey/wire/call'
import { type ApiPorts, callApi } from '@maguey/wire/endpoint'
import type { ExportKind } from '@maguey/wire/export-columns'
import type { Answer } from '@maguey/wire/failure'
import {
  exportRows,
  nightTakings,
  type Takings,
  type TakingsLine,
  takingsList,
} from '@maguey/wire/takings'
import type { SupabaseClient } from '@supabase/supabase-js'
import type { CsvStyle } from '#shared/csv/csv.ts'
import { bearerOf } from '#shared/rpc/bearer.ts'
import { type Exported, exportFile } from './export-file.ts'

/** The first reading goes back to the first payment. */
const CHECK_DEADLINE_MS = 60_000

export type MoneyApi = {
  nights: () => Promise<Answer<TakingsLine[]>>
  night: (eventId: string) => Promise<Answer<Takings>>
  /** Has the provider's balance read now. */
  checkBalance: () => Promise<Answer<{ read: boolean }>>
  exportFile: (
    kind: ExportKind,
    eventId: string,
    options: { style: CsvStyle; onRows: (count: number) => void },
  ) => Promise<Exported>
}

export const createMoneyApi = (client: SupabaseClient, ports: ApiPorts): MoneyApi => ({
  nights: () => callSql(client, takingsList, undefined),
  night: (eventId) => callSql(client, nightTakings, eventId),
  checkBalance: async () => {
    const bearer = await bearerOf(client)
    return callApi(ports, checkBalance, { body: {}, bearer, deadlineMs: CHECK_DEADLINE_MS })
  },
  exportFile: (kind, eventId, options) =>
    exportFile(kind, (after) => callSql(client, exportRows, { kind, eventId, after }), options),
})
