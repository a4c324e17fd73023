// One phone: its name and gate, the five facts, and the actions on it.

import { Button } from '@maguey/ui/button.tsx'
import type { Phone } from '@maguey/wire/event-phones'
import { CircleCheck, CircleSlash, Pencil, Smartphone, TriangleAlert } from 'lucide-react'
import { m } from '#messages'
import {
  batteryFact,
  contactFact,
  type Fact,
  listFact,
  queueFact,
  versionFact,
} from './phone-facts.ts'

type PhoneCardProps = {
  phone: Phone
  nowMs: number
  onRename: (phone: Phone) => void
  onRevoke: (phone: Phone) => void
}

export function PhoneCard({ phone, nowMs, onRename, onRevoke }: PhoneCardProps) {
  const contact = contactFact(phone, nowMs)
  return (
    <li
      className="flex flex-col gap-4 rounded-card border border-line bg-surface p-4 sm:p-5"
      data-phone-id={phone.id}
      data-testid="phone"
    >
      <header className="flex items-center gap-3">
        <span className="grid size-12 shrink-0 place-items-center rounded-control bg-raised">
          <Smartphone aria-hidden className="size-6" />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="font-bold text-xl wrap-anywhere">{phone.name}</h2>
          <p className="text-ink-soft wrap-anywhere">{phone.gate ?? m.phone_no_gate()}</p>
        </div>
      </header>
      <p className="flex items-center gap-2 font-semibold">
        <ContactIcon phone={phone} worrying={contact.worrying} />
        <span className={contact.worrying ? 'text-warning' : undefined}>{contact.words}</span>
      </p>
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,7rem),1fr))] gap-x-4 gap-y-3">
        <FactLine fact={queueFact(phone)} label={m.phone_queue_label()} />
        <FactLine fact={listFact(phone, nowMs)} label={m.phone_list_label()} />
        <FactLine fact={batteryFact(phone)} label={m.phone_battery_label()} />
        <FactLine fact={versionFact(phone)} label={m.phone_version_label()} />
      </dl>
      {!phone.revoked && (
        <footer className="mt-auto flex flex-wrap gap-3">
          <Button
            className="flex-1"
            icon={<Pencil aria-hidden className="size-4" />}
            look="secondary"
            onClick={() => onRename(phone)}
          >
            {m.rename()}
          </Button>
          <Button
            className="flex-1"
            icon={<CircleSlash aria-hidden className="size-4" />}
            look="secondary"
            onClick={() => onRevoke(phone)}
          >
            {m.revoke()}
          </Button>
        </footer>
      )}
    </li>
  )
}

function ContactIcon({ phone, worrying }: { phone: Phone; worrying: boolean }) {
  if (phone.revoked) return <CircleSlash aria-hidden className="size-5 text-ink-soft" />
  if (worrying) return <TriangleAlert aria-hidden className="size-5 text-warning" />
  return <CircleCheck aria-hidden className="size-5 text-agave" />
}

function FactLine({ label, fact }: { label: string; fact: Fact }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-soft text-sm">{label}</dt>
      <dd className={`truncate font-semibold ${fact.worrying ? 'text-warning' : ''}`}>
        {fact.words}
      </dd>
    </div>
  )
}
