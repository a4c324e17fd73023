// One page of the manager's part, in the bar at the bottom of a phone or the header of a wide screen.
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { NavLink, useLocation } from 'react-router'

type NavTabProps = { to: string; icon: LucideIcon; children: ReactNode }

const TAB =
  'flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 rounded-control px-4 font-semibold text-ink-soft text-sm ' +
  'hover:text-ink aria-[current=page]:text-agave sm:min-h-12 sm:flex-row sm:gap-2 sm:text-base sm:aria-[current=page]:bg-agave-wash'

export function NavTab({ to, icon: Icon, children }: NavTabProps) {
  const { search } = useLocation()
  return (
    <NavLink className={TAB} to={`${to}${search}`}>
      <Icon aria-hidden className="size-6 sm:size-5" />
      {children}
    </NavLink>
  )
}
