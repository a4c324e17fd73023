// CSV: RFC 4180, with what Excel needs beyond it. https://www.rfc-editor.org/rfc/rfc4180
import type { Cell } from '@maguey/wire/takings'

/** Without it Excel reads UTF-8 as the machine's own code page, and Ñ as two characters. */
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Excel splits a file by the list separator of its computer and reads amounts with its decimal sign: where that is a
 * comma, columns are split at semicolons.
 */
export type CsvStyle = 'point' | 'comma'

const SEPARATOR = { point: ',', comma: ';' } as const

/** How a computer of this region writes 12.50. */
export function csvStyleOf(region: string): CsvStyle {
  const parts = new Intl.NumberFormat(region).formatToParts(12.5)
  return parts.find(({ type }) => type === 'decimal')?.value === ',' ? 'comma' : 'point'
}

export const csvHead = (columns: readonly string[], style: CsvStyle): string =>
  BYTE_ORDER_MARK + csvRow(columns, style)

export function csvRow(cells: readonly Cell[], style: CsvStyle): string {
  return `${cells.map((cell) => csvCell(cell, style)).join(SEPARATOR[style])}\r\n`
}

/**
 * Text that a spreadsheet would evaluate as a formula gets an apostrophe in front, so that a customer's name can't run
 * anything. https://owasp.org/www-community/attacks/CSV_Injection
 */
function csvCell(cell: Cell, style: CsvStyle): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  if (/^-?\d+(\.\d+)?$/.test(cell)) return style === 'comma' ? cell.replace('.', ',') : cell
  const text = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
