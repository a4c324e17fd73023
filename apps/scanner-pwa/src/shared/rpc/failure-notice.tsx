// Why a page of the manager's has nothing to show, what is safe meanwhile, and what helps.
import { m } from '#messages'
import { Notice } from '#shared/ui/notice.tsx'
import type { RpcFailure } from './call-rpc.ts'

export function FailureNotice({ failure }: { failure: RpcFailure }) {
  switch (failure.kind) {
    case 'refused':
      return (
        <Notice title={m.manage_event_not_allowed_title()} tone="warning">
          {m.manage_event_not_allowed_body()}
        </Notice>
      )
    case 'unexpected':
      return (
        <Notice title={m.manage_unexpected_title()} tone="danger">
          {m.manage_unexpected_body()}
        </Notice>
      )
    case 'signed_out':
    case 'unreachable':
      return (
        <Notice title={m.manage_unreachable_title()} tone="warning">
          {m.manage_unreachable_body()}
        </Notice>
      )
  }
}
