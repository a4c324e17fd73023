// What each of the door's sheets shows, wired to the door.
import { hear } from '@maguey/ui/hear.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { writeMeta } from '#db/meta.ts'
import { listCameras } from '#features/decode/camera.ts'
import { ListNames } from '#features/lists/list-names.tsx'
import type { Tick } from '#features/lists/tick-name.ts'
import { RefusePanel } from '#features/refuse/refuse-panel.tsx'
import { GuestSearch } from '#features/scan/guest-search.tsx'
import { ManualEntry } from '#features/scan/manual-entry.tsx'
import { ScanHistory } from '#features/scan/scan-history.tsx'
import { SettingsPanel } from '#features/settings/settings-panel.tsx'
import { ChooseNight } from './choose-night.tsx'
import { type Door, theDoor } from './door.ts'
import { DoorIncident } from './door-incident.tsx'
import { DoorMenu, type DoorSheet } from './door-menu.tsx'
import { DoorOverrule } from './door-overrule.tsx'
import { DoorReady } from './door-ready.tsx'
import { DoorDrawer, DoorSell } from './door-sell.tsx'
import { useSnapshot } from './use-door.ts'

export type DoorSheetContentProps = {
  open: DoorSheet
  onOpen: (sheet: DoorSheet | null) => void
  persistent: boolean | null
  onAskStorage: () => void
}

/** Sheets that need nothing but the door. */
const WHOLE: Partial<Record<DoorSheet, () => ReactNode>> = {
  overrule: DoorOverrule,
  sell: DoorSell,
  drawer: DoorDrawer,
}

export function DoorSheetContent({ open, onOpen, ...facts }: DoorSheetContentProps) {
  const door = theDoor()
  const { event, choice } = useSnapshot()
  const scan = (text: string) => {
    onOpen(null)
    hear(door.submit(text))
  }
  if (open === 'menu') return <DoorMenu onOpen={onOpen} />
  if (open === 'settings') return <DoorSettings />
  if (open === 'ready') return <DoorReady {...facts} />
  // Without a list there is nothing to type against, to search or to have scanned: choose a night first.
  if (open === 'gate' || !event) return <ChooseNight onDone={() => onOpen(null)} />
  if (open === 'incident') return <DoorIncident onDone={() => onOpen(null)} />
  const Whole = WHOLE[open]
  if (Whole) return <Whole />
  if (open === 'refuse') return <RefusePanel onRefuse={door.refuse} />
  if (open === 'type') return <ManualEntry event={event} onText={scan} />
  if (open === 'history') {
    const resend = () => hear(door.store.requeueSetAside())
    return <ScanHistory event={event} onResend={resend} store={door.store} />
  }
  const direction = event.reentry ? (choice?.direction ?? 'in') : 'in'
  return (
    <GuestSearch
      also={onLists(door, event.timeZone)}
      direction={direction}
      event={event}
      onTicket={scan}
      store={door.store}
    />
  )
}

/** Names on guest lists, found beside the tickets. */
const onLists = (door: Door, timeZone: string) => ({
  count: (query: string) => door.lists.find(query)?.length ?? 0,
  show: (query: string) => (
    <ListNames
      lists={door.lists}
      nowMs={() => door.time.read().nowMs}
      query={query}
      tick={(tick) => tickAtDoor(door, tick)}
      timeZone={timeZone}
    />
  ),
})

async function tickAtDoor(door: Door, tick: Omit<Tick, 'place'>) {
  const facts = door.facts()
  // The sheet stands over a night that has just been left.
  if (!facts) return { kind: 'gone' as const }
  const { event, gate, offline } = facts
  const place = { eventId: event.id, gateId: gate.id, offline }
  const ticked = await door.tickName({ ...tick, place })
  const colour = ticked.kind === 'ticked' ? 'green' : ticked.kind === 'asked' ? 'amber' : 'red'
  if (tick.heads > 0) door.feedback.play(colour, door.snapshot.getState().settings)
  return ticked
}

function DoorSettings() {
  const door = theDoor()
  const { settings, credential } = useSnapshot()
  const [cameras, setCameras] = useState<{ deviceId: string; label: string }[]>([])
  useEffect(() => {
    hear(listCameras().then(setCameras))
  }, [])
  return (
    <SettingsPanel
      cameras={cameras}
      onChange={(changed) => hear(writeMeta(door.db, 'settings', changed))}
      phone={{ name: credential?.deviceName ?? '', version: __APP_VERSION__ }}
      settings={settings}
    />
  )
}
