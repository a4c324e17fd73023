// Which page an address shows. One chunk of script per page.
import { type ComponentType, lazy } from 'react'
import { matchPath, useLocation } from 'react-router'

type Page = { path: string; load: () => Promise<{ default: ComponentType<{ id: string }> }> }

const pages: readonly Page[] = [
  {
    path: '/',
    load: () =>
      import('#features/nights/nights-page.tsx').then((page) => ({ default: page.NightsPage })),
  },
  {
    path: '/events/:id',
    load: () =>
      import('#features/event/event-page.tsx').then((page) => ({ default: page.EventPage })),
  },
  {
    path: '/orders/:id',
    load: () =>
      import('#features/order/order-page.tsx').then((page) => ({ default: page.OrderPage })),
  },
  {
    path: '/club',
    load: () => import('#features/club/club-page.tsx').then((page) => ({ default: page.ClubPage })),
  },
]

const pageAt = (pathname: string) => pages.findIndex(({ path }) => matchPath(path, pathname))

// The page of the address is asked for before React has started.
// A failure needs no report here: the lazy page below loads it again and reports it.
pages[pageAt(location.pathname)]?.load().catch(() => undefined)

const shown = pages.map(({ path, load }) => ({ path, Page: lazy(load) }))

const MissingPage = lazy(() =>
  import('./missing-page.tsx').then((page) => ({ default: page.MissingPage })),
)

export function Pages() {
  const { pathname } = useLocation()
  const page = shown[pageAt(pathname)]
  if (!page) return <MissingPage />
  return <page.Page id={matchPath(page.path, pathname)?.params.id ?? ''} />
}
