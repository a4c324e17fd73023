// The top of the door screen: the status strip, and which gate this phone is at.

import { updateStore } from '@maguey/ui/device/app-update.ts'
import { ChevronDown } from 'lucide-react'
import { useStore } from 'zustand'
import type { EventRow } from '#db/rows.ts'
import { readingStore } from '#features/decode/reading.ts'
import { CrowdNotice } from '#features/scan/crowd-notice.tsx'
import type { DoorAlert } from '#features/scan/door-alerts.ts'
import { StatusStrip, type StripFacts } from '#features/scan/status-strip.tsx'
import { m } from '#messages'
import { currentLocale } from '#shared/locale.ts'
import { type Door, theDoor } from './door.ts'
import { alertsOf, crowdNow, listAgeMs, unsentOf } from './door-facts.ts'
import type { DoorSnapshot } from './door-snapshot.ts'
import { useSnapshot, useTime } from './use-door.ts'

type DoorHeaderProps = {
  persistent: boolean | null
  onChangeGate: () => void
  onAlert: (alert: DoorAlert) => void
}

export function DoorHeader({ persistent, onChangeGate, onAlert }: DoorHeaderProps) {
  const door = theDoor()
  const snapshot = useSnapshot()
  const { event, gate } = snapshot
  return (
    <header className="bg-linear-to-b from-black/85 via-black/60 to-transparent px-4 pt-[max(0.75rem,env(safe-area-inset-top))] pb-10">
      <DoorStrip door={door} onAlert={onAlert} persistent={persistent} snapshot={snapshot} />
      <DoorCrowd door={door} snapshot={snapshot} />
      <button
        className="mt-2 flex min-h-12 w-full items-center justify-center gap-2 rounded-control"
        onClick={onChangeGate}
        type="button"
      >
        <span className="min-w-0 truncate font-bold font-display text-xl">{event?.name}</span>
        <span className="shrink-0 rounded-full bg-raised/90 px-3 py-1 font-semibold text-sm">
          {gate?.name}
        </span>
        <ChevronDown aria-label={m.door_change_gate()} className="size-5 shrink-0" role="img" />
      </button>
      {event && gate?.admits && <GateRule admits={gate.admits} types={event.types} />}
    </header>
  )
}

/** What this gate takes stands where the doorman looks, and not only in a refusal. */
function GateRule({ admits, types }: { admits: string[]; types: EventRow['types'] }) {
  const names = admits.map((code) => types.find((type) => type.code === code)?.name ?? code)
  const list = new Intl.ListFormat(currentLocale(), { type: 'conjunction' }).format(names)
  return (
    <p className="mt-1 text-center" data-testid="gate-rule">
      <span className="inline-block max-w-full break-words rounded-full bg-white px-4 py-1 font-bold font-display text-lg text-night">
        {m.door_choose_only({ types: list })}
      </span>
    </p>
  )
}

function DoorCrowd({ door, snapshot }: { door: Door; snapshot: DoorSnapshot }) {
  const time = useTime(door)
  const crowd = crowdNow(snapshot, time)
  if (!crowd || !snapshot.event) return null
  return <CrowdNotice crowd={crowd} timeZone={snapshot.event.timeZone} />
}

type DoorStripProps = {
  door: Door
  snapshot: DoorSnapshot
  persistent: boolean | null
  onAlert: (alert: DoorAlert) => void
}

function DoorStrip({ door, snapshot, persistent, onAlert }: DoorStripProps) {
  const time = useTime(door)
  const contact = useStore(door.sync.status, (status) => status.contact)
  const reading = useStore(readingStore, (state) => state.reading)
  const updateReady = useStore(updateStore, ({ apply }) => apply !== null)
  const { event, listed } = snapshot
  const progress: StripFacts['progress'] =
    event && !event.complete ? { have: listed, total: event.total } : null
  return (
    <StatusStrip
      onAlert={onAlert}
      facts={{
        contact,
        unsent: unsentOf(snapshot),
        progress,
        listAgeMs: listAgeMs(snapshot, time),
        alerts: alertsOf(snapshot, { contact, reading, persistent, updateReady }, time),
      }}
    />
  )
}
