// How fresh the figures are, in plain words: pushed with each scan, polled every few seconds, or old.

import { formatSpan } from '@maguey/ui/format/format-span.ts'
import { CloudOff, RadioTower, RefreshCw } from 'lucide-react'
import { getLocale } from '#i18n'
import { m } from '#messages'
import type { Connection } from './live-figures.ts'

type ConnectionChipProps = { connection: Connection; silentMs: number }

const LOOKS: Record<Connection, string> = {
  live: 'border-transparent bg-agave-wash text-agave',
  polling: 'border-line-strong bg-raised text-ink',
  stale: 'border-transparent bg-verdict-amber text-on-verdict-amber',
}

const ICONS = { live: RadioTower, polling: RefreshCw, stale: CloudOff } as const

export function ConnectionChip({ connection, silentMs }: ConnectionChipProps) {
  const Icon = ICONS[connection]
  return (
    <p
      className={`inline-flex items-center gap-2 rounded-full border px-3 py-1.5 font-semibold text-sm ${LOOKS[connection]}`}
      data-connection={connection}
      data-testid="connection"
      role="status"
    >
      <Icon aria-hidden className="size-4" />
      {label(connection, silentMs)}
    </p>
  )
}

function label(connection: Connection, silentMs: number): string {
  switch (connection) {
    case 'live':
      return m.connection_live()
    case 'polling':
      return m.connection_polling()
    case 'stale':
      return m.connection_stale({ span: formatSpan(silentMs, getLocale()) })
  }
}
