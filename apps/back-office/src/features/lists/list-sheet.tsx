// A guest list made or changed: whose, how many, what they pay until when, what the door should know.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { Sheet } from '@maguey/ui/sheet.tsx'
import { SwitchRow } from '@maguey/ui/switch-row.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import type { GuestList } from '@maguey/wire/guest-lists'
import { type FormEvent, useState } from 'react'
import { m } from '#messages'
import { SelectField } from '#shared/form/fields.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { useAnswer } from '#shared/rpc/use-answer.ts'
import {
  draftOf,
  emptyList,
  firstWrong,
  type ListDraft,
  type ListField,
  wishOf,
} from './list-draft.ts'
import type { ListsApi } from './lists-api.ts'

type ListSheetProps = {
  api: ListsApi
  /** Null: a new one. */
  list: GuestList | null
  onClose: () => void
  onSaved: () => Promise<void>
}

type PartProps = {
  draft: ListDraft
  wrong: ListField | null
  change: (part: Partial<ListDraft>) => void
}

const nothing = () => undefined

export function ListSheet({ api, list, onClose, onSaved }: ListSheetProps) {
  const [draft, setDraft] = useState<ListDraft>(() => (list ? draftOf(list) : emptyList))
  // One id for all attempts: a retry after a lost answer makes no second list.
  const [id] = useState(() => list?.id ?? crypto.randomUUID())
  const [wrong, setWrong] = useState<ListField | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<ListDraft>) => setDraft((before) => ({ ...before, ...part }))

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    const first = firstWrong(draft)
    setWrong(first)
    if (first !== null) {
      const control = form.elements.namedItem(first)
      if (control instanceof HTMLElement) control.focus()
      return
    }
    setBusy(true)
    const answer = await api.save(id, wishOf(draft))
    setBusy(false)
    if (answer.ok) await onSaved()
    else setFailure(failureWords(answer.failure))
  }

  return (
    <Sheet
      description={m.list_sheet_lead()}
      onOpenChange={onClose}
      open
      title={list ? m.list_edit() : m.list_new()}
    >
      <form
        className="grid grid-cols-2 gap-4 pt-2"
        noValidate
        onSubmit={(event) => {
          hear(submit(event))
        }}
      >
        <NameField change={change} draft={draft} wrong={wrong} />
        <Whose api={api} change={change} draft={draft} />
        <HowMany change={change} draft={draft} wrong={wrong} />
        <WhatItGives change={change} draft={draft} wrong={wrong} />
        <TextField
          autoComplete="off"
          className="col-span-2"
          hint={m.list_note_hint()}
          label={m.list_note()}
          maxLength={200}
          name="doorNote"
          onChange={(event) => change({ doorNote: event.target.value })}
          value={draft.doorNote}
        />
        {list !== null && (
          <div className="col-span-2">
            <SwitchRow
              checked={draft.closed}
              label={m.list_close()}
              note={m.list_close_note()}
              onChange={(closed) => change({ closed })}
            />
          </div>
        )}
        {failure !== null && (
          <div className="col-span-2">
            <Notice title={failure} tone="danger" />
          </div>
        )}
        <Button className="col-span-2" disabled={busy} type="submit">
          {busy ? m.working() : m.list_save()}
        </Button>
      </form>
    </Sheet>
  )
}

function NameField({ draft, wrong, change }: PartProps) {
  return (
    <TextField
      autoComplete="off"
      className="col-span-2"
      error={wrong === 'name' ? m.list_name_wrong() : undefined}
      label={m.list_name()}
      maxLength={80}
      name="name"
      onChange={(event) => change({ name: event.target.value })}
      value={draft.name}
    />
  )
}

function Whose({ api, draft, change }: Omit<PartProps, 'wrong'> & { api: ListsApi }) {
  const { value } = useAnswer(api.promoters, nothing)
  const promoters = (value ?? []).filter(
    ({ id, ended_at }) => ended_at === null || id === draft.promoterId,
  )
  return (
    <SelectField
      className="col-span-2"
      hint={m.list_whose_hint()}
      label={m.list_whose()}
      name="promoterId"
      onChange={(promoterId) => change({ promoterId })}
      options={[
        { value: '', label: m.list_of_house() },
        ...promoters.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={draft.promoterId}
    />
  )
}

function HowMany({ draft, wrong, change }: PartProps) {
  return (
    <>
      <TextField
        autoComplete="off"
        error={wrong === 'quota' ? m.list_quota_wrong() : undefined}
        inputMode="numeric"
        label={m.list_quota()}
        name="quota"
        onChange={(event) => change({ quota: event.target.value })}
        placeholder={m.list_no_limit()}
        value={draft.quota}
      />
      <TextField
        autoComplete="off"
        error={wrong === 'mostPlus' ? m.list_most_plus_wrong() : undefined}
        inputMode="numeric"
        label={m.list_most_plus()}
        name="mostPlus"
        onChange={(event) => change({ mostPlus: event.target.value })}
        value={draft.mostPlus}
      />
      {draft.quota.trim() !== '' && (
        <div className="col-span-2">
          <SwitchRow
            checked={draft.overbook}
            label={m.list_overbook()}
            note={m.list_overbook_note()}
            onChange={(overbook) => change({ overbook })}
          />
        </div>
      )}
    </>
  )
}

function WhatItGives({ draft, wrong, change }: PartProps) {
  return (
    <>
      <TextField
        autoComplete="off"
        error={wrong === 'price' ? m.list_price_wrong() : undefined}
        inputMode="decimal"
        label={m.list_price()}
        name="price"
        onChange={(event) => change({ price: event.target.value })}
        placeholder={m.list_free()}
        value={draft.price}
      />
      <TextField
        error={wrong === 'until' ? m.list_until_wrong() : undefined}
        hint={m.list_until_hint()}
        label={m.list_until()}
        name="until"
        onChange={(event) => change({ until: event.target.value })}
        type="time"
        value={draft.until}
      />
      {draft.until !== '' && (
        <SelectField
          className={draft.late === 'closed' ? 'col-span-2' : ''}
          label={m.list_late()}
          name="late"
          onChange={(late) => change({ late: late === 'price' ? 'price' : 'closed' })}
          options={[
            { value: 'closed', label: m.list_late_closed() },
            { value: 'price', label: m.list_late_pays() },
          ]}
          value={draft.late}
        />
      )}
      {draft.until !== '' && draft.late === 'price' && (
        <TextField
          autoComplete="off"
          error={wrong === 'latePrice' ? m.list_price_wrong() : undefined}
          inputMode="decimal"
          label={m.list_late_price()}
          name="latePrice"
          onChange={(event) => change({ latePrice: event.target.value })}
          value={draft.latePrice}
        />
      )}
    </>
  )
}
