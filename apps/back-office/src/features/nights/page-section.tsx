// The upper part of the customer's page, edited in place: poster, name, date, place, age limit; then the sale settings.

import type { Night } from '@maguey/wire/nights'
import { useId } from 'react'
import { m } from '#messages'
import {
  AreaField,
  NightField,
  NumberField,
  Section,
  TimeField,
  useProblem,
} from './night-field.tsx'

type SectionProps = { night: Night; onChange: (changes: Partial<Night>) => void }

export function TitleField({ night, onChange }: SectionProps) {
  const id = useId()
  const error = useProblem('name')
  return (
    <div>
      <label className="sr-only" htmlFor={id}>
        {m.night_name()}
      </label>
      <textarea
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        aria-invalid={error !== undefined}
        autoComplete="off"
        className="field-sizing-content w-full resize-none rounded-control border border-transparent border-dashed bg-transparent px-2 py-1 font-display font-extrabold text-[clamp(2.2rem,7vw,4rem)] text-ink leading-[0.95] tracking-tight placeholder:text-ink-soft hover:border-line-strong focus:border-line-strong"
        id={id}
        maxLength={200}
        name="name"
        onChange={(event) => onChange({ name: event.target.value.replace(/\n/g, ' ') })}
        placeholder={m.night_name()}
        rows={1}
        value={night.name}
      />
      {error === undefined ? null : (
        <p className="px-2 text-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

export function FactsSection({ night, onChange }: SectionProps) {
  return (
    <Section title={m.night_when_where()}>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,14rem),1fr))] gap-3">
        <TimeField
          label={m.night_doors()}
          onTime={(time) => time && onChange({ doors_open_at: time })}
          path="doors_open_at"
          value={night.doors_open_at}
        />
        <TimeField
          label={m.night_starts()}
          onTime={(time) => time && onChange({ event_date: time })}
          path="event_date"
          value={night.event_date}
        />
        <TimeField
          label={m.night_ends()}
          onTime={(time) => time && onChange({ ends_at: time })}
          path="ends_at"
          value={night.ends_at}
        />
      </div>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,14rem),1fr))] gap-3">
        <NightField
          label={m.night_venue()}
          maxLength={200}
          onText={(venue_name) => onChange({ venue_name })}
          path="venue_name"
          value={night.venue_name}
        />
        <NightField
          label={m.night_address()}
          maxLength={300}
          onText={(text) => onChange({ venue_address: text || null })}
          path="venue_address"
          value={night.venue_address ?? ''}
        />
        <NumberField
          empty
          hint={m.night_min_age_note()}
          label={m.night_min_age()}
          onNumber={(min_age) => onChange({ min_age })}
          path="min_age"
          value={night.min_age}
        />
        <NumberField
          hint={m.night_venue_capacity_note()}
          label={m.night_venue_capacity()}
          onNumber={(value) => onChange({ venue_capacity: value ?? 0 })}
          path="venue_capacity"
          value={night.venue_capacity}
        />
      </div>
      <AreaField
        label={m.night_line_up()}
        hint={m.night_line_up_note()}
        onText={(line_up) => onChange({ line_up })}
        path="line_up"
        value={night.line_up}
      />
      <AreaField
        label={m.night_description()}
        onText={(description) => onChange({ description })}
        path="description"
        value={night.description}
      />
    </Section>
  )
}

export function SaleSection({ night, onChange }: SectionProps) {
  const zones = useId()
  const currencies = useId()
  return (
    <Section title={m.night_sale()}>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,14rem),1fr))] gap-3">
        <TimeField
          hint={m.night_sales_start_note()}
          label={m.night_sales_start()}
          onTime={(sales_start_at) => onChange({ sales_start_at })}
          path="sales_start_at"
          value={night.sales_start_at}
        />
        <TimeField
          hint={m.night_sales_end_note()}
          label={m.night_sales_end()}
          onTime={(sales_end_at) => onChange({ sales_end_at })}
          path="sales_end_at"
          value={night.sales_end_at}
        />
        <NumberField
          label={m.night_max_per_order()}
          onNumber={(value) => onChange({ max_per_order: value ?? 0 })}
          path="max_per_order"
          value={night.max_per_order}
        />
        <NightField
          hint={m.night_currency_note()}
          label={m.night_currency()}
          list={currencies}
          maxLength={3}
          onText={(text) => onChange({ currency: text.toLowerCase() })}
          path="currency"
          value={night.currency.toUpperCase()}
        />
        <NightField
          hint={m.night_tax_percent_note()}
          inputMode="decimal"
          label={m.night_tax_percent()}
          maxLength={6}
          onText={(text) => onChange({ tax_percent: text.trim().replace(',', '.') || null })}
          path="tax_percent"
          value={night.tax_percent ?? ''}
        />
        <NightField
          hint={m.night_tax_name_note()}
          label={m.night_tax_name()}
          maxLength={40}
          onText={(tax_name) => onChange({ tax_name })}
          path="tax_name"
          value={night.tax_name ?? ''}
        />
        <NightField
          className="col-span-full"
          label={m.night_timezone()}
          list={zones}
          onText={(timezone) => onChange({ timezone })}
          path="timezone"
          value={night.timezone}
        />
      </div>
      <datalist id={zones}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <datalist id={currencies}>
        {['USD', 'EUR', 'MXN', 'GBP', 'CAD', 'COP', 'ARS', 'CLP', 'BRL'].map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>
    </Section>
  )
}
