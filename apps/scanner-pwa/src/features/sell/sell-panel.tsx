// Selling at the door: which type, how many, and one tap for how it is paid. What was sold fills the sheet with its codes.
import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { MOST_AT_ONCE, type Paid } from '@maguey/wire/door-acts/walk-up'
import { Banknote, CreditCard, Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import type { DoorPrices } from '#db/rows.ts'
import { m } from '#messages'
import { money } from '#shared/format/money.ts'
import { createOneTap } from '#shared/one-tap.ts'
import type { Sale, Sold, Wish } from './sell-tickets.ts'

type SellPanelProps = {
  currency: string
  types: DoorPrices['types']
  /** How many of a type this phone carries. */
  carried: (typeCode: string) => number
  sell: (wish: Wish) => Promise<Sale>
  onSold: (sold: Sold) => void
}

export function SellPanel({ currency, types, carried, sell, onSold }: SellPanelProps) {
  const [code, setCode] = useState(types[0]?.code)
  const [quantity, setQuantity] = useState(1)
  const [trouble, setTrouble] = useState<Exclude<Sale, Sold>>()
  const [busy, setBusy] = useState(false)
  const [oneTap] = useState(createOneTap)
  const type = types.find((one) => one.code === code) ?? types[0]
  if (!type) return <Notice title={m.sell_nothing()} />
  const total = money((Number(type.price) * quantity).toFixed(2), currency, 'short')
  const pay = (paid: Paid) =>
    oneTap(async () => {
      setBusy(true)
      const sale = await sell({ typeCode: type.code, quantity, paid })
      setBusy(false)
      if (sale.kind === 'sold') onSold(sale)
      else setTrouble(sale)
    })
  return (
    <div className="flex flex-col gap-4 pt-1" data-testid="sell">
      <div aria-live="polite" className="empty:-mb-4">
        {trouble && <Trouble trouble={trouble} />}
      </div>
      <fieldset className="grid gap-2">
        <legend className="sr-only">{m.sell_type()}</legend>
        {types.map((one) => (
          <TypeChoice
            carried={carried(one.code)}
            checked={one.code === type.code}
            currency={currency}
            key={one.code}
            onChoose={() => {
              setCode(one.code)
              setTrouble(undefined)
            }}
            type={one}
          />
        ))}
      </fieldset>
      <div className="flex flex-col gap-4 flat:flex-row flat:items-center flat:justify-between flat:gap-8">
        <Quantity onChange={setQuantity} quantity={quantity} />
        <p className="flex items-baseline justify-between gap-4">
          <span className="text-ink-soft">{m.sell_total()}</span>
          <output className="font-bold font-display text-4xl tabular-nums">{total}</output>
        </p>
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Button
          className="min-h-16 text-lg"
          disabled={busy}
          icon={<Banknote aria-hidden className="size-6 shrink-0" />}
          onClick={() => hear(pay('cash'))}
        >
          {m.sell_cash()}
        </Button>
        <Button
          className="min-h-16 text-lg"
          disabled={busy}
          icon={<CreditCard aria-hidden className="size-6 shrink-0" />}
          onClick={() => hear(pay('terminal'))}
        >
          {m.sell_terminal()}
        </Button>
      </div>
    </div>
  )
}

function Trouble({ trouble }: { trouble: Exclude<Sale, Sold> }) {
  if (trouble.kind === 'storage_failed')
    return (
      <Notice title={m.sell_not_kept()} tone="danger">
        {m.sell_not_kept_body()}
      </Notice>
    )
  if (trouble.kind === 'revoked')
    return (
      <Notice title={m.door_revoked_title()} tone="danger">
        {m.sell_revoked_body()}
      </Notice>
    )
  const { left, offline } = trouble
  return (
    <Notice
      title={left === 0 ? m.sell_none_left() : m.sell_some_left({ count: left })}
      tone="warning"
    >
      {offline ? m.sell_short_offline() : m.sell_short_online()}
    </Notice>
  )
}

type TypeChoiceProps = {
  type: DoorPrices['types'][number]
  currency: string
  carried: number
  checked: boolean
  onChoose: () => void
}

function TypeChoice({ type, currency, carried, checked, onChoose }: TypeChoiceProps) {
  return (
    <label className="flex min-h-16 cursor-pointer items-center gap-3 rounded-card border border-line-strong bg-night px-4 py-2 has-checked:border-agave has-checked:bg-raised has-focus-visible:outline-3 has-focus-visible:outline-agave">
      <input
        checked={checked}
        className="size-5 shrink-0 accent-agave"
        name="type"
        onChange={onChoose}
        type="radio"
        value={type.code}
      />
      <span className="min-w-0 flex-1">
        <span className="block break-words font-semibold text-lg">{type.name}</span>
        <span className="block text-ink-soft text-sm">{m.sell_carried({ count: carried })}</span>
      </span>
      <span className="shrink-0 font-bold text-xl tabular-nums">
        {money(type.price, currency, 'short')}
      </span>
    </label>
  )
}

function Quantity({ quantity, onChange }: { quantity: number; onChange: (n: number) => void }) {
  const button =
    'grid size-14 place-items-center rounded-full bg-raised active:bg-line disabled:opacity-40'
  return (
    <fieldset className="flex flex-1 items-center justify-between gap-3">
      <legend className="sr-only">{m.sell_quantity()}</legend>
      <button
        aria-label={m.sell_fewer()}
        className={button}
        disabled={quantity <= 1}
        onClick={() => onChange(quantity - 1)}
        type="button"
      >
        <Minus aria-hidden className="size-7" />
      </button>
      <span aria-live="polite" className="font-semibold text-lg">
        {m.sell_tickets({ count: quantity })}
      </span>
      <button
        aria-label={m.sell_more()}
        className={button}
        disabled={quantity >= MOST_AT_ONCE}
        onClick={() => onChange(quantity + 1)}
        type="button"
      >
        <Plus aria-hidden className="size-7" />
      </button>
    </fieldset>
  )
}
