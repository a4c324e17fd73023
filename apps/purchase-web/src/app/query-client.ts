// How the shop asks again: patiently about what may heal, not at all about a clear no.
import { QueryClient } from '@tanstack/react-query'
import { mayHeal, problemOf } from '#shared/api/problem.ts'

export const createShopQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // Ask even when the browser thinks it is offline: it is often wrong, and then the page can say so.
        networkMode: 'always',
        refetchOnReconnect: 'always',
        staleTime: 5_000,
        retry: (failures, error) => navigator.onLine && failures < 2 && mayHeal(problemOf(error)),
        retryDelay: (failures) => 600 * 2 ** failures,
      },
    },
  })
