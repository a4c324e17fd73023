// For the doorman, behind a tap: which entries of the house list a name is like. A guest who reads along sees a number.
import type { BanMatch } from '@maguey/ticket-core/name-keys'
import { ChevronDown } from 'lucide-react'
import { m } from '#messages'

const BORN: Record<BanMatch['born'], () => string> = {
  unknown: m.bans_born_unknown,
  same: m.bans_born_same,
  other: m.bans_born_other,
}

export function BanDetail({ matches }: { matches: readonly BanMatch[] }) {
  return (
    <details
      className="group mt-3 rounded-card bg-night/90 text-left text-ink"
      data-testid="ban-detail"
    >
      <summary className="flex min-h-12 cursor-pointer list-none items-center justify-between gap-3 px-4 font-semibold">
        {m.bans_detail()}
        <ChevronDown aria-hidden className="size-5 transition-transform group-open:rotate-180" />
      </summary>
      <div className="px-4 pb-4">
        <ul className="flex flex-col gap-1">
          {matches.map(({ number, likeness, born }) => (
            <li key={number}>
              <strong className="tabular-nums">{m.bans_number({ number })}</strong>{' '}
              {likeness === 'same' ? m.bans_same() : m.bans_near()} {BORN[born]()}
            </li>
          ))}
        </ul>
        <p className="mt-2 text-ink-soft">{m.bans_manager()}</p>
      </div>
    </details>
  )
}
