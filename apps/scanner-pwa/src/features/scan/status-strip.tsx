// A quiet status line: network, age of the list, unsent scans. Below it, prominently, what needs doing about the phone.

import { formatCount } from '@maguey/ui/format/count.ts'
import { formatSpan } from '@maguey/ui/format/format-span.ts'
import { ChevronRight, TriangleAlert } from 'lucide-react'
import { m } from '#messages'
import { currentLocale } from '#shared/locale.ts'
import type { DoorAlert } from './door-alerts.ts'
import { type LineTrouble, troubleWord, troubleWords } from './trouble-words.ts'

export type StripFacts = {
  contact: 'unknown' | 'reached' | 'no_answer' | LineTrouble
  listAgeMs: number | null
  /** Tickets on this phone and on the server, while the list is incomplete. */
  progress: { have: number; total: number } | null
  /** Scans that the server doesn't have: queued, or set aside after a refusal. */
  unsent: number
  alerts: readonly DoorAlert[]
}

/** A list younger than this is simply fresh: a number that ticks every second only distracts. */
const FRESH_MS = 60_000

function contactWord(contact: StripFacts['contact']): string {
  switch (contact) {
    case 'reached':
      return m.door_online()
    case 'no_answer':
      return m.door_offline()
    case 'unknown':
      return m.door_connecting()
    default:
      return troubleWord(contact)
  }
}

function listWord({ listAgeMs, progress }: StripFacts): string {
  if (progress) {
    const locale = currentLocale()
    return m.door_list_progress({
      have: formatCount(progress.have, locale),
      total: formatCount(progress.total, locale),
    })
  }
  if (listAgeMs === null) return m.door_list_none()
  if (listAgeMs < FRESH_MS) return m.door_list_fresh()
  return m.door_list_age({ age: formatSpan(listAgeMs, currentLocale()) })
}

/** Whether what isn't on the list may be called newer than it; for tests and support. */
function listState({ listAgeMs, progress }: StripFacts): 'none' | 'part' | 'whole' {
  if (progress) return 'part'
  return listAgeMs === null ? 'none' : 'whole'
}

function alertWords(alert: DoorAlert): string {
  const locale = currentLocale()
  switch (alert.code) {
    case 'update_ready':
      return m.door_alert_update()
    case 'camera_blind':
      return m.door_alert_blind()
    case 'line':
      return troubleWords(alert.trouble)
    case 'list_missing':
      return m.door_alert_list_missing()
    case 'list_old':
      return m.door_alert_list_old({ age: formatSpan(alert.ageMs, locale) })
    case 'queue_long':
      return m.door_alert_queue_long({ count: alert.count })
    case 'storage_not_persistent':
      return m.door_alert_storage()
    case 'clock_doubtful':
      return m.door_alert_clock_doubtful()
    case 'clock_off':
      return m.door_alert_clock({ span: formatSpan(Math.abs(alert.offsetMs), locale) })
    case 'scans_refused':
      return m.door_alert_refused({ count: alert.count })
  }
}

function dotLook(contact: StripFacts['contact']): string {
  if (contact === 'reached') return 'bg-agave'
  if (contact === 'unknown') return 'bg-ink-soft'
  return contact === 'no_answer' ? 'border-2 border-ink bg-transparent' : 'bg-verdict-amber'
}

type StatusStripProps = {
  facts: StripFacts
  /** The alert was tapped: show what to do. */
  onAlert: (alert: DoorAlert) => void
}

export function StatusStrip({ facts, onAlert }: StatusStripProps) {
  const { contact, unsent, alerts } = facts
  const waiting = unsent === 0 ? m.door_all_sent() : m.door_waiting({ count: unsent })
  const [worst] = alerts
  return (
    <div
      data-contact={contact}
      data-list={listState(facts)}
      data-online={contact === 'reached'}
      data-queue={unsent}
      data-testid="status-strip"
      role="status"
    >
      <p className="flex flex-wrap items-center justify-center gap-x-2 text-ink text-sm tabular-nums">
        <span aria-hidden className={`size-2.5 rounded-full ${dotLook(contact)}`} />
        <span className="font-semibold">{contactWord(contact)}</span>
        <span aria-hidden>·</span>
        <span>{listWord(facts)}</span>
        <span aria-hidden>·</span>
        <span>{waiting}</span>
      </p>
      {worst && (
        <button
          className="mx-auto mt-2 flex min-h-11 w-full max-w-md items-center gap-2 rounded-control bg-verdict-amber px-3 py-1.5 text-left font-semibold text-on-verdict-amber text-sm"
          data-alert={worst.code}
          onClick={() => onAlert(worst)}
          type="button"
        >
          <TriangleAlert aria-hidden className="size-5 shrink-0" />
          <span className="flex-1">{alertWords(worst)}</span>
          <ChevronRight aria-label={m.door_alert_more()} className="size-5 shrink-0" />
        </button>
      )}
    </div>
  )
}
