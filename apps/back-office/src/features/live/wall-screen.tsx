// The live figures on a wall screen: what matters, as large as possible, with nothing to tap but the way out.

import { useNow } from '@maguey/ui/device/use-now.ts'
import { useWakeLock } from '@maguey/ui/device/wake-lock.ts'
import { X } from 'lucide-react'
import { type CSSProperties, useEffect } from 'react'
import { Link } from 'react-router'
import { m } from '#messages'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { isSignedOut } from '#shared/rpc/retry.ts'
import { Arrivals } from './arrivals.tsx'
import { ConnectionChip } from './connection-chip.tsx'
import { AdmittedOfSold, MarginLine } from './inside-figure.tsx'
import { LimitLine } from './limit-line.tsx'
import { connectionOf, marginOf, serverNowMs } from './live-figures.ts'
import { LiveSkeleton } from './live-skeleton.tsx'
import type { LiveSource } from './live-source.ts'
import { formatCount, formatMinute } from './live-words.ts'
import { useLiveFeed } from './use-live-feed.ts'

type WallScreenProps = {
  source: LiveSource
  eventName: string
  timeZone: string | undefined
  liveHref: string
  onSessionExpired: () => void
}

export function WallScreen({
  source,
  eventName,
  timeZone,
  liveHref,
  onSessionExpired,
}: WallScreenProps) {
  const state = useLiveFeed(source)
  const nowMs = useNow(1_000)
  useWakeLock()
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
  const margin = marginOf(live, atMs)
  const text = formatCount(live.people_inside)
  return (
    <div className="@container flex flex-1 flex-col gap-[2vh] px-[3vw] pb-[3vh]" data-testid="wall">
      <title>{`${text} · ${eventName}`}</title>
      <header className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <h1 className="min-w-0 flex-1 basis-48 font-bold text-[length:max(1.5rem,3vh)] leading-tight wrap-anywhere">
          {eventName}
        </h1>
        <ConnectionChip connection={connection} silentMs={nowMs - readAtMs} />
        <p className="font-bold text-[length:max(1.5rem,3vh)] tabular-nums">
          {formatMinute(atMs, timeZone)}
        </p>
        <Link
          aria-label={m.wall_leave()}
          className="grid size-12 place-items-center rounded-full bg-raised"
          to={liveHref}
        >
          <X aria-hidden className="size-6" />
        </Link>
      </header>
      <div className="grid flex-1 grid-cols-1 items-center gap-[3vw] @min-[56rem]:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div>
          <h2 className="font-bold text-[length:max(1.25rem,3vh)] text-ink-soft">
            {m.inside_now()}
          </h2>
          <p
            className={`my-[2vh] font-display font-extrabold text-[length:min(calc(56cqi/(var(--figures)*0.6)),52vh)] tabular-nums leading-[0.82] tracking-[-0.03em] ${connection === 'stale' ? 'text-line-strong' : ''}`}
            data-testid="inside-now"
            style={{ '--figures': Math.max(3, text.length) } as CSSProperties}
          >
            {text}
          </p>
          <LimitLine capacity={live.capacity} people={live.people_inside} />
        </div>
        <div className="flex min-w-0 flex-col gap-[3vh]">
          <p className="text-[length:max(1.5rem,4vh)] leading-snug">
            <AdmittedOfSold live={live} />
          </p>
          {margin && <MarginLine margin={margin} />}
          <Arrivals atMs={atMs} fixed live={live} timeZone={timeZone} />
        </div>
      </div>
    </div>
  )
}
