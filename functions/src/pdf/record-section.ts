// A part of a night's record on paper: its figures, then its tables, each column as wide as what is in it.
import { type CellFormat, cellText, say } from '@maguey/wire/night-record/cell-text'
import type { Cell, RecordTable, Section } from '@maguey/wire/night-record/section'
import { type Flow, INNER } from './page-flow.ts'

const GUTTER = 8
/** More room than this for each letter would pull a short table apart. */
const LETTER = 7
/** Words beyond this are wrapped. */
const MAX_LETTERS = 34

export function drawSection(flow: Flow, section: Section, format: CellFormat): void {
  const tell = (words: Section['title']) => say(words, format.locale)
  flow.heading(tell(section.title))
  if (section.note !== undefined)
    for (const line of flow.wrapped(tell(section.note), 'soft', INNER))
      flow.line([{ text: line, look: 'soft' }])
  for (const { label, cell } of section.figures) flow.pair(tell(label), cellText(cell, format))
  if (section.tables.length === 0) flow.line([{ text: tell(section.empty), look: 'soft' }])
  for (const table of section.tables) drawTable(flow, table, format)
}

function drawTable(flow: Flow, table: RecordTable, format: CellFormat): void {
  const tell = (words: Section['title']) => say(words, format.locale)
  const heads = table.columns.map(tell)
  const rows = table.rows.map((row) => row.map((cell) => cellText(cell, format)))
  const columns = columnsOf(heads, rows, table.rows)
  const drawHead = () => {
    flow.line(heads.map((text, index) => ({ text, look: 'head' as const, ...columns[index] })))
    flow.rule()
  }
  flow.gap(8)
  flow.need(64)
  if (table.title !== undefined) flow.line([{ text: tell(table.title), look: 'strong' }])
  drawHead()
  for (const row of rows) {
    const lines = row.map((text, index) =>
      flow.wrapped(breakable(text), 'plain', columns[index]?.width ?? INNER),
    )
    const height = Math.max(...lines.map(({ length }) => length))
    if (flow.need(height * 13)) drawHead()
    for (let at = 0; at < height; at += 1)
      flow.line(
        lines.map((one, index) => ({
          text: one[at] ?? '',
          look: 'plain' as const,
          ...columns[index],
        })),
      )
  }
}

/** A ticket's id is never cut: it goes on in the next line. */
const breakable = (text: string): string =>
  text.length > 20 && !text.includes(' ') ? text.replaceAll('-', '- ') : text

type Column = { x: number; width: number; align: 'left' | 'right' }

/** By the longest text of each column, up to a limit; numbers stand at the right. */
function columnsOf(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  cells: readonly (readonly Cell[])[],
): Column[] {
  const letters = heads.map((head, index) => {
    const longest = Math.max(head.length, ...rows.map((row) => row[index]?.length ?? 0))
    return Math.min(MAX_LETTERS, Math.max(5, longest)) + 2
  })
  const room = INNER - GUTTER * (heads.length - 1)
  const all = letters.reduce((total, one) => total + one, 0)
  let x = 0
  return letters.map((one, index) => {
    const width = Math.min(room / all, LETTER) * one
    const column: Column = { x, width, align: isNumeric(cells, index) ? 'right' : 'left' }
    x += width + GUTTER
    return column
  })
}

const isNumeric = (cells: readonly (readonly Cell[])[], index: number): boolean =>
  cells.every((row) => {
    const cell = row[index]
    return cell !== undefined && ('count' in cell || 'amount' in cell || 'spanMs' in cell)
  })
