// The drawer: counted in at the start of a shift and out at its end. What should be in it is told only once it was counted.
import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import { type FormEvent, useState } from 'react'
import { m } from '#messages'
import { money } from '#shared/format/money.ts'
import { type Drawer, decimalOf, readAmount } from './drawer.ts'

export type DrawerCount = { step: 'open' | 'close'; amount: string; by: string }

type DrawerPanelProps = {
  drawer: Drawer
  currency: string
  /** Resolves to whether it is stored. */
  onCount: (count: DrawerCount) => Promise<boolean>
}

export function DrawerPanel({ drawer, currency, onCount }: DrawerPanelProps) {
  const [amount, setAmount] = useState('')
  const [by, setBy] = useState('')
  const [state, setState] = useState<'typing' | 'missing' | 'keeping' | 'failed'>('typing')
  const step = drawer.state === 'open' ? 'close' : 'open'
  const read = readAmount(amount)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (read === null || by.trim() === '') return setState('missing')
    setState('keeping')
    const kept = await onCount({ step, amount: decimalOf(read), by: by.trim() })
    setState(kept ? 'typing' : 'failed')
    if (kept) setAmount('')
  }
  const missing = state === 'missing'
  return (
    <form
      className="flex flex-col gap-4 pt-1"
      data-testid="drawer"
      noValidate
      onSubmit={(event) => hear(submit(event))}
    >
      <div aria-live="polite">
        <DrawerState currency={currency} drawer={drawer} />
      </div>
      <TextField
        autoComplete="off"
        error={missing && read === null ? m.drawer_amount_missing() : undefined}
        inputMode="decimal"
        label={step === 'open' ? m.drawer_float() : m.drawer_counted()}
        name="amount"
        onChange={(change) => setAmount(change.target.value)}
        value={amount}
      />
      <TextField
        autoComplete="off"
        error={missing && by.trim() === '' ? m.drawer_by_missing() : undefined}
        hint={m.drawer_by_hint()}
        label={m.drawer_by()}
        maxLength={40}
        name="by"
        onChange={(change) => setBy(change.target.value)}
        value={by}
      />
      {state === 'failed' && <Notice title={m.sell_not_kept()} tone="danger" />}
      <Button disabled={state === 'keeping'} type="submit">
        {step === 'open' ? m.drawer_open() : m.drawer_close()}
      </Button>
    </form>
  )
}

function DrawerState({ drawer, currency }: { drawer: Drawer; currency: string }) {
  const shown = (amount: number) => money(decimalOf(amount), currency)
  const { state, float, cash, counted, difference } = drawer
  if (state === 'none') return <Notice title={m.drawer_none()}>{m.drawer_none_body()}</Notice>
  if (state === 'open')
    return (
      <Notice title={m.drawer_is_open({ amount: shown(float) })}>{m.drawer_is_open_body()}</Notice>
    )
  const words =
    difference === 0
      ? m.drawer_right()
      : (difference ?? 0) > 0
        ? m.drawer_over({ amount: shown(difference ?? 0) })
        : m.drawer_under({ amount: shown(-(difference ?? 0)) })
  return (
    <Notice title={words} tone={difference === 0 ? 'info' : 'warning'}>
      {m.drawer_sum({ float: shown(float), cash: shown(cash), counted: shown(counted ?? 0) })}
    </Notice>
  )
}
