// A promoter made or changed: name, code, commission; and ending one, or taking them back.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { Sheet } from '@maguey/ui/sheet.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import type { Answer } from '@maguey/wire/failure'
import type { Promoter } from '@maguey/wire/promoters'
import { type FormEvent, useState } from 'react'
import { m } from '#messages'
import { SelectField } from '#shared/form/fields.tsx'
import { Sure } from '#shared/form/sure.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import {
  draftOf,
  emptyPromoter,
  firstWrong,
  type PromoterDraft,
  type PromoterField,
  suggestCode,
  wishOf,
} from './promoter-draft.ts'
import type { PromotersApi } from './promoters-api.ts'

type PromoterSheetProps = {
  api: PromotersApi
  /** Null: a new one. */
  promoter: Promoter | null
  onClose: () => void
  onSaved: () => Promise<void>
}

const CURRENCIES = ['usd', 'mxn', 'eur', 'gbp', 'cad']

export function PromoterSheet({ api, promoter, onClose, onSaved }: PromoterSheetProps) {
  const [draft, setDraft] = useState<PromoterDraft>(() =>
    promoter ? draftOf(promoter, 'usd') : emptyPromoter('usd'),
  )
  // One id for all attempts: a retry after a lost answer makes no second promoter.
  const [id] = useState(() => promoter?.id ?? crypto.randomUUID())
  const [wrong, setWrong] = useState<PromoterField | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<PromoterDraft>) => setDraft((before) => ({ ...before, ...part }))

  async function send(work: Promise<Answer<unknown>>): Promise<void> {
    setBusy(true)
    const answer = await work
    setBusy(false)
    if (answer.ok) await onSaved()
    else setFailure(failureWords(answer.failure))
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const first = firstWrong(draft)
    setWrong(first)
    const control = first && event.currentTarget.elements.namedItem(first)
    if (control instanceof HTMLElement) control.focus()
    if (first === null) hear(send(api.save(id, wishOf(draft))))
  }

  return (
    <Sheet
      description={m.promoter_sheet_lead()}
      onOpenChange={onClose}
      open
      title={promoter ? m.promoter_edit_of({ name: promoter.name }) : m.promoter_new()}
    >
      <form className="flex flex-col gap-4 pt-2" noValidate onSubmit={submit}>
        <TextField
          autoComplete="off"
          error={wrong === 'name' ? m.promoter_name_wrong() : undefined}
          label={m.promoter_name()}
          maxLength={80}
          name="name"
          onChange={(event) => change({ name: event.target.value })}
          value={draft.name}
        />
        <TextField
          autoCapitalize="characters"
          autoComplete="off"
          error={wrong === 'code' ? m.promoter_code_wrong() : undefined}
          hint={m.promoter_code_hint()}
          label={m.promoter_code()}
          maxLength={24}
          name="code"
          onChange={(event) => change({ code: event.target.value })}
          placeholder={suggestCode(draft.name)}
          value={draft.code}
        />
        <Commission change={change} draft={draft} wrong={wrong} />
        {failure !== null && <Notice title={failure} tone="danger" />}
        <Button disabled={busy} type="submit">
          {busy ? m.working() : m.promoter_save()}
        </Button>
        {promoter !== null && (
          <EndOrResume
            busy={busy}
            onEnd={(ends) => hear(send(api.end(promoter.id, ends)))}
            promoter={promoter}
          />
        )}
      </form>
    </Sheet>
  )
}

type EndOrResumeProps = { promoter: Promoter; busy: boolean; onEnd: (ends: boolean) => void }

/** Ending is asked twice: the link and the code that people have stop at once. */
function EndOrResume({ promoter: { name, ended_at }, busy, onEnd }: EndOrResumeProps) {
  const [sure, setSure] = useState(false)
  if (ended_at !== null)
    return (
      <>
        <p className="text-ink-soft text-sm">{m.promoter_resume_note()}</p>
        <Button disabled={busy} look="secondary" onClick={() => onEnd(false)}>
          {m.promoter_resume()}
        </Button>
      </>
    )
  return (
    <>
      <p className="text-ink-soft text-sm">{m.promoter_end_note()}</p>
      <Button aria-expanded={sure} disabled={busy} look="secondary" onClick={() => setSure(!sure)}>
        {m.promoter_end()}
      </Button>
      {sure && (
        <Sure
          busy={busy}
          onNo={() => setSure(false)}
          onYes={() => onEnd(true)}
          question={m.promoter_end_sure({ name })}
          yes={m.promoter_end_yes()}
        />
      )}
    </>
  )
}

type CommissionProps = {
  draft: PromoterDraft
  wrong: PromoterField | null
  change: (part: Partial<PromoterDraft>) => void
}

function Commission({ draft, wrong, change }: CommissionProps) {
  const amount = draft.pays === 'sale_amount' || draft.pays === 'head_amount'
  return (
    <div className="grid grid-cols-2 gap-4">
      <SelectField
        className="col-span-2"
        hint={draft.pays === 'head_amount' ? m.promoter_head_hint() : undefined}
        label={m.promoter_commission()}
        name="pays"
        onChange={(pays) => change({ pays: pays as PromoterDraft['pays'] })}
        options={[
          { value: 'none', label: m.promoter_by_none() },
          { value: 'sale_percent', label: m.promoter_by_percent() },
          { value: 'sale_amount', label: m.promoter_by_sale() },
          { value: 'head_amount', label: m.promoter_by_head() },
        ]}
        value={draft.pays}
      />
      {draft.pays !== 'none' && (
        <TextField
          autoComplete="off"
          className={amount ? '' : 'col-span-2'}
          error={wrong === 'value' ? m.promoter_value_wrong() : undefined}
          inputMode="decimal"
          label={amount ? m.promoter_amount() : m.promoter_percent()}
          name="value"
          onChange={(event) => change({ value: event.target.value })}
          value={draft.value}
        />
      )}
      {amount && (
        <SelectField
          label={m.promo_currency()}
          name="currency"
          onChange={(currency) => change({ currency })}
          options={[...new Set([...CURRENCIES, draft.currency])].map((code) => ({
            value: code,
            label: code.toUpperCase(),
          }))}
          value={draft.currency}
        />
      )}
    </div>
  )
}
