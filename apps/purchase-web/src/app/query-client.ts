// How the shop retries: patiently what may recover, never a clear refusal.

import { mayHeal } from '@maguey/wire/failure'
import { QueryClient } from '@tanstack/react-query'
import { failureOf } from '#shared/api/failure-error.ts'

export const createShopQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // Ask even when the browser thinks it is offline: it is often wrong, and then the page can say so.
        networkMode: 'always',
        refetchOnReconnect: 'always',
        staleTime: 5_000,
        retry: (failures, error) => navigator.onLine && failures < 2 && mayHeal(failureOf(error)),
        retryDelay: (failures) => 600 * 2 ** failures,
      },
    },
  })
