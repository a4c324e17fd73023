// The check before doors: every part of the phone on one screen, and what to do about those that aren't right.

import { Button } from '@maguey/ui/button.tsx'
import { formatCount } from '@maguey/ui/format/count.ts'
import { formatSpan } from '@maguey/ui/format/format-span.ts'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { m } from '#messages'
import { currentLocale } from '#shared/locale.ts'
import { type ReadyCheck, type ReadyFacts, readyChecks } from './ready-checks.ts'

/** What can be done about a check from here; a check without one is mended elsewhere. */
export type ReadyRemedies = Partial<
  Record<ReadyCheck['what'], { label: string; run: () => void } | undefined>
>

type ReadyPanelProps = { facts: ReadyFacts; remedies: ReadyRemedies; onTestSound: () => void }

const TITLES: Record<ReadyCheck['what'], () => string> = {
  camera: m.door_ready_camera,
  screen: m.door_ready_screen,
  list: m.door_ready_list,
  app: m.door_ready_app,
  storage: m.door_ready_storage,
  clock: m.door_ready_clock,
  sound: m.door_ready_sound,
  queue: m.door_ready_queue,
}

function listWords({ list }: ReadyFacts, note: string): string {
  const age = formatSpan(list.ageMs ?? 0, currentLocale())
  if (note === 'ok')
    return m.door_ready_list_ok({ count: formatCount(list.have, currentLocale()), age })
  if (note === 'old') return m.door_ready_list_old({ age })
  if (note === 'no_names') return m.door_ready_list_no_names()
  return m.door_ready_list_bad({
    have: formatCount(list.have, currentLocale()),
    total: formatCount(list.total, currentLocale()),
  })
}

/** To a tenth of a second, which is as accurate as a phone's clock gets. */
function clockWords({ clock }: ReadyFacts, note: string): string {
  if (note === 'unknown') return m.door_ready_clock_unknown()
  if (note === 'bad') {
    return m.door_ready_clock_bad({ span: formatSpan(Math.abs(clock.offsetMs), currentLocale()) })
  }
  const seconds = Math.max(0.1, (Math.abs(clock.offsetMs) + clock.uncertaintyMs) / 1_000)
  const style = { style: 'unit', unit: 'second', maximumFractionDigits: 1 } as const
  return m.door_ready_clock_ok({
    span: new Intl.NumberFormat(currentLocale(), style).format(seconds),
  })
}

const SOUND_WORDS: Record<ReadyFacts['sound'], () => string> = {
  on: m.door_ready_sound_ok,
  off: m.door_ready_sound_off,
  locked: m.door_ready_sound_locked,
}

const CAMERA_WORDS: Record<ReadyFacts['reading'], () => string> = {
  reading: m.door_ready_camera_ok,
  starting: m.door_ready_camera_starting,
  blind: m.door_ready_camera_blind,
  off: m.door_ready_camera_bad,
}

function words(facts: ReadyFacts, { what, good, note }: ReadyCheck): string {
  switch (what) {
    case 'camera':
      return CAMERA_WORDS[facts.reading]()
    case 'screen':
      return good ? m.door_ready_screen_ok() : m.door_ready_screen_bad()
    case 'list':
      return listWords(facts, note)
    case 'app':
      if (note === 'never') return m.door_ready_app_never()
      return good ? m.door_ready_app_ok() : m.door_ready_app_bad()
    case 'storage':
      return good ? m.door_ready_storage_ok() : m.door_ready_storage_bad()
    case 'clock':
      return clockWords(facts, note)
    case 'sound':
      return SOUND_WORDS[facts.sound]()
    case 'queue':
      return good ? m.door_ready_queue_ok() : m.door_waiting({ count: facts.queued })
  }
}

export function ReadyPanel({ facts, remedies, onTestSound }: ReadyPanelProps) {
  const checks = readyChecks(facts)
  const all = checks.every((check) => check.good)
  return (
    <div className="pt-2" data-ready={all}>
      {all && (
        <p className="mb-2 flex items-center gap-3 rounded-card bg-verdict-green px-5 py-4 text-on-verdict-green">
          <CircleCheck aria-hidden className="size-9 shrink-0" />
          <span>
            <span className="block font-bold font-display text-2xl">{m.door_ready_all()}</span>
            <span className="block">{m.door_ready_all_body()}</span>
          </span>
        </p>
      )}
      <ul className="divide-y divide-line">
        {checks.map((check) => (
          <li className="flex items-center gap-4 py-3" data-good={check.good} key={check.what}>
            <CheckIcon good={check.good} />
            <span className="flex-1">
              <span className="block font-semibold text-lg">{TITLES[check.what]()}</span>
              <span className="block text-ink-soft">{words(facts, check)}</span>
            </span>
            {!check.good && <Remedy remedy={remedies[check.what]} />}
          </li>
        ))}
      </ul>
      <Button className="mt-4 w-full" look="secondary" onClick={onTestSound}>
        {m.door_ready_sound_test()}
      </Button>
    </div>
  )
}

function Remedy({ remedy }: { remedy: ReadyRemedies['clock'] }) {
  if (!remedy) return null
  return (
    <Button className="shrink-0" look="secondary" onClick={remedy.run}>
      {remedy.label}
    </Button>
  )
}

function CheckIcon({ good }: { good: boolean }) {
  return good ? (
    <CircleCheck aria-hidden className="size-7 shrink-0 text-agave" />
  ) : (
    <CircleAlert aria-hidden className="size-7 shrink-0 text-verdict-amber" />
  )
}
