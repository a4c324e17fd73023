// CSV: RFC 4180, with what Excel needs beyond it. https://www.rfc-editor.org/rfc/rfc4180
import type { Cell } from '@maguey/wire/takings'

/** Without it Excel reads UTF-8 as the machine's own code page, and Ñ as two characters. */
const BYTE_ORDER_MARK = '\uFEFF'

export const csvHead = (columns: readonly string[]): string => BYTE_ORDER_MARK + csvRow(columns)

export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/**
 * Text that a spreadsheet would evaluate as a formula gets an apostrophe in front, so that a customer's name can't run
 * anything. https://owasp.org/www-community/attacks/CSV_Injection
 */
function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const isNumber = /^-?\d+(\.\d+)?$/.test(cell)
  const text = !isNumber && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
