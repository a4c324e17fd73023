// A link to one page, with how much is waiting there. It keeps the chosen night.

import { NavLink, useSearchParams } from 'react-router'
import { m } from '#messages'
import { useOffice } from './office.ts'
import { addressOf, type OfficePage } from './page-table.tsx'

type PageLinkProps = { page: OfficePage; look: string; onFollow?: () => void }

export function PageLink({ page, look, onFollow }: PageLinkProps) {
  const [params] = useSearchParams()
  const { badges } = useOffice()
  const count = page.badge === undefined ? 0 : (badges[page.badge] ?? 0)
  const night = params.get('event')
  const search = night === null ? '' : `?${new URLSearchParams({ event: night })}`
  const Icon = page.icon
  return (
    <NavLink className={look} onClick={onFollow} to={`${addressOf(page)}${search}`}>
      <span className="relative">
        <Icon aria-hidden className="size-6 lg:size-5" />
        {count > 0 && <CountBadge count={count} />}
      </span>
      <span className="max-w-full truncate">{page.label()}</span>
    </NavLink>
  )
}

export function CountBadge({ count }: { count: number }) {
  const figure = count > 99 ? '99+' : String(count)
  return (
    <span className="absolute -top-2 left-3 grid h-5 min-w-5 place-items-center rounded-full bg-verdict-amber px-1 font-bold text-on-verdict-amber text-xs">
      <span aria-hidden>{figure}</span>
      <span className="sr-only">{m.badge_waiting({ count, figure })}</span>
    </span>
  )
}
