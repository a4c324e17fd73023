// One of the promoter's lists: how full it is, who has come in, names to add, and the names on it.

import type { GuestList, ListEntry } from '@maguey/wire/guest-lists'
import { useId, useState } from 'react'
import { m } from '#messages'
import type { ListOf } from './list-of.ts'
import { listTerms } from './list-words.ts'
import { NameRow } from './name-row.tsx'
import { NamesForm } from './names-form.tsx'

type PromoterListProps = ListOf & {
  entries: readonly ListEntry[]
  timezone: string
  isOpen: boolean
}

/** From so many on, a name is searched and not looked for. */
const MANY = 12

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export function PromoterList({ list, entries, timezone, isOpen, of, ask }: PromoterListProps) {
  const id = useId()
  const [wanted, setWanted] = useState('')
  const words = folded(wanted).split(/\s+/)
  const shown = entries.filter(({ name }) => words.every((word) => folded(name).includes(word)))
  return (
    <section
      aria-labelledby={id}
      data-testid="promoter-list"
      className="mt-4 rounded-card border border-line bg-surface p-4 sm:p-6"
    >
      <h3 id={id} className="text-2xl">
        {list.name}
      </h3>
      <p className="mt-1.5 text-ink-soft">
        {listTerms(list, timezone)}
        {list.door_note === '' ? '' : ` · ${list.door_note}`}
      </p>
      <Meter list={list} />
      <NamesForm list={list} of={of} ask={ask} isOpen={isOpen} />
      {entries.length > MANY ? (
        <label className="mt-6 block">
          <span className="mb-1.5 block font-semibold">{m.promoter_search()}</span>
          <input
            type="search"
            name={`search-${list.id}`}
            autoComplete="off"
            className="block min-h-12 w-full rounded-control border border-line-strong bg-night px-4 text-lg text-ink"
            value={wanted}
            onChange={(typed) => setWanted(typed.target.value)}
          />
        </label>
      ) : null}
      <ul className="mt-4 divide-y divide-line empty:hidden">
        {shown.map((entry) => (
          <NameRow key={entry.id} entry={entry} list={list} isOpen={isOpen} of={of} ask={ask} />
        ))}
      </ul>
      {entries.length > 0 && shown.length === 0 ? (
        <p className="mt-4 text-ink-soft">{m.promoter_search_none()}</p>
      ) : null}
    </section>
  )
}

/** Two bars in one: named in outline, come in filled, of what the list may let in. */
function Meter({ list }: { list: GuestList }) {
  const whole = Math.max(list.quota ?? list.heads, list.heads, list.arrived, 1)
  const share = (heads: number) => `${(100 * heads) / whole}%`
  const named =
    list.quota === null
      ? m.promoter_named({ figure: String(list.heads) })
      : (list.overbook ? m.promoter_named_over : m.promoter_named_of)({
          figure: String(list.heads),
          quota: String(list.quota),
        })
  return (
    <div className="mt-4">
      <p className="flex flex-wrap justify-between gap-x-4 font-semibold">
        <span data-testid="named">{named}</span>
        <span data-testid="arrived" className="text-agave">
          {m.promoter_arrived({ figure: String(list.arrived) })}
        </span>
      </p>
      <div aria-hidden className="relative mt-2 h-3 overflow-hidden rounded-full bg-line">
        <div
          className="absolute inset-y-0 left-0 bg-line-strong transition-[width]"
          style={{ width: share(list.heads) }}
        />
        <div
          className="absolute inset-y-0 left-0 bg-agave transition-[width]"
          style={{ width: share(list.arrived) }}
        />
      </div>
      {list.overbook && list.quota !== null ? (
        <p className="mt-2 text-sm text-ink-soft">
          {m.promoter_overbook({ quota: String(list.quota) })}
        </p>
      ) : null}
    </div>
  )
}
