// Live: the night on one page, for a manager who glances at it for three seconds.

import { useNow } from '@maguey/ui/device/use-now.ts'
import { Monitor } from 'lucide-react'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { m } from '#messages'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { isSignedOut } from '#shared/rpc/retry.ts'
import { Arrivals } from './arrivals.tsx'
import { ConnectionChip } from './connection-chip.tsx'
import { DoorSalesPanel } from './door-sales-panel.tsx'
import { DoubleEntries } from './double-entries.tsx'
import { InsideFigure } from './inside-figure.tsx'
import { type Connection, connectionOf, serverNowMs } from './live-figures.ts'
import {
  AdmittedPanel,
  DecisionsPanel,
  GatesPanel,
  PhonesPanel,
  RefusalsPanel,
} from './live-panels.tsx'
import { LiveSkeleton } from './live-skeleton.tsx'
import type { LiveSource } from './live-source.ts'
import { formatCount, formatMinute } from './live-words.ts'
import { useLiveFeed } from './use-live-feed.ts'

type LiveScreenProps = {
  /** Mount with the event's id as the key: the source is read only once. */
  source: LiveSource
  eventName: string
  timeZone: string | undefined
  phonesHref: string
  wallHref: string
  onSessionExpired: () => void
}

export function LiveScreen(props: LiveScreenProps) {
  const { source, eventName, timeZone, phonesHref, wallHref, onSessionExpired } = props
  const state = useLiveFeed(source)
  const nowMs = useNow(1_000)
  const expired = state.failure !== null && isSignedOut(state.failure)

  useEffect(() => {
    if (expired) onSessionExpired()
  }, [expired, onSessionExpired])

  const { live, readAtMs } = state
  if (live === null || readAtMs === null) {
    return state.failure ? <FailureNotice failure={state.failure} /> : <LiveSkeleton />
  }
  const connection = connectionOf(state, nowMs)
  const atMs = serverNowMs(live, readAtMs, nowMs)
  return (
    <>
      <title>{`${formatCount(live.people_inside)} · ${eventName}`}</title>
      <h1 className="sr-only">{`${m.nav_live()}: ${eventName}`}</h1>
      {/* On a phone the two columns collapse into one, in order of importance; so they do where the text is large. */}
      <div className="@container">
        <div className="flex flex-col gap-5 @min-[60rem]:grid @min-[60rem]:grid-cols-[minmax(0,1fr)_23rem] @min-[60rem]:items-start @min-[60rem]:gap-8">
          <div className="contents min-w-0 flex-col gap-6 @min-[60rem]:flex">
            <InsideFigure
              atMs={atMs}
              chip={
                <span className="flex items-center gap-2">
                  <ConnectionChip connection={connection} silentMs={nowMs - readAtMs} />
                  <WallLink href={wallHref} />
                </span>
              }
              fresh={connection !== 'stale'}
              live={live}
              note={connectionNote(connection, readAtMs, timeZone)}
              raiseLimit={source.raiseLimit}
            />
            <DoubleEntries
              acknowledge={source.acknowledge}
              entries={live.double_entries}
              timeZone={timeZone}
            />
            <div className="@max-[60rem]:order-1">
              <Arrivals atMs={atMs} live={live} timeZone={timeZone} />
            </div>
          </div>
          <div className="contents min-w-0 flex-col gap-5 @min-[60rem]:flex">
            <AdmittedPanel live={live} />
            <div className="contents flex-col gap-5 @max-[60rem]:[&>*]:order-2 @min-[60rem]:flex">
              <GatesPanel live={live} />
              <DoorSalesPanel live={live} />
              <PhonesPanel atMs={atMs} live={live} phonesHref={phonesHref} />
              <DecisionsPanel live={live} timeZone={timeZone} />
              <RefusalsPanel live={live} timeZone={timeZone} />
            </div>
          </div>
        </div>
      </div>
    </>
  )
}

/** Hidden on a phone, which has no use for it. */
function WallLink({ href }: { href: string }) {
  return (
    <Link
      aria-label={m.wall_open()}
      className="hidden size-11 place-items-center rounded-full bg-raised hover:bg-line sm:grid"
      title={m.wall_open()}
      to={href}
    >
      <Monitor aria-hidden className="size-5" />
    </Link>
  )
}

/** Explains a connection that is less than live; null while all is well. */
function connectionNote(
  connection: Connection,
  readAtMs: number,
  timeZone: string | undefined,
): string | null {
  switch (connection) {
    case 'live':
      return null
    case 'polling':
      return m.connection_polling_note()
    case 'stale':
      return m.connection_stale_note({ time: formatMinute(readAtMs, timeZone) })
  }
}
