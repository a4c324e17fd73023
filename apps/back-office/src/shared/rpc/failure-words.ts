// Why an action failed, in one sentence that also says what is safe.

import { errorMessage } from '@maguey/ticket-core/error-register'
import type { Failure } from '@maguey/wire/failure'
import { getLocale } from '#i18n'
import { m } from '#messages'

export function failureWords(failure: Failure): string {
  switch (failure.kind) {
    case 'offline':
    case 'unreachable':
      return m.failed_unreachable()
    case 'refused':
      return errorMessage(failure.code, getLocale())
    case 'busy':
    case 'server_error':
      return m.server_trouble_body()
    case 'signed_out':
    case 'forbidden':
    case 'malformed':
      return m.failed_unexpected()
  }
}
