// One entry of the ban list: who, until when, why, and who said so.
import { Button } from '@maguey/ui/button.tsx'
import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import type { Ban } from '@maguey/wire/bans'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'

const STATES: Record<Ban['state'], () => string> = {
  active: m.ban_active,
  ended: m.ban_ended,
  lifted: m.ban_lifted,
}

/** A day without a time, so without a time zone. */
const dayText = (day: string): string =>
  new Intl.DateTimeFormat(region(), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  )

const momentText = (at: string): string => formatDayAndClock(at, { region: region() })

type BanCardProps = {
  ban: Ban
  /** Absent for whoever may only read the list. */
  onChange: (() => void) | undefined
  onLift: (() => void) | undefined
}

export function BanCard({ ban, onChange, onLift }: BanCardProps) {
  const name = `${ban.given_names} ${ban.family_names}`
  const isActive = ban.state === 'active'
  const born = ban.born_on === null ? m.ban_born_unknown() : dayText(ban.born_on)
  return (
    <li
      className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4"
      data-testid="ban"
    >
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="break-words font-bold text-lg">{name}</h2>
          <p className="text-ink-soft">{m.ban_born_on({ born })}</p>
        </div>
        <span className="rounded-control bg-night px-2.5 py-1 font-semibold text-sm tabular-nums">
          {m.ban_number({ number: ban.number })}
        </span>
      </div>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span
          className={`rounded-full border px-2.5 py-0.5 font-semibold text-sm ${isActive ? 'border-agave text-agave' : 'border-line-strong text-ink-soft'}`}
        >
          {STATES[ban.state]()}
        </span>
        <span className="font-semibold">{m.ban_until_day({ day: dayText(ban.until) })}</span>
      </p>
      <p className="break-words">{ban.reason}</p>
      <ul className="text-ink-soft text-sm">
        {historyOf(ban).map((line) => (
          <li className="break-words" key={line}>
            {line}
          </li>
        ))}
      </ul>
      {isActive && onChange && onLift && (
        <div className="mt-auto flex flex-wrap gap-3">
          <Button aria-label={m.ban_change_of({ name })} look="secondary" onClick={onChange}>
            {m.ban_change_short()}
          </Button>
          <Button aria-label={m.ban_lift_of({ name })} look="secondary" onClick={onLift}>
            {m.ban_lift()}
          </Button>
        </div>
      )}
    </li>
  )
}

function historyOf(ban: Ban): string[] {
  const by = (name: string | null) => name ?? m.ban_by_nobody()
  return [
    m.ban_entered({ by: by(ban.entered_by), moment: momentText(ban.entered_at) }),
    ...(ban.changed_at === null
      ? []
      : [m.ban_changed({ by: by(ban.changed_by), moment: momentText(ban.changed_at) })]),
    ...(ban.lifted_at === null
      ? []
      : [
          m.ban_lifted_by({
            ...{ by: by(ban.lifted_by), moment: momentText(ban.lifted_at) },
            reason: ban.lift_reason ?? '',
          }),
        ]),
    m.ban_deleted_on({ day: dayText(ban.deleted_on) }),
  ]
}
