// Why a page of the manager's has nothing to show, what is safe meanwhile, and what helps.

import { Notice } from '@maguey/ui/notice.tsx'
import { m } from '#messages'
import type { RpcFailure } from './call-rpc.ts'

export function FailureNotice({ failure }: { failure: RpcFailure }) {
  switch (failure.kind) {
    case 'refused':
      return (
        <Notice title={m.event_not_allowed_title()} tone="warning">
          {m.event_not_allowed_body()}
        </Notice>
      )
    case 'unexpected':
      return (
        <Notice title={m.unexpected_title()} tone="danger">
          {m.unexpected_body()}
        </Notice>
      )
    case 'signed_out':
    case 'unreachable':
      return (
        <Notice title={m.unreachable_title()} tone="warning">
          {m.unreachable_body()}
        </Notice>
      )
  }
}
