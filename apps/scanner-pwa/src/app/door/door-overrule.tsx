// The sheet in which a manager overrules the red that was held.
import { verdictText } from '@maguey/ticket-core/verdict-text'
import { hear } from '@maguey/ui/hear.ts'
import { useStore } from 'zustand'
import { OverrulePanel } from '#features/overrule/overrule-panel.tsx'
import { nameLine, typeOf } from '#features/scan/who-lines.tsx'
import { clockTime } from '#shared/format/clock-time.ts'
import { currentLocale } from '#shared/locale.ts'
import { theDoor } from './door.ts'
import { useSnapshot } from './use-door.ts'

export function DoorOverrule() {
  const door = theDoor()
  const { event } = useSnapshot()
  const about = useStore(door.overruling.store, (state) => state.about)
  if (!about || !event) return null
  const { verdict } = about
  const formatTime = (ms: number) => clockTime(ms, event.timeZone)
  const options = { locale: currentLocale(), timeZone: event.timeZone, formatTime }
  const { cause } = verdictText(verdict, { ...options, nowMs: door.time.read().nowMs })
  const who = [nameLine(verdict).name, typeOf(verdict), cause].filter(Boolean).join(' · ')
  return (
    <OverrulePanel
      about={who}
      managers={event.managers ?? []}
      onOverrule={(decision) => {
        door.overruling.end()
        hear(door.answer({ what: 'override', about, ...decision }))
      }}
      tries={door.pinTries}
    />
  )
}
