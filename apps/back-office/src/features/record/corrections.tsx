// What was added to a sealed record, and how to add more; says by itself when the facts have changed since.

import { Button } from '@maguey/ui/button.tsx'
import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { partTitle } from '@maguey/wire/night-record/parts'
import type { NightRecord, ToldRecord } from '@maguey/wire/night-records'
import { PenLine } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'
import { CorrectionSheet } from './correction-sheet.tsx'
import { FileButtons } from './file-buttons.tsx'
import type { RecordApi } from './record-api.ts'
import { told as say } from './record-format.ts'
import { Sealed } from './seal-card.tsx'

type CorrectionsProps = {
  told: NightRecord & { record: ToldRecord }
  api: RecordApi
  onDone: () => void
}

export function Corrections({ told, api, onDone }: CorrectionsProps) {
  // The id of the correction that is being written: sending it twice adds one.
  const [writing, setWriting] = useState<string | null>(null)
  const { record, corrections, changed, night } = told
  const when = (ms: number) => formatDayAndClock(ms, { timeZone: night.timezone, region: region() })
  const names = changed.map((part) => say(partTitle(part))).join(', ')
  return (
    <section aria-labelledby="corrections" className="@container">
      <h2 className="mb-3 font-bold text-xl" id="corrections">
        {m.record_corrections()}
      </h2>
      {changed.length > 0 && (
        <div className="mb-3" data-testid="record-changed">
          <Notice title={m.record_changed()} tone="warning">
            {m.record_changed_body({ parts: names })}
          </Notice>
        </div>
      )}
      <ul className="grid grid-cols-1 gap-3">
        {corrections.map((correction) => (
          <li
            className="rounded-card border border-line bg-surface p-4 sm:p-6"
            data-testid="correction"
            key={correction.content.id}
          >
            <p className="whitespace-pre-wrap wrap-anywhere font-semibold">
              {correction.content.words}
            </p>
            <CorrectedParts correction={correction} />
            <div className="mt-3">
              <Sealed record={correction} when={when} />
            </div>
            {correction.seal !== null && (
              <FileButtons file={api.file} recordId={correction.content.id} />
            )}
          </li>
        ))}
      </ul>
      {corrections.length === 0 && changed.length === 0 && (
        <p className="text-ink-soft">{m.record_corrections_none()}</p>
      )}
      <Button
        className="mt-3"
        icon={<PenLine aria-hidden className="size-5" />}
        look="secondary"
        onClick={() => setWriting(crypto.randomUUID())}
      >
        {m.record_correct()}
      </Button>
      {writing !== null && (
        <CorrectionSheet
          onClose={() => setWriting(null)}
          onDone={() => {
            setWriting(null)
            onDone()
          }}
          parts={names}
          send={(words) => api.correct({ id: writing, recordId: record.content.id, words })}
        />
      )}
    </section>
  )
}

function CorrectedParts({ correction }: { correction: ToldRecord }) {
  const parts = Object.keys(correction.content.parts).map((part) => say(partTitle(part)))
  if (parts.length === 0) return null
  return <p className="mt-1 text-ink-soft">{m.record_anew({ parts: parts.join(', ') })}</p>
}
