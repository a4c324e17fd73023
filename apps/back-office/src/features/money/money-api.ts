// What the money page calls in the database.
import { callSql } from '@maguey/wire/call'
import type { Answer } from '@maguey/wire/failure'
import {
  type ExportKind,
  exportRows,
  nightTakings,
  type Takings,
  type TakingsLine,
  takingsList,
} from '@maguey/wire/takings'
import type { SupabaseClient } from '@supabase/supabase-js'
import { type Exported, exportFile } from './export-file.ts'

export type MoneyApi = {
  nights: () => Promise<Answer<TakingsLine[]>>
  night: (eventId: string) => Promise<Answer<Takings>>
  exportFile: (
    kind: ExportKind,
    eventId: string,
    onRows: (count: number) => void,
  ) => Promise<Exported>
}

export const createMoneyApi = (client: SupabaseClient): MoneyApi => ({
  nights: () => callSql(client, takingsList, undefined),
  night: (eventId) => callSql(client, nightTakings, eventId),
  exportFile: (kind, eventId, onRows) =>
    exportFile(kind, (after) => callSql(client, exportRows, { kind, eventId, after }), onRows),
})
