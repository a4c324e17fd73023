// The navigation at a desk: every page by name, and who is signed in at the bottom.

import { useFace } from '@maguey/ui/brand/club-face.ts'
import { ClubMark } from '@maguey/ui/brand/club-mark.tsx'
import { m } from '#messages'
import { AccountMenu } from './account-menu.tsx'
import { PageLink } from './nav-link.tsx'
import type { OfficePage } from './page-table.tsx'

const LINE =
  'flex min-h-11 items-center gap-3 rounded-control px-3 font-semibold text-ink-soft hover:bg-raised hover:text-ink ' +
  'aria-[current=page]:bg-agave-wash aria-[current=page]:text-agave'

export function SideBar({ pages }: { pages: readonly OfficePage[] }) {
  const { name } = useFace()
  const listed = pages.filter(({ place }) => place !== 'unlisted')
  const groups = (['bar', 'more'] as const)
    .map((place) => listed.filter((page) => page.place === place))
    .filter((group) => group.length > 0)
  return (
    <div className="sticky top-0 hidden h-dvh flex-col gap-6 overflow-y-auto border-line border-r bg-surface px-3 py-5 lg:flex">
      <div className="flex items-center gap-3 px-3">
        <ClubMark className="size-9 shrink-0" />
        <span className="min-w-0 truncate font-bold font-display text-xl">{name}</span>
      </div>
      <nav aria-label={m.nav()} className="flex flex-1 flex-col gap-1">
        {groups.map((group, index) => (
          <div
            className={`flex flex-col gap-1 ${index > 0 ? 'mt-3 border-line border-t pt-4' : ''}`}
            key={group[0]?.path}
          >
            {group.map((page) => (
              <PageLink key={page.path} look={LINE} page={page} />
            ))}
          </div>
        ))}
      </nav>
      <AccountMenu look="line" />
    </div>
  )
}
