// Which night and gate this phone is at: two lists and one button, with the likely answer preselected.

import { Button } from '@maguey/ui/button.tsx'
import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import { CalendarClock, DoorOpen } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { EventOffer, GateRow } from '#db/rows.ts'
import { m } from '#messages'
import { currentLocale } from '#shared/locale.ts'
import { ChoiceList } from './choice-list.tsx'
import type { DoorChoice } from './event-offers.ts'

type ChooseDoorProps = {
  /** Nearest night first, at least one. */
  offers: readonly [EventOffer, ...EventOffer[]]
  chosen: DoorChoice | undefined
  gateHint: string | null
  onChoose: (choice: DoorChoice) => void
}

export function ChooseDoor({ offers, chosen, gateHint, onChoose }: ChooseDoorProps) {
  const [eventId, setEventId] = useState(chosen?.eventId ?? nightOf(offers, gateHint).id)
  const [gateId, setGateId] = useState(chosen?.gateId ?? gateHint ?? '')
  const offer = offers.find(({ id }) => id === eventId) ?? offers[0]
  const [first, second] = offer.gates
  // Of several gates none is marked until somebody says which.
  const gate = offer.gates.find(({ id }) => id === gateId) ?? (second ? undefined : first)
  return (
    <div className="flex flex-col gap-6">
      {offers.length > 1 && (
        <Group
          icon={<CalendarClock aria-hidden className="size-5" />}
          title={m.door_choose_night()}
        >
          <ChoiceList
            label={m.door_choose_night()}
            onChange={setEventId}
            options={offers.map((each) => ({
              id: each.id,
              title: each.name,
              note: nightText(each),
            }))}
            value={offer.id}
          />
        </Group>
      )}
      {offers.length === 1 && (
        <p>
          <span className="block font-bold font-display text-2xl">{offer.name}</span>
          <span className="block text-ink-soft">{nightText(offer)}</span>
        </p>
      )}
      <Group icon={<DoorOpen aria-hidden className="size-5" />} title={m.door_choose_gate()}>
        <ChoiceList
          label={m.door_choose_gate()}
          onChange={setGateId}
          options={offer.gates.map((each) => ({
            id: each.id,
            title: each.name,
            note: admitsText(each),
          }))}
          value={gate?.id ?? ''}
        />
      </Group>
      <Button
        disabled={gate === undefined}
        onClick={() => gate && onChoose({ eventId: offer.id, gateId: gate.id })}
      >
        {m.door_choose_start()}
      </Button>
    </div>
  )
}

/** The night of the gate that this phone was paired for, else the nearest night. */
function nightOf(
  offers: readonly [EventOffer, ...EventOffer[]],
  gateHint: string | null,
): EventOffer {
  return offers.find(({ gates }) => gates.some(({ id }) => id === gateHint)) ?? offers[0]
}

function admitsText(gate: GateRow): string {
  if (gate.admits === null) return m.door_choose_all()
  const types = new Intl.ListFormat(currentLocale(), { type: 'conjunction' }).format(gate.admits)
  return m.door_choose_only({ types })
}

function nightText({ eventDateMs, timeZone }: EventOffer): string {
  return formatDayAndClock(eventDateMs, { timeZone, region: currentLocale() })
}

function Group({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 flex items-center gap-2 font-semibold text-ink-soft text-sm">
        {icon}
        {title}
      </h2>
      {children}
    </section>
  )
}
