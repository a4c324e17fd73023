// How the shop retries: at once what got no answer. A server that answers with trouble is asked at each page's own pace.

import { isNoAnswer } from '@maguey/wire/failure'
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
        retry: (failures, error) =>
          navigator.onLine && failures < 2 && isNoAnswer(failureOf(error)),
        retryDelay: (failures) => 600 * 2 ** failures,
      },
    },
  })
