// Whether a call that failed may have done its work all the same.
import type { Failure } from '@maguey/wire/failure'

/** True where it was sent and its answer was lost, or came from somebody in between. */
export function mayHaveArrived(failure: Failure): boolean {
  switch (failure.kind) {
    case 'unreachable':
    case 'server_error':
    case 'malformed':
      return true
    case 'refused':
      return failure.status >= 500
    case 'offline':
    case 'signed_out':
    case 'forbidden':
    case 'busy':
      return false
  }
}
