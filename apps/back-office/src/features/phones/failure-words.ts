// Why an action on a phone did not happen, in one sentence that says what is safe.
import { m } from '#messages'
import type { RpcFailure } from '#shared/rpc/call-rpc.ts'

export function failureWords(failure: RpcFailure): string {
  switch (failure.kind) {
    case 'unreachable':
      return m.failed_unreachable()
    case 'refused':
      return m.failed_refused({ code: failure.code })
    case 'signed_out':
    case 'unexpected':
      return m.failed_unexpected()
  }
}
