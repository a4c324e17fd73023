// How a part of a night's record is read: figures and tables with their words in both languages, so that the screen, the
// PDF and the spreadsheet say the same. A part is one file beside this one, and its line in parts.ts.
import * as v from 'valibot'

export type Words = readonly [en: string, es: string]

/** Times are Unix milliseconds. An empty text is a cell with nothing in it. */
export type Cell =
  | { readonly count: number }
  | { readonly at: number }
  /** To the second: where the order of two things matters. */
  | { readonly exactly: number }
  | { readonly spanMs: number }
  | { readonly text: string }
  | { readonly words: Words }
  /** Decimal text in the night's currency. */
  | { readonly amount: string }

export type Figure = { readonly label: Words; readonly cell: Cell }

export type RecordTable = {
  readonly title?: Words
  readonly columns: readonly Words[]
  readonly rows: readonly (readonly Cell[])[]
}

export type Section = {
  readonly part: string
  readonly title: Words
  readonly figures: readonly Figure[]
  readonly tables: readonly RecordTable[]
  /** What the figures mean, where that isn't plain. */
  readonly note?: Words
  /** Said instead of tables without a row. */
  readonly empty: Words
}

export type RecordPart = {
  readonly name: string
  readonly title: Words
  /** Null for what isn't such a part: an older or newer record. */
  readonly read: (part: unknown) => Section | null
}

/** @param tell the part's figures and tables; a table without rows is left out */
export function recordPart<Schema extends v.GenericSchema>(definition: {
  name: string
  title: Words
  empty: Words
  note?: Words
  schema: Schema
  tell: (part: v.InferOutput<Schema>) => Pick<Section, 'figures' | 'tables'>
}): RecordPart {
  const { name, title, empty, note, schema, tell } = definition
  return {
    name,
    title,
    read: (part) => {
      const parsed = v.safeParse(schema, part)
      if (!parsed.success) return null
      const { figures, tables } = tell(parsed.output)
      const filled = tables.filter(({ rows }) => rows.length > 0)
      return { part: name, title, empty, figures, tables: filled, ...(note && { note }) }
    },
  }
}

export const count = (value: number): Cell => ({ count: value })
export const text = (value: string | null): Cell => ({ text: value ?? '' })
export const at = (value: number | null): Cell => (value === null ? text(null) : { at: value })
export const exactly = (value: number | null): Cell =>
  value === null ? text(null) : { exactly: value }
export const span = (value: number): Cell => ({ spanMs: value })
/** The name of a gate; a scan may have been made at none. */
export const gateName = (gate: string | null): Cell =>
  gate === null ? { words: ['No gate', 'Sin puerta'] } : { text: gate }

export const sum = <T>(rows: readonly T[], of: (row: T) => number): number =>
  rows.reduce((total, row) => total + of(row), 0)
