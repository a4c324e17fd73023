// A night's orders, tickets or scans as a file for a spreadsheet, with a description of each column.

import { Button } from '@maguey/ui/button.tsx'
import { saveFile } from '@maguey/ui/device/save-file.ts'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { EXPORT_COLUMNS, type ExportKind } from '@maguey/wire/export-columns'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { getLocale } from '#i18n'
import { m } from '#messages'
import { type CsvStyle, csvStyleOf } from '#shared/csv/csv.ts'
import { SelectField } from '#shared/form/fields.tsx'
import { region } from '#shared/format/region.ts'
import { failureWords } from '#shared/rpc/failure-words.ts'
import type { MoneyApi } from './money-api.ts'

const KINDS: readonly ExportKind[] = ['orders', 'tickets', 'scans', 'receipts', 'takings']

const names: Record<ExportKind, () => string> = {
  orders: m.export_orders,
  tickets: m.export_tickets,
  scans: m.export_scans,
  receipts: m.export_receipts,
  takings: m.export_takings,
}

type ExportCardProps = { api: MoneyApi; nightId: string; name: string }

export function ExportCard({ api, nightId, name }: ExportCardProps) {
  const [rows, setRows] = useState<number | null>(null)
  const [style, setStyle] = useState<CsvStyle>(() => csvStyleOf(region()))
  const [problem, setProblem] = useState<string | null>(null)

  async function save(kind: ExportKind): Promise<void> {
    setProblem(null)
    setRows(0)
    const exported = await api.exportFile(kind, nightId, { style, onRows: setRows })
    if (!exported.ok) {
      setRows(null)
      setProblem(failureWords(exported.failure))
      return
    }
    const night = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
    saveFile(exported.file, kind === 'takings' ? 'takings.csv' : `${night}-${kind}.csv`)
  }

  return (
    <section
      aria-labelledby="exports"
      className="rounded-card border border-line bg-surface p-4 sm:p-6"
    >
      <h2 className="font-bold text-xl" id="exports">
        {m.export_title()}
      </h2>
      <p className="mb-4 text-ink-soft">{m.export_lead()}</p>
      <SelectField
        className="mb-4 max-w-md"
        hint={m.export_style_hint()}
        label={m.export_style()}
        name="export_style"
        onChange={(value) => setStyle(value === 'comma' ? 'comma' : 'point')}
        options={[
          { value: 'point', label: m.export_style_point() },
          { value: 'comma', label: m.export_style_comma() },
        ]}
        value={style}
      />
      <div className="flex flex-wrap gap-3">
        {KINDS.map((kind) => (
          <Button
            icon={<Download aria-hidden className="size-5" />}
            key={kind}
            look="secondary"
            onClick={() => hear(save(kind))}
          >
            {names[kind]()}
          </Button>
        ))}
      </div>
      <p aria-live="polite" className="mt-3 text-ink-soft">
        {rows === null ? '' : m.export_rows({ figure: String(rows) })}
      </p>
      {problem !== null && <Notice title={problem} tone="danger" />}
      <details className="mt-2">
        <summary className="flex min-h-11 w-fit cursor-pointer items-center font-semibold underline underline-offset-4">
          {m.export_columns()}
        </summary>
        {KINDS.map((kind) => (
          <div key={kind}>
            <h3 className="mt-3 font-bold">{names[kind]()}</h3>
            {/* Column names are English in every file, as the programs that read them expect. */}
            <dl className="grid grid-cols-1 gap-x-4 @min-[34rem]:grid-cols-[max-content_1fr]">
              {Object.entries(EXPORT_COLUMNS[kind]).map(([column, [en, es]]) => (
                <div className="contents" key={column}>
                  <dt className="font-mono text-sm" lang="en">
                    {column}
                  </dt>
                  <dd className="mb-1 text-ink-soft text-sm">{getLocale() === 'es' ? es : en}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </details>
    </section>
  )
}
