// The frame of the back office: the current page, and navigation to the others: at the bottom on a
// phone, in the sidebar at a desk.

import { ClubMark } from '@maguey/ui/brand/club-mark.tsx'
import { Loading } from '@maguey/ui/loading.tsx'
import { Notice } from '@maguey/ui/notice.tsx'
import { Suspense } from 'react'
import { matchPath, Navigate, Route, Routes, useLocation } from 'react-router'
import { EventPicker } from '#features/nights/event-picker.tsx'
import { m } from '#messages'
import { AccountMenu } from './account-menu.tsx'
import { BeforeTheFirstNight } from './before-the-first-night.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { useOffice } from './office.ts'
import { PageBoundary } from './page-boundary.tsx'
import { addressOf, type OfficePage, pagesOf } from './page-table.tsx'
import { SideBar } from './side-bar.tsx'

export function Shell() {
  const { me } = useOffice()
  const { pathname } = useLocation()
  const pages = pagesOf(me.role)
  const here = pages.find((page) => matchPath(`/${page.path}`, pathname) !== null)
  if (here?.bare) {
    return (
      <main className="flex min-h-dvh flex-col pt-3">
        <Pages pages={pages} />
      </main>
    )
  }
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[14rem_minmax(0,1fr)]">
      <SideBar pages={pages} />
      <div className="flex min-h-dvh min-w-0 flex-col lg:min-h-0">
        <Header page={here} />
        <main className="mx-auto w-full max-w-[90rem] flex-1 px-4 pt-5 pb-28 sm:px-6 lg:px-8 lg:pb-10">
          {/* Pages lay themselves out by the room they have, measured in text: the sidebar and large text both take some. */}
          <div className="@container">
            <Pages pages={pages} />
          </div>
        </main>
      </div>
      <BottomBar pages={pages} />
    </div>
  )
}

/** The chosen night, or else the page's name; at a desk the sidebar already shows the name. */
function Header({ page }: { page: OfficePage | undefined }) {
  const { nights, night, chooseNight } = useOffice()
  const picks = page?.of === 'night' && night !== null
  return (
    <header
      className={`sticky top-0 z-30 flex items-center gap-2 border-line border-b bg-night px-4 py-2 pt-[max(0.5rem,env(safe-area-inset-top))] sm:gap-3 sm:px-6 ${picks ? '' : 'lg:hidden'}`}
    >
      <ClubMark className="size-8 shrink-0 lg:hidden" />
      <div className="min-w-0 flex-1">
        {picks ? (
          <EventPicker chosen={night} events={nights} onChoose={chooseNight} />
        ) : (
          <span className="block truncate px-2 font-bold font-display text-lg">
            {page?.label()}
          </span>
        )}
      </div>
      <span className="lg:hidden">
        <AccountMenu look="icon" />
      </span>
    </header>
  )
}

function Pages({ pages }: { pages: readonly OfficePage[] }) {
  const { search } = useLocation()
  const first = pages.find(({ place }) => place === 'bar') ?? pages[0]
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        {pages.map((page) => (
          <Route
            element={
              <PageBoundary key={page.path}>
                <OnePage page={page} />
              </PageBoundary>
            }
            key={page.path}
            path={page.path}
          />
        ))}
        <Route
          element={
            first ? (
              <Navigate replace to={`${addressOf(first)}${search}`} />
            ) : (
              <Notice title={m.pages_none_title()}>{m.pages_none_body()}</Notice>
            )
          }
          path="*"
        />
      </Routes>
    </Suspense>
  )
}

function OnePage({ page }: { page: OfficePage }) {
  const { night } = useOffice()
  if (page.of === 'club') return <page.Page />
  if (night === null) {
    return <BeforeTheFirstNight />
  }
  return <page.Page key={night.id} night={night} />
}
