// What the API says about nights.
import { callApi } from './call-api.ts'
import { ShopEvent, ShopEventList } from './event-shape.ts'
import { apiPorts } from './ports.ts'
import type { Answer } from './problem.ts'

export const listEvents = (signal?: AbortSignal): Promise<Answer<ShopEventList>> =>
  callApi(apiPorts, { path: '/events', schema: ShopEventList, signal })

export const findEvent = (slug: string, signal?: AbortSignal): Promise<Answer<ShopEvent>> =>
  callApi(apiPorts, {
    path: `/events/${encodeURIComponent(slug)}/availability`,
    schema: ShopEvent,
    signal,
  })
