// Why an action failed, in one sentence that also says what is safe.

import { errorMessage } from '@maguey/ticket-core/error-register'
import type { Failure } from '@maguey/wire/failure'
import { getLocale } from '#i18n'
import { m } from '#messages'

export function failureWords(failure: Failure): string {
  switch (failure.kind) {
    case 'refused':
      return errorMessage(failure.code, getLocale())
    // The request may have arrived all the same: a network can end between a request and its answer.
    case 'offline':
    case 'unreachable':
    case 'server_error':
    case 'malformed':
      return m.failed_unsure()
    case 'busy':
    case 'signed_out':
    case 'forbidden':
      return m.failed_unexpected()
  }
}
