// The API as this page reaches it: its address, language and network.

import { pageConfig } from '@maguey/ui/config/page-config.ts'
import type { ApiPorts } from '@maguey/wire/endpoint'
import { getLocale } from '#i18n'

export const apiPorts: ApiPorts = {
  apiUrl: pageConfig().apiUrl,
  fetch: (...args) => fetch(...args),
  locale: getLocale,
  isOnline: () => navigator.onLine,
}
