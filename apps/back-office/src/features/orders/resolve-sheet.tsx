// Resolves an entry of the needs-a-person list, with a note of what was done.

import { m } from '#messages'
import { DeedForm } from './deed-form.tsx'
import type { OrdersApi } from './orders-api.ts'

type ResolveSheetProps = {
  id: string
  resolve: OrdersApi['resolve']
  onClose: (done: string | null) => void
}

export function ResolveSheet({ id, resolve, onClose }: ResolveSheetProps) {
  return (
    <DeedForm
      confirm={m.person_resolve()}
      description={m.person_resolve_lead()}
      onClose={() => onClose(null)}
      onDone={() => onClose(m.person_resolved())}
      reasonLabel={m.person_note()}
      ask={(note) => resolve(id, note)}
      title={m.person_resolve()}
    />
  )
}
