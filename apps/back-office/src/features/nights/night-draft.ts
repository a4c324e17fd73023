// Unsaved edits of a night, kept on this device: a failure or a closed tab loses nothing.
import type { NightDefaults } from '@maguey/wire/club'
import { type Night, typedNight } from '@maguey/wire/nights'
import * as v from 'valibot'

const PREFIX = 'maguey.night-draft.'

const draftSchema = v.object({
  /** Revision of the night that the draft is based on; 0 for a new one. */
  revision: v.number(),
  atMs: v.number(),
  night: typedNight,
})

export type NightDraft = { revision: number; atMs: number; night: Night }

export type DraftStore = {
  read: (id: string) => NightDraft | null
  keep: (id: string, draft: NightDraft) => void
  drop: (id: string) => void
  /** New nights that have never been saved, newest first. */
  unsaved: () => { id: string; name: string; atMs: number }[]
}

export function createDraftStore(storage: Storage): DraftStore {
  const read = (id: string): NightDraft | null => {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), draftSchema), get(id))
    return parsed.success ? parsed.output : null
  }
  const get = (id: string) => storage.getItem(PREFIX + id)
  return {
    read,
    keep(id, draft) {
      try {
        storage.setItem(PREFIX + id, JSON.stringify(draft))
      } catch (error) {
        // Storage is full or unavailable: the page still has it.
        reportError(error)
      }
    },
    drop: (id) => storage.removeItem(PREFIX + id),
    unsaved() {
      const ids = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
        .filter((key) => key.startsWith(PREFIX))
        .map((key) => key.slice(PREFIX.length))
      return ids
        .flatMap((id) => {
          const draft = read(id)
          return draft?.revision === 0 ? [{ id, name: draft.night.name, atMs: draft.atMs }] : []
        })
        .sort((a, b) => b.atMs - a.atMs)
    },
  }
}

const pad = (value: number) => String(value).padStart(2, '0')

/** The next Friday from `from` on, as local text at this hour; `plusDays` for times after midnight. */
function friday(from: Date, hour: number, plusDays = 0): string {
  const ahead = (5 - from.getDay() + 7) % 7 || 7
  const day = new Date(from.getFullYear(), from.getMonth(), from.getDate() + ahead + plusDays)
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}T${pad(hour)}:00`
}

/** A starting point: next Friday, one type, one gate. */
export function blankNight(
  words: { type: string; gate: string },
  from: Date,
  newId: () => string,
  defaults: NightDefaults = {},
): Night {
  return {
    name: '',
    description: null,
    line_up: null,
    event_date: friday(from, 23),
    doors_open_at: friday(from, 22),
    ends_at: friday(from, 4, 1),
    timezone: defaults.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    venue_name: defaults.venue_name ?? '',
    venue_address: null,
    venue_capacity: defaults.venue_capacity ?? 300,
    min_age: defaults.min_age === undefined ? 18 : defaults.min_age,
    currency: defaults.currency ?? 'usd',
    tax_name: null,
    tax_percent: null,
    sales_start_at: null,
    sales_end_at: null,
    max_per_order: defaults.max_per_order ?? 8,
    reentry: false,
    unsynced_policy: 'admit',
    image_url: null,
    image_alt: null,
    image_focus: [50, 50],
    pools: [],
    types: [blankType(newId(), words.type)],
    gates: [{ id: newId(), name: words.gate, admits: null }],
  }
}

export function blankType(id: string, name: string): Night['types'][number] {
  return {
    id,
    name,
    description: null,
    price: '25.00',
    capacity: 200,
    max_per_order: null,
    sales_start_at: null,
    sales_end_at: null,
    hidden: false,
    pool: null,
    releases: [],
  }
}
