// The API as this page reaches it: its address, language and network.
import { getLocale } from '#i18n'
import { shopConfig } from '#shared/config/read-config.ts'
import type { ApiPorts } from './call-api.ts'

export const apiPorts: ApiPorts = {
  apiUrl: shopConfig.apiUrl,
  fetch: (...args) => fetch(...args),
  locale: getLocale,
  isOnline: () => navigator.onLine,
}
