// What stands in a page before its script has come, and instead of it where there is none. The classes are those of
// src/app/shell.tsx and the features, so that nothing moves when the script takes over.
import { formatClock } from '@maguey/ui/format/moment.ts'
import type { ShopEvent, TicketType } from '@maguey/wire/events'
import { html, raw } from 'hono/html'
import { m } from '#messages'
import { lowestPrice } from '#shared/event/lowest-price.ts'
import { nightName, nightNameInFull } from '#shared/event/night-name.ts'
import { saleLabel } from '#shared/event/sale-label.ts'
import { momentFormat, money } from '#shared/format/in-locale.ts'
import { lineUpOf } from '#shared/text/line-up.ts'
import { posterSource } from '#shared/ui/poster-source.ts'
import { eventPath } from './addresses.ts'
import { markedHtml } from './marked-html.ts'

type Markup = ReturnType<typeof html>

export type Frame = {
  club: string
  /** The mark of index.html, with its size. */
  mark: string
  apiUrl: string
  nowMs: number
  /** In somebody else's page: no header of our own, and links stay in the frame. */
  embedded: boolean
}

export const POSTER_SIZES = {
  event: '(min-width: 1024px) 42vw, 100vw',
  feature: '(min-width: 640px) 58vw, 100vw',
} as const

export function shellMarkup({ club, mark, embedded }: Frame, main: Markup): Markup {
  const header = html`<header class="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-1 px-4 py-2.5 sm:px-8 sm:py-4"><a href="/" class="mr-auto flex min-h-11 items-center gap-2 rounded-control pr-3">${raw(mark)}<span class="max-w-[11rem] truncate font-display text-2xl font-extrabold tracking-tight max-[22.5rem]:sr-only sm:max-w-sm">${club}</span></a></header>`
  return html`<div class="relative isolate flex min-h-svh flex-col">${embedded ? '' : header}<main id="content" class="min-h-svh flex-1">${main}</main></div>`
}

function lineUpMarkup(event: ShopEvent): Markup | '' {
  const names = lineUpOf(event.line_up)
  if (names.length === 0) return ''
  return html`<section class="mt-12"><h2 class="text-2xl">${m.line_up()}</h2><ul class="mt-3 space-y-1.5 font-display text-3xl leading-none font-extrabold wrap-anywhere">${names.map((name) => html`<li>${name}</li>`)}</ul></section>`
}

export function eventMarkup(event: ShopEvent, frame: Frame): Markup {
  const about = event.description
    ? html`<section class="mt-12"><h2 class="text-2xl">${m.about_night()}</h2><div class="mt-3 max-w-prose text-lg leading-relaxed text-ink-soft">${markedHtml(event.description)}</div></section>`
    : ''
  return html`<article class="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-x-14 sm:px-8 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]"><div class="lg:sticky lg:top-6 lg:self-start">${posterMarkup(event, frame, POSTER_SIZES.event, 'poster-fade aspect-[4/3] w-full sm:rounded-card lg:aspect-[4/5] lg:[mask:none]')}</div><div class="relative px-4 sm:px-0 lg:pt-2"><header class="-mt-16 lg:mt-0"><p class="w-fit rounded-full bg-night px-3 py-1 text-sm font-semibold">${nightNameInFull(event.event_date, event.timezone, frame.nowMs)}</p><h1 class="mt-2 text-[clamp(min(3rem,13vw),13vw,5.25rem)] leading-[0.86] wrap-anywhere">${event.name}</h1></header>${factsMarkup(event)}${offersMarkup(event)}${lineUpMarkup(event)}${about}</div></article>`
}

function factsMarkup(event: ShopEvent): Markup {
  const format = momentFormat(event.timezone)
  const facts: [string, string, string][] = [
    [
      m.when(),
      m.doors_at({ time: formatClock(event.doors_open_at, format) }),
      m.until_time({ time: formatClock(event.ends_at, format) }),
    ],
    [m.where(), event.venue_name, event.venue_address ?? ''],
  ]
  const price = priceMarkup(event)
  if (price) facts.push([m.price(), price, ''])
  if (event.min_age !== null)
    facts.push([m.age(), event.min_age > 0 ? m.age_min({ age: event.min_age }) : m.age_all(), ''])
  facts.push([m.reentry(), '', event.reentry ? m.reentry_yes() : m.reentry_no()])
  return html`<dl class="mt-5 grid grid-cols-[repeat(auto-fit,minmax(min(100%,8.5rem),1fr))] gap-4 leading-snug">${facts.map(([name, first, second]) => html`<div class="flex gap-2.5"><dt class="size-5 shrink-0"><span class="sr-only">${name}</span></dt><dd class="min-w-0"><b class="block font-semibold">${first}</b>${second}</dd></div>`)}</dl>`
}

function priceMarkup(event: ShopEvent): string {
  const price = lowestPrice(event)
  if (price === null) return ''
  if (Number(price) === 0) return m.free()
  return m.from_price({ price: money(price, event.currency, 'short') })
}

/** The prices, as rows as tall as those that the script puts in their place. */
function offersMarkup(event: ShopEvent): Markup {
  const label = saleLabel(event)
  return html`<section class="mt-8"><h2 class="mb-4 text-2xl">${label ?? m.choose_tickets()}</h2><ul class="space-y-3">${event.ticket_types.map((type) => offerMarkup(event, type))}</ul></section>`
}

function offerMarkup(event: ShopEvent, type: TicketType): Markup {
  const gone = event.on_sale === 'open' && (type.on_sale === 'sold_out' || type.available === 0)
  const price = Number(type.price) === 0 ? m.free() : money(type.price, event.currency, 'short')
  return html`<li class="min-h-26 rounded-card bg-stub p-4"><b class="text-lg">${type.name}</b><p class="text-ink-soft">${type.description ?? ''}</p><p class="font-semibold">${gone ? m.sold_out() : price}</p></li>`
}

function posterMarkup(event: ShopEvent, frame: Frame, sizes: string, classes: string): Markup {
  if (event.image_url === null)
    return html`<div class="block bg-agave-wash ${classes}" aria-hidden="true"></div>`
  const { src, srcSet } = posterSource(event.image_url, frame.apiUrl)
  const [left, top] = event.image_focus
  return html`<img src="${src}" ${srcSet === undefined ? '' : html`srcset="${srcSet}"`} sizes="${sizes}" alt="${event.image_alt ?? ''}" style="object-position:${left}% ${top}%" width="1200" height="1500" decoding="async" fetchpriority="high" class="bg-raised object-cover ${classes}">`
}

export function nightsMarkup(events: readonly ShopEvent[], frame: Frame): Markup {
  const [first, ...others] = events
  return html`<div class="mx-auto max-w-6xl px-4 sm:px-8"><h1 class="mt-4 mb-7 max-w-3xl text-[clamp(min(2.9rem,11vw),11vw,6rem)] leading-[0.88] wrap-anywhere sm:mt-10 sm:mb-12">${m.nights_title()}</h1>${first ? '' : html`<h2>${m.no_nights_title()}</h2><p>${m.no_nights_body()}</p>`}<ul class="grid gap-6 sm:grid-cols-2 lg:grid-cols-3">${first ? html`<li class="sm:col-span-full">${cardMarkup(first, frame, true)}</li>` : ''}${others.map((event) => html`<li>${cardMarkup(event, frame, false)}</li>`)}</ul></div>`
}

function cardMarkup(event: ShopEvent, frame: Frame, feature: boolean): Markup {
  const format = momentFormat(event.timezone)
  const label = saleLabel(event)
  const picture = feature
    ? html`<div class="relative overflow-hidden aspect-[4/3.6] sm:aspect-auto sm:h-120 sm:w-7/12">${posterMarkup(event, frame, POSTER_SIZES.feature, 'size-full')}</div>`
    : html`<div class="aspect-[4/3] bg-raised"></div>`
  const to = `${frame.embedded ? '/embed' : ''}${eventPath(event)}`
  return html`<article class="stub h-full"><div class="relative flex h-full flex-col overflow-hidden rounded-card bg-stub ${feature ? 'sm:flex-row' : ''}">${picture}<div class="flex flex-1 flex-col ${feature ? 'p-5 sm:justify-center sm:p-10' : 'p-5'}"><p class="font-semibold text-agave">${nightName(event.event_date, event.timezone, frame.nowMs)} · ${formatClock(event.doors_open_at, format)}</p><h2 class="mt-1.5 ${feature ? 'text-[clamp(min(2.4rem,10vw),8vw,4.25rem)] wrap-anywhere leading-[0.92]' : 'text-3xl'}"><a href="${to}" class="after:absolute after:inset-0 after:rounded-card">${event.name}</a></h2><p class="mt-2 text-ink-soft">${event.venue_name}</p><p class="mt-auto pt-5 font-display text-xl font-bold">${label ?? priceMarkup(event)}</p></div></div></article>`
}

/** As src/features/order/order-skeleton.tsx. */
export const orderMarkup = (): Markup =>
  html`<div class="mx-auto max-w-6xl px-4 sm:px-8"><div class="mx-auto max-w-md pt-4"><h1 class="mb-6 text-[clamp(2.8rem,11vw,5rem)] leading-[0.88]">${m.order_opening()}</h1><div class="shimmer h-130 rounded-card"></div></div></div>`

export function missingMarkup(title: string, body: string, embedded: boolean): Markup {
  return html`<div class="mx-auto max-w-xl px-4 py-10"><h1 class="text-5xl">${title}</h1><p class="my-5 text-lg text-ink-soft">${body}</p><a href="${embedded ? '/embed' : '/'}" class="underline">${m.see_other_nights()}</a>${embedded ? '' : html` · <a href="/find-tickets" class="underline">${m.find_title()}</a>`}</div>`
}
