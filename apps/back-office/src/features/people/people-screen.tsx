// Privacy: exports what is stored about an address, erases it, and lists the phones that haven't heard of it yet.

import { Button } from '@maguey/ui/button.tsx'
import { saveFile } from '@maguey/ui/device/save-file.ts'
import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import type { Answer } from '@maguey/wire/failure'
import type { Erasure, StoredPerson } from '@maguey/wire/people'
import { useState } from 'react'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'
import { PageHead, RowsSkeleton } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { useAnswer } from '#shared/rpc/use-answer.ts'

export type PeopleApi = {
  export: (email: string) => Promise<Answer<StoredPerson>>
  erase: (email: string, reason: string) => Promise<Answer<{ orders: number }>>
  erasures: () => Promise<Answer<Erasure[]>>
}

type PeopleScreenProps = {
  /** Must be stable. */
  api: PeopleApi
  onSessionExpired: () => void
}

export function PeopleScreen({ api, onSessionExpired }: PeopleScreenProps) {
  const { value: erasures, failure, reload } = useAnswer(api.erasures, onSessionExpired)
  return (
    <div className="flex flex-col gap-6">
      <PageHead lead={m.people_lead()} title={m.nav_people()} />
      <PersonForm api={api} onErased={() => hear(reload())} />
      <section aria-labelledby="erasures">
        <h2 className="mb-3 font-bold text-xl" id="erasures">
          {m.people_erasures()}
        </h2>
        {failure && <FailureNotice failure={failure} />}
        {erasures === null && failure === null && <RowsSkeleton />}
        {erasures?.length === 0 && <p className="text-ink-soft">{m.people_none()}</p>}
        <ul className="grid grid-cols-1 gap-3 @min-[54rem]:grid-cols-2">
          {erasures?.map((erasure) => (
            <ErasureRow erasure={erasure} key={erasure.id} />
          ))}
        </ul>
      </section>
    </div>
  )
}

type Told = { tone: 'info' | 'danger'; title: string }

function PersonForm({ api, onErased }: { api: PeopleApi; onErased: () => void }) {
  const [email, setEmail] = useState('')
  const [reason, setReason] = useState('')
  const [sure, setSure] = useState(false)
  const [told, setTold] = useState<Told | null>(null)

  async function save(): Promise<void> {
    const answer = await api.export(email)
    if (!answer.ok) return setTold({ tone: 'danger', title: failureWords(answer.failure) })
    download(answer.value)
    setTold({
      tone: 'info',
      title: m.people_exported({ figure: String(answer.value.orders.length) }),
    })
  }

  async function erase(): Promise<void> {
    if (!sure) return setSure(true)
    setSure(false)
    const answer = await api.erase(email, reason)
    if (!answer.ok) return setTold({ tone: 'danger', title: failureWords(answer.failure) })
    setTold({ tone: 'info', title: m.people_erased({ figure: String(answer.value.orders) }) })
    setEmail('')
    setReason('')
    onErased()
  }

  const ready = email.includes('@')
  return (
    <div className="flex max-w-2xl flex-col gap-4 rounded-card border border-line bg-surface p-4 sm:p-6">
      <TextField
        autoComplete="off"
        label={m.people_email()}
        name="person_email"
        onChange={(event) => {
          setEmail(event.target.value)
          setSure(false)
        }}
        type="email"
        value={email}
      />
      <Button
        className="self-start"
        disabled={!ready}
        look="secondary"
        onClick={() => hear(save())}
      >
        {m.people_export()}
      </Button>
      <TextField
        autoComplete="off"
        hint={m.people_reason_hint()}
        label={m.people_reason()}
        maxLength={500}
        name="erase_reason"
        onChange={(event) => setReason(event.target.value)}
        value={reason}
      />
      <Button
        className="self-start"
        disabled={!ready || reason.trim() === ''}
        look={sure ? 'danger' : 'secondary'}
        onClick={() => hear(erase())}
      >
        {sure ? m.people_erase_sure({ email }) : m.people_erase()}
      </Button>
      {told && <Notice title={told.title} tone={told.tone} />}
    </div>
  )
}

function ErasureRow({ erasure }: { erasure: Erasure }) {
  const { erased_at, orders, by, reason, phones } = erasure
  return (
    <li className="rounded-card border border-line bg-surface p-4" data-testid="erasure">
      <p className="font-semibold">
        {m.people_row({
          moment: formatDayAndClock(erased_at, { region: region() }),
          figure: String(orders),
        })}
      </p>
      <p className="break-words text-ink-soft text-sm">
        {[by, reason].filter((part) => part).join(' · ')}
      </p>
      <p className="mt-1">
        {phones.length === 0
          ? m.people_phones_done()
          : m.people_phones_open({ names: phones.map(({ name }) => name).join(', ') })}
      </p>
    </li>
  )
}

function download(person: StoredPerson): void {
  const blob = new Blob([JSON.stringify(person, null, 2)], { type: 'application/json' })
  saveFile(blob, 'person.json')
}
