// The files of a sealed record: the sealed file itself, and the same to read on paper or in a spreadsheet.

import { Button } from '@maguey/ui/button.tsx'
import { saveFile } from '@maguey/ui/device/save-file.ts'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { failureWords } from '#shared/rpc/failure-words.ts'
import type { RecordApi, RecordFormat } from './record-api.ts'

type FileButtonsProps = { recordId: string; file: RecordApi['file'] }

const NAMES = {
  pdf: m.record_file_pdf,
  csv: m.record_file_csv,
  json: m.record_file_json,
} as const satisfies Record<RecordFormat, () => string>

export function FileButtons({ recordId, file }: FileButtonsProps) {
  const [making, setMaking] = useState<RecordFormat | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  async function save(format: RecordFormat): Promise<void> {
    setMaking(format)
    setProblem(null)
    const answer = await file(recordId, format)
    setMaking(null)
    if (answer.ok) saveFile(answer.value, `record-${recordId.slice(0, 8)}.${format}`)
    else setProblem(failureWords(answer.failure))
  }

  return (
    <>
      <div className="mt-3 flex flex-wrap gap-3">
        {(['pdf', 'csv', 'json'] as const).map((format) => (
          <Button
            disabled={making !== null}
            icon={<Download aria-hidden className="size-5" />}
            key={format}
            look="secondary"
            onClick={() => hear(save(format))}
          >
            {making === format ? m.working() : NAMES[format]()}
          </Button>
        ))}
      </div>
      {problem !== null && <Notice title={problem} tone="danger" />}
    </>
  )
}
