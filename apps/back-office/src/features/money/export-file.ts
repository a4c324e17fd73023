// Exports a night of any size, page by page into one file, and reports progress.

import { EXPORT_COLUMNS, type ExportKind } from '@maguey/wire/export-columns'
import type { Answer, Failure } from '@maguey/wire/failure'
import type { Cell } from '@maguey/wire/takings'
import { type CsvStyle, csvHead, csvRow } from '#shared/csv/csv.ts'

const CSV = 'text/csv;charset=utf-8'

type Page = { rows: Cell[][]; next: string | null }

export type Exported = { ok: true; file: Blob } | { ok: false; failure: Failure }

export async function exportFile(
  kind: ExportKind,
  readPage: (after: string) => Promise<Answer<Page>>,
  { style, onRows }: { style: CsvStyle; onRows: (count: number) => void },
): Promise<Exported> {
  // Each page goes into the browser's own store at once, so that memory holds one page whatever the night's size.
  let file = new Blob([csvHead(Object.keys(EXPORT_COLUMNS[kind]), style)], { type: CSV })
  let count = 0
  let after: string | null = ''
  while (after !== null) {
    const page: Answer<Page> = await readPage(after)
    if (!page.ok) return page
    const rows = page.value.rows.map((row) => csvRow(row, style)).join('')
    file = new Blob([file, rows], { type: CSV })
    count += page.value.rows.length
    onRows(count)
    after = page.value.next
  }
  return { ok: true, file }
}
