// Whether the record is sealed: by whom, its fingerprint and files; or what sealing does, and when it can be done.

import { decoded, fingerprint } from '@maguey/ticket-core/record-seal'
import { Button } from '@maguey/ui/button.tsx'
import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import type { Answer } from '@maguey/wire/failure'
import type { NightRecord, ToldRecord } from '@maguey/wire/night-records'
import { FileClock, Stamp } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { FileButtons } from './file-buttons.tsx'
import type { RecordApi } from './record-api.ts'
import { SealSheet } from './seal-sheet.tsx'

type SealCardProps = {
  told: NightRecord
  api: RecordApi
  onDone: () => void
}

export function SealCard({ told, api, onDone }: SealCardProps) {
  const [asking, setAsking] = useState(false)
  const { record, is_over, night } = told
  const when = (ms: number) => formatDayAndClock(ms, { timeZone: night.timezone, region: region() })
  if (record === null)
    return (
      <Card state="open" title={is_over ? m.record_open() : m.record_early()}>
        <p className="max-w-prose text-ink-soft">
          {is_over ? m.record_open_body() : m.record_early_body({ time: when(night.ends_at) })}
        </p>
        {is_over && (
          <Button
            className="mt-4"
            icon={<Stamp aria-hidden className="size-5" />}
            onClick={() => setAsking(true)}
          >
            {m.record_seal()}
          </Button>
        )}
        {asking && (
          <SealSheet
            name={night.name}
            onClose={() => setAsking(false)}
            onDone={() => {
              setAsking(false)
              onDone()
            }}
            seal={() => api.seal(night.id)}
          />
        )}
      </Card>
    )
  if (record.seal === null)
    return (
      <Card state="waiting" title={m.record_waiting()}>
        <p className="text-ink-soft">{m.record_waiting_body()}</p>
        <SealAgain onDone={onDone} seal={() => api.seal(night.id)} />
      </Card>
    )
  return (
    <Card state="sealed" title={m.record_sealed()}>
      <Sealed record={record} when={when} />
      <FileButtons file={api.file} recordId={record.content.id} />
    </Card>
  )
}

type CardProps = { state: 'open' | 'waiting' | 'sealed'; title: string; children: React.ReactNode }

function Card({ state, title, children }: CardProps) {
  const Icon = state === 'sealed' ? Stamp : FileClock
  return (
    <section
      aria-label={title}
      className={`rounded-card border bg-surface p-4 sm:p-6 ${state === 'sealed' ? 'border-agave' : 'border-line'}`}
      data-state={state}
      data-testid="seal"
    >
      <h2 className="mb-2 flex items-center gap-2 font-bold text-xl">
        <Icon aria-hidden className={`size-6 ${state === 'sealed' ? 'text-agave' : ''}`} />
        {title}
      </h2>
      {children}
    </section>
  )
}

type SealedProps = { record: ToldRecord; when: (ms: number) => string }

/** Who had it sealed and when; what a person compares with the file and the printed page. */
export function Sealed({ record: { content, seal }, when }: SealedProps) {
  if (seal === null) return <p className="text-ink-soft">{m.record_waiting_body()}</p>
  const by = content.asked_by?.name
  const key = decoded(seal.public_key)
  return (
    <>
      <p>
        {by === undefined
          ? m.record_sealed_itself({ time: when(seal.sealed_at) })
          : m.record_sealed_by({ name: by, time: when(seal.sealed_at) })}
      </p>
      <details className="mt-1">
        <summary className="flex min-h-11 w-fit cursor-pointer items-center font-semibold underline underline-offset-4">
          {m.record_proof()}
        </summary>
        <p className="max-w-prose text-ink-soft text-sm">{m.record_proof_body()}</p>
        <dl className="mt-2 grid grid-cols-1 gap-x-4 text-sm @min-[34rem]:grid-cols-[max-content_1fr]">
          <dt className="text-ink-soft">SHA-256</dt>
          <dd className="mb-1 font-mono wrap-anywhere">{seal.sha256}</dd>
          {key !== null && (
            <>
              <dt className="text-ink-soft">{m.record_key_short()}</dt>
              <dd className="mb-1 font-mono" data-testid="key-fingerprint">
                {fingerprint(key)}
              </dd>
            </>
          )}
          <dt className="text-ink-soft">{m.record_key()}</dt>
          <dd className="font-mono wrap-anywhere">{seal.public_key}</dd>
        </dl>
      </details>
    </>
  )
}

function SealAgain({ seal, onDone }: { seal: () => Promise<Answer<unknown>>; onDone: () => void }) {
  const [problem, setProblem] = useState<string | null>(null)
  async function again(): Promise<void> {
    const answer = await seal()
    if (answer.ok) onDone()
    else setProblem(failureWords(answer.failure))
  }
  return (
    <>
      <Button className="mt-4" look="secondary" onClick={() => hear(again())}>
        {m.record_seal_now()}
      </Button>
      {problem !== null && <Notice title={problem} tone="danger" />}
    </>
  )
}
