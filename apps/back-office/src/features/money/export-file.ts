// Exports a night of any size, page by page into one file, and reports progress.
import type { Answer, Failure } from '@maguey/wire/failure'
import { type Cell, EXPORT_COLUMNS, type ExportKind } from '@maguey/wire/takings'
import { csvHead, csvRow } from './csv.ts'

type Page = { rows: Cell[][]; next: string | null }

export type Exported = { ok: true; file: Blob } | { ok: false; failure: Failure }

export async function exportFile(
  kind: ExportKind,
  readPage: (after: string) => Promise<Answer<Page>>,
  onRows: (count: number) => void,
): Promise<Exported> {
  const parts = [csvHead(Object.keys(EXPORT_COLUMNS[kind]))]
  let count = 0
  let after: string | null = ''
  while (after !== null) {
    const page: Answer<Page> = await readPage(after)
    if (!page.ok) return page
    parts.push(page.value.rows.map(csvRow).join(''))
    count += page.value.rows.length
    onRows(count)
    after = page.value.next
  }
  return { ok: true, file: new Blob(parts, { type: 'text/csv;charset=utf-8' }) }
}
