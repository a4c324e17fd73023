// Why a page has nothing to show, what is safe meanwhile, and what helps.

import { Notice } from '@maguey/ui/notice.tsx'
import type { Failure } from '@maguey/wire/failure'
import { m } from '#messages'
import { failureWords } from './failure-words.ts'

export function FailureNotice({ failure }: { failure: Failure }) {
  switch (failure.kind) {
    case 'refused':
      return <Notice title={failureWords(failure)} tone="warning" />
    case 'forbidden':
      return (
        <Notice title={m.event_not_allowed_title()} tone="warning">
          {m.event_not_allowed_body()}
        </Notice>
      )
    case 'busy':
    case 'server_error':
      return (
        <Notice title={m.server_trouble_title()} tone="warning">
          {m.server_trouble_body()}
        </Notice>
      )
    case 'malformed':
      return (
        <Notice title={m.unexpected_title()} tone="danger">
          {m.unexpected_body()}
        </Notice>
      )
    case 'signed_out':
    case 'offline':
    case 'unreachable':
      return (
        <Notice title={m.unreachable_title()} tone="warning">
          {m.unreachable_body()}
        </Notice>
      )
  }
}
