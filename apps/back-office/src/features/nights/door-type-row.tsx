// One ticket type at the door: whether it is sold there, for how much, and how many of it each phone keeps ready.
import { TextField } from '@maguey/ui/text-field.tsx'
import { type DoorSales, MOST_STOCK } from '@maguey/wire/door-sales'
import { m } from '#messages'

export type DoorTypeDraft = { sold: boolean; price: string; stock: string }

type DoorTypeRowProps = {
  type: DoorSales['types'][number]
  draft: DoorTypeDraft
  onChange: (draft: DoorTypeDraft) => void
}

export function DoorTypeRow({ type, draft, onChange }: DoorTypeRowProps) {
  return (
    <fieldset className="grid gap-3 border-line border-t pt-3">
      <legend className="sr-only">{type.name}</legend>
      <label className="flex min-h-11 cursor-pointer items-center gap-3">
        <input
          checked={draft.sold}
          className="size-5 shrink-0 accent-agave"
          onChange={(event) => onChange({ ...draft, sold: event.target.checked })}
          type="checkbox"
        />
        <span className="min-w-0 break-words font-semibold">{type.name}</span>
        {type.carried > 0 && (
          <span className="ml-auto text-ink-soft text-sm">
            {m.door_sales_carried({ count: type.carried })}
          </span>
        )}
      </label>
      {draft.sold && (
        <div className="grid grid-cols-2 gap-3">
          <TextField
            autoComplete="off"
            inputMode="decimal"
            label={m.door_sales_price()}
            name={`door-price-${type.code}`}
            onChange={(event) => onChange({ ...draft, price: event.target.value })}
            value={draft.price}
          />
          <TextField
            autoComplete="off"
            hint={m.door_sales_stock_hint({ most: MOST_STOCK })}
            inputMode="numeric"
            label={m.door_sales_stock()}
            name={`door-stock-${type.code}`}
            onChange={(event) => onChange({ ...draft, stock: event.target.value })}
            value={draft.stock}
          />
        </div>
      )}
    </fieldset>
  )
}
