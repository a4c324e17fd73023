// One ticket type: name, price and seats in view; windows, limits, pool, hiding and releases behind "More".

import { IconButton } from '@maguey/ui/icon-button.tsx'
import { SwitchRow } from '@maguey/ui/switch-row.tsx'
import type { ManagedNight, Night, NightType } from '@maguey/wire/nights'
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { m } from '#messages'
import { ChoiceField, NightField, NumberField, TimeField } from './night-field.tsx'
import { ReleasesEditor } from './releases-editor.tsx'

type TypeEditorProps = {
  type: NightType
  night: Night
  path: string
  taken: ManagedNight['taken'][string] | undefined
  first: boolean
  last: boolean
  onChange: (changes: Partial<NightType>) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

export function TypeEditor(props: TypeEditorProps) {
  const { type, night, path, taken, onChange } = props
  const label = type.name || m.night_type_new()
  return (
    <fieldset className="min-w-0 rounded-control border border-line bg-raised p-4">
      <legend className="sr-only">{label}</legend>
      <div className="grid grid-cols-2 gap-3 @min-[34rem]:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]">
        <NightField
          className="col-span-2 @min-[34rem]:col-span-1"
          label={m.night_type_name()}
          maxLength={80}
          onText={(name) => onChange({ name })}
          path={`${path}name`}
          value={type.name}
        />
        <NightField
          inputMode="decimal"
          label={`${m.night_price()} (${night.currency.toUpperCase()})`}
          onText={(price) => onChange({ price: price.replace(',', '.').replace(/[^\d.]/g, '') })}
          path={`${path}price`}
          value={type.price}
        />
        <NumberField
          label={m.night_capacity()}
          onNumber={(capacity) => onChange({ capacity: capacity ?? 0 })}
          path={`${path}capacity`}
          value={type.capacity}
          {...(taken === undefined
            ? {}
            : { hint: m.night_taken({ sold: taken.sold, held: taken.held }) })}
        />
      </div>
      <details className="mt-3">
        <summary className="flex min-h-11 cursor-pointer items-center font-semibold text-agave">
          {m.night_more()}
        </summary>
        <TypeDetails {...props} label={label} />
      </details>
    </fieldset>
  )
}

function TypeDetails(props: TypeEditorProps & { label: string }) {
  const { type, night, path, onChange } = props
  return (
    <div className="grid grid-cols-1 gap-4 pt-2">
      <NightField
        label={m.night_type_description()}
        maxLength={300}
        onText={(text) => onChange({ description: text || null })}
        path={`${path}description`}
        value={type.description ?? ''}
      />
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,14rem),1fr))] gap-3">
        <TimeField
          label={m.night_sales_start()}
          onTime={(sales_start_at) => onChange({ sales_start_at })}
          path={`${path}sales_start_at`}
          value={type.sales_start_at}
        />
        <TimeField
          label={m.night_sales_end()}
          onTime={(sales_end_at) => onChange({ sales_end_at })}
          path={`${path}sales_end_at`}
          value={type.sales_end_at}
        />
        <NumberField
          empty
          label={m.night_max_per_order()}
          onNumber={(max_per_order) => onChange({ max_per_order })}
          path={`${path}max_per_order`}
          value={type.max_per_order}
        />
        <ChoiceField
          label={m.night_pool()}
          onText={(pool) => onChange({ pool: pool || null })}
          options={[
            { value: '', label: m.night_pool_none() },
            ...night.pools.map(({ id, name }) => ({ value: id, label: name || m.night_pool() })),
          ]}
          path={`${path}pool`}
          value={type.pool ?? ''}
        />
      </div>
      <SwitchRow
        checked={type.hidden}
        label={m.night_hidden()}
        note={m.night_hidden_note()}
        onChange={(hidden) => onChange({ hidden })}
      />
      <ReleasesEditor
        currency={night.currency}
        onChange={(releases) => onChange({ releases })}
        path={`${path}releases`}
        releases={type.releases}
      />
      <TypeTools {...props} />
    </div>
  )
}

function TypeTools(props: TypeEditorProps & { label: string }) {
  const { taken, label } = props
  return (
    <>
      <div className="flex flex-wrap items-center justify-end gap-1">
        <IconButton
          disabled={props.first}
          icon={<ArrowUp aria-hidden className="size-5" />}
          label={m.night_move_up({ name: label })}
          onClick={() => props.onMove(-1)}
        />
        <IconButton
          disabled={props.last}
          icon={<ArrowDown aria-hidden className="size-5" />}
          label={m.night_move_down({ name: label })}
          onClick={() => props.onMove(1)}
        />
        <IconButton
          disabled={taken?.ordered === true}
          icon={<Trash2 aria-hidden className="size-5" />}
          label={m.night_remove({ name: label })}
          onClick={props.onRemove}
        />
      </div>
      {taken?.ordered ? (
        <p className="text-right text-ink-soft text-sm">{m.night_type_kept()}</p>
      ) : null}
    </>
  )
}
