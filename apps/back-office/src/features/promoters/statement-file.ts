// A statement's lines as a file for a spreadsheet: each with its door and minute.
import type { StatementLine, StatementNight } from '@maguey/wire/promoters'
import { type CsvStyle, csvHead, csvRow } from '#shared/csv/csv.ts'

/** Column names are English in every file, as the programs that read them expect. */
const COLUMNS = [
  ...['night', 'kind', 'sold_or_arrived_at', 'what', 'order', 'heads', 'amount', 'kept'],
  ...['entered_at', 'gate', 'phone', 'commission', 'currency'],
]

/** "2026-11-28 23:41", at the venue. */
export function localMinute(moment: string | null, timeZone: string): string | null {
  if (moment === null) return null
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(
    new Date(moment),
  )
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(
    new Date(moment),
  )
  return `${day} ${time}`
}

export function statementFile(
  night: StatementNight,
  lines: readonly StatementLine[],
  style: CsvStyle,
): string {
  const { name, timezone, currency } = night
  const rows = lines.map((line) =>
    csvRow(
      [
        ...[name, line.kind, localMinute(line.at, timezone), line.what, line.order_number],
        ...[line.heads, line.amount, line.kept ? 'yes' : 'no'],
        ...[localMinute(line.entered_at, timezone), line.gate, line.device],
        ...[line.commission, currency.toUpperCase()],
      ],
      style,
    ),
  )
  return csvHead(COLUMNS, style) + rows.join('')
}
