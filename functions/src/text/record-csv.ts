// A night's record as a spreadsheet: the part stands in the first cell of every line, so that one can be filtered out.
// RFC 4180, with the byte order mark that Excel needs. https://www.rfc-editor.org/rfc/rfc4180

import { type CellFormat, cellText, say } from '@maguey/wire/night-record/cell-text'
import { sectionsOf } from '@maguey/wire/night-record/parts'
import type { Cell, Section } from '@maguey/wire/night-record/section'
import type { SealedRecord } from '@maguey/wire/night-records'
import { recordWords } from './record-words.ts'

const BYTE_ORDER_MARK = '\uFEFF'

export function recordCsv({ content, seal }: SealedRecord, format: CellFormat): string {
  const words = recordWords(format.locale)
  const { night } = content
  const head: string[][] = [
    [words.title[content.kind], night.name, venueDate(night.starts_at, night.timezone)],
    [words.sealed, moment(seal.sealed_at, night.timezone)],
    [words.hash, seal.sha256],
    [words.key, seal.kid],
    ...(content.corrects === undefined ? [] : [[words.corrects, content.corrects.sha256]]),
    ...(content.words === undefined ? [] : [[words.words, content.words]]),
  ]
  const lines = [
    ...head,
    ...sectionsOf(content.parts).flatMap((section) => linesOf(section, format)),
  ]
  return BYTE_ORDER_MARK + lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')
}

function linesOf(section: Section, format: CellFormat): string[][] {
  const title = say(section.title, format.locale)
  const blank: string[] = []
  const figures = section.figures.map(({ label, cell }) => [
    title,
    say(label, format.locale),
    plain(cell, format),
  ])
  const tables = section.tables.flatMap((table) => [
    blank,
    ...(table.title === undefined ? [] : [[title, say(table.title, format.locale)]]),
    [title, ...table.columns.map((column) => say(column, format.locale))],
    ...table.rows.map((row) => [title, ...row.map((cell) => plain(cell, format))]),
  ])
  const none = section.tables.length > 0 ? [] : [[title, say(section.empty, format.locale)]]
  return [blank, ...figures, ...none, ...tables]
}

/** Numbers as programs read them, times with their date. */
function plain(cell: Cell, format: CellFormat): string {
  if ('count' in cell) return String(cell.count)
  if ('amount' in cell) return cell.amount
  if ('at' in cell) return moment(cell.at, format.timeZone)
  if ('exactly' in cell) return moment(cell.exactly, format.timeZone)
  return cellText(cell, format)
}

/** "2026-11-28 00:15:04", by the venue's clock. */
const moment = (ms: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(ms)

/** "2026-11-27" */
export const venueDate = (ms: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(ms)

/** What a spreadsheet would evaluate gets an apostrophe: https://owasp.org/www-community/attacks/CSV_Injection */
function csvCell(cell: string): string {
  const text = /^[=+\-@\t\r\n]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
