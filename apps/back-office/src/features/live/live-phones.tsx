// The door phones at a glance: which are silent, which hold unsent scans, whose battery is running out.

import { formatSpan } from '@maguey/ui/format/format-span.ts'
import type { Phone } from '@maguey/wire/event-phones'
import { BatteryLow, CircleCheck, CircleSlash, Hourglass, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { getLocale } from '#i18n'
import { m } from '#messages'
import { isUnheard } from './live-figures.ts'
import { formatCount } from './live-words.ts'

const LOW_BATTERY = 0.2

type LivePhonesProps = { phones: Phone[]; atMs: number }

export function LivePhones({ phones, atMs }: LivePhonesProps) {
  return (
    <ul className="divide-y divide-line">
      {phones.map((phone) => (
        <li className="flex items-center gap-3 py-2.5 first:pt-0 last:pb-0" key={phone.id}>
          <StateIcon atMs={atMs} phone={phone} />
          <div className="min-w-0 flex-1">
            <p className="font-semibold wrap-anywhere">{phone.name}</p>
            <p className="text-ink-soft text-sm wrap-anywhere">{phone.gate ?? m.phone_no_gate()}</p>
          </div>
          <div className="flex shrink-0 flex-col items-end gap-0.5 text-sm">
            <span>{contactWords(phone, atMs)}</span>
            <Warnings phone={phone} />
          </div>
        </li>
      ))}
    </ul>
  )
}

function StateIcon({ phone, atMs }: { phone: Phone; atMs: number }) {
  if (phone.revoked) return <CircleSlash aria-hidden className="size-6 text-ink-soft" />
  if (isUnheard(phone, atMs)) return <WifiOff aria-hidden className="size-6 text-warning" />
  return <CircleCheck aria-hidden className="size-6 text-agave" />
}

function contactWords(phone: Phone, atMs: number): string {
  if (phone.revoked) return m.phone_revoked()
  if (phone.last_seen_at === null) return m.phone_never()
  const span = formatSpan(atMs - phone.last_seen_at, getLocale())
  return isUnheard(phone, atMs) ? m.phone_silent({ span }) : m.phone_heard({ span })
}

function Warnings({ phone }: { phone: Phone }) {
  const queue = phone.queue_length ?? 0
  const battery = phone.battery
  return (
    <>
      {queue > 0 && (
        <Warning icon={<Hourglass aria-hidden className="size-4" />}>
          {m.phone_queue({ count: queue, figure: formatCount(queue) })}
        </Warning>
      )}
      {battery !== null && battery <= LOW_BATTERY && (
        <Warning icon={<BatteryLow aria-hidden className="size-4" />}>
          {formatBattery(battery)}
        </Warning>
      )}
    </>
  )
}

function Warning({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className="flex items-center gap-1.5 font-semibold text-warning">
      {icon}
      {children}
    </span>
  )
}

function formatBattery(level: number): string {
  return new Intl.NumberFormat(getLocale(), { style: 'percent' }).format(level)
}
