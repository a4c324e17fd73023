// What the API says about nights.
import { callApi } from '@maguey/wire/endpoint'
import { listEvents, readAvailability } from '@maguey/wire/events'
import * as promo from '@maguey/wire/promo-codes'
import { apiPorts } from './ports.ts'

export const findEvents = (signal?: AbortSignal) => callApi(apiPorts, listEvents, { signal })

export const findEvent = (slug: string, signal?: AbortSignal) =>
  callApi(apiPorts, readAvailability, { params: { name: slug }, signal })

export const readPromoOffer = (slug: string, code: string) =>
  callApi(apiPorts, promo.readPromoOffer, { params: { name: slug }, body: { code } })
