// The phone beside the editor: the night as customers will see it, rendered live from the draft.

import type { Night, NightType } from '@maguey/wire/nights'
import { Clock3, IdCard, MapPin } from 'lucide-react'
import { m } from '#messages'
import { localClock, localWords, priceWords } from './night-words.ts'
import { PosterView } from './poster-view.tsx'

export function NightPreview({ night, posterUrl }: { night: Night; posterUrl: string | null }) {
  const shown = night.types.filter((type) => !type.hidden)
  return (
    <figure
      aria-label={m.night_preview()}
      className="overflow-hidden rounded-[2rem] border-8 border-line bg-night shadow-2xl"
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long texts scroll, by keyboard too */}
      <div className="h-[44rem] overflow-y-auto" tabIndex={0}>
        <PosterView
          className="aspect-[4/3] w-full [mask:linear-gradient(#000_62%,#0000_99%)]"
          focus={night.image_focus}
          name={night.name}
          url={posterUrl}
        />
        <div className="relative -mt-14 px-4 pb-8">
          <p className="w-fit rounded-full bg-night px-3 py-1 font-semibold text-sm">
            {localWords(night.event_date)}
          </p>
          <p className="mt-2 break-words font-display font-extrabold text-5xl leading-[0.88] tracking-tight">
            {night.name || m.night_name()}
          </p>
          <ul className="mt-4 grid grid-cols-2 gap-3 text-sm">
            <li className="flex gap-2">
              <Clock3 aria-hidden className="size-4 shrink-0 text-agave" />
              {m.night_preview_doors({ time: localClock(night.doors_open_at) })}
            </li>
            <li className="flex gap-2">
              <MapPin aria-hidden className="size-4 shrink-0 text-agave" />
              <span className="min-w-0 break-words">
                <b className="block font-semibold">{night.venue_name}</b>
                {night.venue_address}
              </span>
            </li>
            <li className="flex gap-2">
              <IdCard aria-hidden className="size-4 shrink-0 text-agave" />
              {night.min_age
                ? m.night_preview_age({ age: night.min_age })
                : m.night_preview_all_ages()}
            </li>
          </ul>
          <div className="mt-6 grid gap-3">
            {shown.map((type) => (
              <Stub currency={night.currency} key={type.id} type={type} />
            ))}
          </div>
          {night.line_up ? (
            <p className="mt-6 whitespace-pre-line font-bold font-display text-lg leading-tight">
              {night.line_up}
            </p>
          ) : null}
          {night.description ? (
            <p className="mt-6 whitespace-pre-line text-ink-soft">{night.description}</p>
          ) : null}
        </div>
      </div>
    </figure>
  )
}

function Stub({ type, currency }: { type: NightType; currency: string }) {
  const release = type.releases[0]
  const price = priceWords(release?.price ?? type.price, currency)
  return (
    <div className="flex items-center justify-between gap-3 rounded-card bg-surface p-4">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2 font-bold font-display text-lg">
          <span className="break-words">{type.name || m.night_type_new()}</span>
          <span className="text-agave">{price}</span>
        </p>
        {type.description ? <p className="text-ink-soft text-sm">{type.description}</p> : null}
        {release ? (
          <p className="text-sm">
            {m.night_preview_release({
              name: release.name,
              next: priceWords(type.releases[1]?.price ?? type.price, currency),
            })}
          </p>
        ) : null}
      </div>
    </div>
  )
}
