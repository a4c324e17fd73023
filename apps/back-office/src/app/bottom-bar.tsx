// The navigation on a phone: four pages within reach of the thumb, and the rest behind "More".

import { Sheet } from '@maguey/ui/sheet.tsx'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'react-router'
import { m } from '#messages'
import { CountBadge, PageLink } from './nav-link.tsx'
import { useOffice } from './office.ts'
import { addressOf, type OfficePage } from './page-table.tsx'

const TAB =
  'flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 rounded-control px-0.5 font-semibold ' +
  'text-[0.6875rem] text-ink-soft min-[22rem]:text-xs hover:text-ink aria-[current=page]:text-agave'
const LINE =
  'flex min-h-14 items-center gap-3 rounded-control border border-line bg-raised px-4 font-semibold text-lg ' +
  'hover:border-ink-soft aria-[current=page]:border-agave aria-[current=page]:text-agave'

export function BottomBar({ pages }: { pages: readonly OfficePage[] }) {
  const more = pages.filter(({ place }) => place === 'more')
  return (
    <nav
      aria-label={m.nav()}
      className="fixed inset-x-0 bottom-0 z-30 flex border-line border-t bg-night px-2 pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {pages
        .filter(({ place }) => place === 'bar')
        .map((page) => (
          <PageLink key={page.path} look={TAB} page={page} />
        ))}
      {more.length > 0 && <More pages={more} />}
    </nav>
  )
}

function More({ pages }: { pages: readonly OfficePage[] }) {
  const [open, setOpen] = useState(false)
  const { badges } = useOffice()
  const { pathname } = useLocation()
  const here = pages.some((page) => pathname.startsWith(addressOf(page)))
  const waiting = pages.reduce((sum, { badge }) => sum + (badge ? (badges[badge] ?? 0) : 0), 0)
  return (
    <>
      <button
        aria-current={here ? 'page' : undefined}
        aria-haspopup="dialog"
        className={TAB}
        onClick={() => setOpen(true)}
        type="button"
      >
        <span className="relative">
          <Ellipsis aria-hidden className="size-6" />
          {waiting > 0 && <CountBadge count={waiting} />}
        </span>
        {m.nav_more()}
      </button>
      <Sheet onOpenChange={setOpen} open={open} title={m.nav_more()}>
        <ul className="flex flex-col gap-2 pt-2">
          {pages.map((page) => (
            <li key={page.path}>
              <PageLink look={LINE} onFollow={() => setOpen(false)} page={page} />
            </li>
          ))}
        </ul>
      </Sheet>
    </>
  )
}
