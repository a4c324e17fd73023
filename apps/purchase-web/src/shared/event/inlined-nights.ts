// The nights that the server wrote into the page.
import { listEvents, readAvailability, type ShopEvent } from '@maguey/wire/events'
import { safeParse } from 'valibot'
import { inlinedPart } from '#shared/api/inlined-page.ts'

export function inlinedEvent(slug: string): ShopEvent | undefined {
  const parsed = safeParse(readAvailability.answer, inlinedPart('event'))
  return parsed.success && parsed.output.slug === slug ? parsed.output : undefined
}

export function inlinedNights(): ShopEvent[] | undefined {
  const parsed = safeParse(listEvents.answer, { events: inlinedPart('nights') })
  return parsed.success ? parsed.output.events : undefined
}
