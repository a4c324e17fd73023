// The waiting list: joining it, and what the link of a place opens.
import { callApi } from '@maguey/wire/endpoint'
import * as wire from '@maguey/wire/waiting-list'
import { apiPorts } from './ports.ts'

/** Holding seats and opening the pay page are two services, one after the other. */
const CHECKOUT_DEADLINE_MS = 40_000

export const joinWaiting = (event: string, body: wire.JoinWish) =>
  callApi(apiPorts, wire.joinWaiting, { params: { event }, body })

export const findWaiting = (entryId: string, token: string, signal?: AbortSignal) =>
  callApi(apiPorts, wire.readWaiting, { params: { entryId }, token, signal })

export const buyOffer = (entryId: string, token: string) =>
  callApi(apiPorts, wire.buyOffer, {
    params: { entryId },
    token,
    deadlineMs: CHECKOUT_DEADLINE_MS,
  })

export const leaveWaiting = (entryId: string, token: string) =>
  callApi(apiPorts, wire.leaveWaiting, { params: { entryId }, token })
