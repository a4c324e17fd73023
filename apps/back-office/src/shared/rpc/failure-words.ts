// Why an action on a phone did not happen, in one sentence that says what is safe.

import type { Failure } from '@maguey/wire/failure'
import { m } from '#messages'

export function failureWords(failure: Failure): string {
  switch (failure.kind) {
    case 'offline':
    case 'unreachable':
      return m.failed_unreachable()
    case 'refused':
      return m.failed_refused({ code: failure.code })
    case 'busy':
    case 'server_error':
      return m.server_trouble_body()
    case 'signed_out':
    case 'forbidden':
    case 'malformed':
      return m.failed_unexpected()
  }
}
