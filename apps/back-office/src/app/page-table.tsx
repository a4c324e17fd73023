// Every page of the back office, in navigation order. To add a page, add one line here and a file in pages/ that
// connects its feature to the runtime.

import { type Action, may, type Role } from '@maguey/wire/actions'
import type { ManagerEvent } from '@maguey/wire/manager-events'
import {
  Activity,
  Banknote,
  CalendarDays,
  CircleUserRound,
  ListChecks,
  type LucideIcon,
  Megaphone,
  Monitor,
  Settings,
  ShieldCheck,
  Smartphone,
  Stamp,
  Tag,
  Ticket,
  UserRoundX,
  Users,
} from 'lucide-react'
import { type ComponentType, lazy } from 'react'
import { m } from '#messages'
import type { Badge } from './office.ts'

type Listed = {
  /** Relative to the root. With `/*` the page has routes of its own. */
  path: string
  label: () => string
  icon: LucideIcon
  /** Shown to anyone who may do this. */
  action: Action
  /** In the bottom bar; behind "More" (a desk shows both in the sidebar); or only linked from another page. */
  place: 'bar' | 'more' | 'unlisted'
  badge?: Badge
  /** Without navigation around it. */
  bare?: boolean
}

/** A page about one night receives it, and remounts when it changes; a club-wide page needs none. */
export type OfficePage = Listed &
  (
    | { of: 'night'; Page: ComponentType<{ night: ManagerEvent }> }
    | { of: 'club'; Page: ComponentType }
  )

export const pages: readonly OfficePage[] = [
  {
    path: 'live',
    label: m.nav_live,
    icon: Activity,
    action: 'watch_night',
    place: 'bar',
    of: 'night',
    Page: lazy(async () => ({ default: (await import('./pages/live-page.tsx')).LivePage })),
  },
  {
    path: 'wall',
    label: m.wall_open,
    icon: Monitor,
    action: 'watch_night',
    place: 'unlisted',
    bare: true,
    of: 'night',
    Page: lazy(async () => ({ default: (await import('./pages/wall-page.tsx')).WallPage })),
  },
  {
    path: 'nights/*',
    label: m.nav_nights,
    icon: CalendarDays,
    action: 'edit_nights',
    place: 'bar',
    of: 'club',
    Page: lazy(async () => ({ default: (await import('./pages/nights-page.tsx')).NightsPage })),
  },
  {
    path: 'record/*',
    label: m.record_title,
    icon: Stamp,
    action: 'see_record',
    place: 'unlisted',
    of: 'club',
    Page: lazy(async () => ({ default: (await import('./pages/record-page.tsx')).RecordPage })),
  },
  {
    path: 'orders/*',
    label: m.nav_orders,
    icon: Ticket,
    action: 'find_orders',
    place: 'bar',
    badge: 'needs_person',
    of: 'club',
    Page: lazy(async () => ({ default: (await import('./pages/orders-page.tsx')).OrdersPage })),
  },
  {
    path: 'phones',
    label: m.nav_phones,
    icon: Smartphone,
    action: 'manage_phones',
    place: 'bar',
    of: 'night',
    Page: lazy(async () => ({ default: (await import('./pages/phones-page.tsx')).PhonesPage })),
  },
  {
    path: 'lists/*',
    label: m.nav_lists,
    icon: ListChecks,
    action: 'list_names',
    place: 'more',
    of: 'night',
    Page: lazy(async () => ({ default: (await import('./pages/lists-page.tsx')).ListsPage })),
  },
  {
    path: 'promoters/*',
    label: m.nav_promoters,
    icon: Megaphone,
    action: 'promoters',
    place: 'more',
    of: 'club',
    Page: lazy(async () => ({
      default: (await import('./pages/promoters-page.tsx')).PromotersPage,
    })),
  },
  {
    path: 'money',
    label: m.nav_money,
    icon: Banknote,
    action: 'see_money',
    place: 'more',
    of: 'club',
    Page: lazy(async () => ({ default: (await import('./pages/money-page.tsx')).MoneyPage })),
  },
  {
    path: 'promos',
    label: m.nav_promos,
    icon: Tag,
    action: 'promo_codes',
    place: 'more',
    of: 'club',
    Page: lazy(async () => ({ default: (await import('./pages/promos-page.tsx')).PromosPage })),
  },
  {
    path: 'bans',
    label: m.nav_bans,
    icon: UserRoundX,
    action: 'see_bans',
    place: 'more',
    of: 'club',
    Page: lazy(async () => ({ default: (await import('./pages/bans-page.tsx')).BansPage })),
  },
  {
    path: 'staff',
    label: m.nav_staff,
    icon: Users,
    action: 'manage_staff',
    place: 'more',
    of: 'club',
    Page: lazy(async () => ({ default: (await import('./pages/staff-page.tsx')).StaffPage })),
  },
  {
    path: 'settings',
    label: m.nav_settings,
    icon: Settings,
    action: 'change_settings',
    place: 'more',
    of: 'club',
    Page: lazy(async () => ({ default: (await import('./pages/settings-page.tsx')).SettingsPage })),
  },
  {
    path: 'people',
    label: m.nav_people,
    icon: ShieldCheck,
    action: 'erase_people',
    place: 'more',
    of: 'club',
    Page: lazy(async () => ({ default: (await import('./pages/people-page.tsx')).PeoplePage })),
  },
  {
    path: 'account',
    label: m.account_title,
    icon: CircleUserRound,
    action: 'see_nights',
    place: 'unlisted',
    of: 'club',
    Page: lazy(async () => ({ default: (await import('./pages/account-page.tsx')).AccountPage })),
  },
]

export const pagesOf = (role: Role): readonly OfficePage[] =>
  pages.filter((page) => may(role, page.action))

/** The path that its link points to. */
export const addressOf = (page: OfficePage): string => `/${page.path.replace('/*', '')}`
