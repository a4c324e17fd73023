// The API as this page reaches it: its address, language and network.

import type { ApiPorts } from '@maguey/wire/endpoint'
import { getLocale } from '#i18n'
import { shopConfig } from '#shared/config/read-config.ts'

export const apiPorts: ApiPorts = {
  apiUrl: shopConfig.apiUrl,
  fetch: (...args) => fetch(...args),
  locale: getLocale,
  isOnline: () => navigator.onLine,
}
