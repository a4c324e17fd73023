// Asks the functions for this phone's stock, in the phone's own name.
import { askStock } from '@maguey/wire/door-stock'
import { callApi } from '@maguey/wire/endpoint'
import { currentLocale } from '#shared/locale.ts'
import type { AskStock } from './door-stock.ts'

/** A guest is waiting. */
const DEADLINE_MS = 6_000

export function createAskStock(
  apiUrl: string,
  accessToken: () => Promise<string | null>,
  ask: typeof fetch = (...args) => fetch(...args),
): AskStock {
  const ports = {
    apiUrl: `${apiUrl}/functions/v1`,
    fetch: ask,
    locale: currentLocale,
    isOnline: () => navigator.onLine,
  }
  return async (eventId, least) => {
    if (!navigator.onLine) return undefined
    const bearer = await accessToken()
    if (bearer === null) return undefined
    const body = { event_id: eventId, least }
    const answer = await callApi(ports, askStock, { bearer, body, deadlineMs: DEADLINE_MS })
    return answer.ok ? answer.value.tickets : undefined
  }
}
