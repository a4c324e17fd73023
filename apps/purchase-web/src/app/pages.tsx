// Which page an address shows. One chunk of script per page.
import { Component, type ComponentType, lazy, type ReactNode } from 'react'
import { BelowTickets, type BelowTicketsProps } from '#shared/orders/below-tickets.ts'
import { matchPath, useAddress } from '#shared/routing/address.ts'
import { openOnTheNight } from './open-on-the-night.ts'

type PageComponent = ComponentType<{ id: string }>
type Page = { path: string; load: () => Promise<PageComponent> }

const nights = () => import('#features/nights/nights-page.tsx').then((page) => page.NightsPage)
const event = () => import('#features/event/event-page.tsx').then((page) => page.EventPage)

const pages: readonly Page[] = [
  { path: '/', load: nights },
  { path: '/events/:id', load: event },
  {
    path: '/orders/:id',
    load: () => import('#features/order/order-page.tsx').then((page) => page.OrderPage),
  },
  {
    path: '/tickets',
    load: () => import('#features/wallet/my-tickets-page.tsx').then((page) => page.MyTicketsPage),
  },
  {
    path: '/find-tickets',
    load: () =>
      import('#features/wallet/find-tickets-page.tsx').then((page) => page.FindTicketsPage),
  },
  {
    path: '/club',
    load: () => import('#features/club/club-page.tsx').then((page) => page.ClubPage),
  },
  {
    path: '/reminders/:id',
    load: () => import('#features/reminders/reminders-page.tsx').then((page) => page.RemindersPage),
  },
  {
    path: '/transfers/:id',
    load: () => import('#features/transfer/transfer-page.tsx').then((page) => page.TransferPage),
  },
  {
    path: '/waiting/:id',
    load: () => import('#features/waiting/waiting-page.tsx').then((page) => page.WaitingPage),
  },
  {
    path: '/promoters/:id',
    load: () => import('#features/promoter/promoter-page.tsx').then((page) => page.PromoterPage),
  },
  // In a frame on the club's own website.
  { path: '/embed', load: nights },
  { path: '/embed/events/:id', load: event },
]

const pageAt = (pathname: string) =>
  pages.findIndex(({ path }) => matchPath(path, pathname) !== null)

const loaded: PageComponent[] = []
/** What an address was first drawn with: another component in its place would forget what is typed in it. */
const drawn: PageComponent[] = []

/**
 * The page of the address, asked for before React has started: it can be drawn at once, without a skeleton in between.
 * A failure needs no report here: the lazy page below loads it again and reports it.
 */
export const firstPage: Promise<unknown> = loadFirst().catch(() => undefined)

async function loadFirst(): Promise<void> {
  await openOnTheNight()
  const index = pageAt(location.pathname)
  const page = await pages[index]?.load()
  if (page) loaded[index] = page
}

const shown = pages.map(({ path, load }) => ({
  path,
  Page: lazy(() => load().then((page) => ({ default: page }))),
}))

const MissingPage = lazy(() =>
  import('./missing-page.tsx').then((page) => ({ default: page.MissingPage })),
)

// Its script may be missing (no signal at the door, a new release): the tickets above it stand without it. The next time
// that the page is opened asks for it again.
const Panels = lazy(() =>
  import('./panels-below.tsx')
    .then((panels): { default: ComponentType<BelowTicketsProps> } => ({
      default: panels.PanelsBelow,
    }))
    .catch(() => ({ default: () => null })),
)

/** What breaks below the tickets is left out, and in the console; the tickets stay. */
class LeftOutIfBroken extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    return this.state.broken ? null : this.props.children
  }
}

const BelowOrder = (props: BelowTicketsProps) => (
  <LeftOutIfBroken>
    <Panels {...props} />
  </LeftOutIfBroken>
)

export function Pages() {
  const { pathname } = useAddress()
  const index = pageAt(pathname)
  const page = shown[index]
  if (!page) return <MissingPage />
  drawn[index] ??= loaded[index] ?? page.Page
  const Page = drawn[index]
  return (
    <BelowTickets value={BelowOrder}>
      <Page id={matchPath(page.path, pathname) ?? ''} />
    </BelowTickets>
  )
}
