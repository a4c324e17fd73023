// The second factor of one's own account: off, being set up, or on.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { useCallback, useEffect, useState } from 'react'
import { m } from '#messages'
import { QrCode } from '#shared/qr/qr-code.tsx'
import { CodeField } from './code-field.tsx'
import { factorWords } from './factor-words.ts'
import { OneStepForm } from './one-step-form.tsx'
import type { FactorOffer, FactorProblem, SecondFactorApi } from './second-factor-api.ts'

type State =
  | { at: 'loading' }
  | { at: 'off' }
  | { at: 'setting_up'; offer: FactorOffer }
  | { at: 'on'; id: string }

type SecondFactorProps = {
  /** Must be stable. */
  api: SecondFactorApi
  /** The name under which the app lists this account. */
  club: string
}

export function SecondFactor({ api, club }: SecondFactorProps) {
  const [state, setState] = useState<State>({ at: 'loading' })
  const [problem, setProblem] = useState<FactorProblem | null>(null)
  const [busy, setBusy] = useState(false)

  const load = useCallback(async () => {
    const current = await api.current()
    setProblem(current.ok ? null : current.problem)
    if (current.ok)
      setState(current.value === null ? { at: 'off' } : { at: 'on', id: current.value })
  }, [api])
  useEffect(() => hear(load()), [load])

  async function begin(): Promise<void> {
    setBusy(true)
    const begun = await api.begin(club)
    setBusy(false)
    setProblem(begun.ok ? null : begun.problem)
    if (begun.ok) setState({ at: 'setting_up', offer: begun.value })
  }

  async function remove(id: string): Promise<void> {
    setBusy(true)
    const removed = await api.remove(id)
    setBusy(false)
    if (removed.ok) await load()
    else setProblem(removed.problem)
  }

  return (
    <section aria-labelledby="second-factor" className="max-w-2xl" data-at={state.at}>
      <h2 className="font-bold text-xl" id="second-factor">
        {m.factor_title()}
      </h2>
      <p className="mb-4 text-ink-soft">{state.at === 'on' ? m.factor_on() : m.factor_lead()}</p>
      {problem !== null && (
        <div className="mb-4" role="alert">
          <Notice
            title={factorWords(problem)}
            tone={problem === 'not_offered' ? 'warning' : 'danger'}
          />
        </div>
      )}
      {state.at === 'loading' && problem !== null && (
        <Button look="secondary" onClick={() => hear(load())}>
          {m.retry()}
        </Button>
      )}
      {state.at === 'off' && problem !== 'not_offered' && (
        <Button disabled={busy} look="secondary" onClick={() => hear(begin())}>
          {m.factor_set_up()}
        </Button>
      )}
      {state.at === 'setting_up' && (
        <SetUp
          api={api}
          offer={state.offer}
          onCancel={() => setState({ at: 'off' })}
          onDone={load}
        />
      )}
      {state.at === 'on' && <Remove busy={busy} onRemove={() => hear(remove(state.id))} />}
    </section>
  )
}

type SetUpProps = {
  api: SecondFactorApi
  offer: FactorOffer
  onDone: () => Promise<void>
  onCancel: () => void
}

function SetUp({ api, offer, onDone, onCancel }: SetUpProps) {
  const [code, setCode] = useState('')
  async function prove(): Promise<string | null> {
    const proved = await api.prove(offer.id, code)
    if (!proved.ok) return factorWords(proved.problem)
    await onDone()
    return null
  }
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(16rem,100%),1fr))] items-start gap-6 rounded-card border border-line bg-surface p-4">
      <div>
        <p className="mb-3 font-semibold">{m.factor_scan()}</p>
        <div className="max-w-56">
          <QrCode label={m.factor_qr()} testId="factor-qr" text={offer.uri} />
        </div>
        <p className="mt-3 text-ink-soft text-sm">{m.factor_secret()}</p>
        <p className="wrap-anywhere font-mono" data-testid="factor-secret">
          {offer.secret.replace(/(.{4})(?=.)/g, '$1 ')}
        </p>
      </div>
      <div className="flex flex-col gap-3">
        <OneStepForm onSubmit={prove} submit={m.factor_turn_on()}>
          <CodeField onChange={setCode} value={code} />
          <p className="text-ink-soft text-sm">{m.factor_ends_others()}</p>
        </OneStepForm>
        <Button look="secondary" onClick={onCancel}>
          {m.factor_cancel()}
        </Button>
      </div>
    </div>
  )
}

function Remove({ busy, onRemove }: { busy: boolean; onRemove: () => void }) {
  const [sure, setSure] = useState(false)
  return (
    <Button
      disabled={busy}
      look={sure ? 'danger' : 'secondary'}
      onClick={() => (sure ? onRemove() : setSure(true))}
    >
      {sure ? m.factor_remove_sure() : m.factor_remove()}
    </Button>
  )
}
