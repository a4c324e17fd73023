// Renders the order's timeline: what happened, when by the venue's clock, and who did it.

import type { DeskOrder } from '@maguey/wire/order-desk'
import {
  BadgeCheck,
  Banknote,
  CreditCard,
  DoorOpen,
  type LucideIcon,
  Mail,
  MailWarning,
  PenLine,
  ShoppingBag,
} from 'lucide-react'
import { m } from '#messages'
import { moment } from './order-words.ts'
import { type Entry, timelineOf } from './timeline.ts'
import { entryWords } from './timeline-words.ts'

const ICONS: Record<Entry['what'], LucideIcon> = {
  ordered: ShoppingBag,
  completed: BadgeCheck,
  paid: CreditCard,
  refund: Banknote,
  mail: Mail,
  bounced: MailWarning,
  complained: MailWarning,
  scan: DoorOpen,
  done: PenLine,
}

export function TimelineView({ found }: { found: DeskOrder }) {
  const { currency, kind, timezone } = found.order
  return (
    <section
      aria-labelledby="timeline"
      className="rounded-card border border-line bg-surface p-4 sm:p-5"
    >
      <h2 className="mb-4 font-bold text-lg" id="timeline">
        {m.timeline()}
      </h2>
      <ol className="flex flex-col" data-testid="timeline">
        {timelineOf(found).map((entry) => {
          const Icon = ICONS[entry.what]
          const { title, more, trouble } = entryWords(entry, currency, kind === 'comp')
          return (
            <li className="relative flex gap-3 pb-5 last:pb-0" key={entry.key}>
              <span
                aria-hidden
                className={`z-10 grid size-8 shrink-0 place-items-center rounded-full ${trouble ? 'bg-verdict-amber text-on-verdict-amber' : 'bg-raised text-ink-soft'}`}
              >
                <Icon className="size-4" />
              </span>
              <div className="min-w-0 flex-1 pt-1">
                <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                  <span className="font-semibold">{title}</span>
                  <time className="text-ink-soft text-sm" dateTime={entry.at}>
                    {moment(entry.at, timezone)}
                  </time>
                </p>
                {more.map((line) => (
                  <p className="break-words text-ink-soft text-sm" key={line}>
                    {line}
                  </p>
                ))}
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
