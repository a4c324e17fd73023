// The last scans of this phone at this event, newest first, and what the server made of each.

import type { VerdictColour } from '@maguey/ticket-core/verdict'
import { type VerdictIcon as IconName, verdictLook } from '@maguey/ticket-core/verdict-text'
import { Button } from '@maguey/ui/button.tsx'
import { CloudOff, CloudUpload, TriangleAlert } from 'lucide-react'
import { useStore } from 'zustand'
import type { DoorStore } from '#db/door-store.ts'
import type { EventRow, ScanRow } from '#db/rows.ts'
import { m } from '#messages'
import { clockTimeToSecond } from '#shared/format/clock-time.ts'
import { VerdictIcon } from './verdict-icon.tsx'
import { verdictName } from './verdict-name.ts'

type ScanHistoryProps = { store: DoorStore; event: EventRow; onResend: () => void }

const DISC: Record<VerdictColour, string> = {
  green: 'bg-verdict-green text-on-verdict-green',
  amber: 'bg-verdict-amber text-on-verdict-amber',
  red: 'bg-verdict-red text-on-verdict-red',
}

export function ScanHistory({ store, event, onResend }: ScanHistoryProps) {
  // Rerenders with every change of the store: a scan that was stored, an answer that came.
  useStore(store.state)
  const scans = store.recentScans(event.id)
  if (scans.length === 0) return <p className="py-6 text-ink-soft">{m.door_history_empty()}</p>
  return (
    <div className="min-h-96">
      {scans.some((scan) => scan.state === 'set_aside') && (
        <Button className="mt-2 w-full" look="secondary" onClick={onResend}>
          {m.door_history_resend()}
        </Button>
      )}
      <ol className="divide-y divide-line" data-testid="history">
        {scans.map((scan) => (
          <HistoryRow
            guestName={store.guestNameOf(scan.ticketId)}
            key={scan.id}
            scan={scan}
            timeZone={event.timeZone}
          />
        ))}
      </ol>
    </div>
  )
}

type HistoryRowProps = { scan: ScanRow; guestName: string | null; timeZone: string }

function HistoryRow({ scan, guestName, timeZone }: HistoryRowProps) {
  const look: { colour: VerdictColour; icon: IconName } = verdictLook(scan.verdict)
  return (
    <li className="flex items-center gap-3 py-3" data-scan-state={scan.state}>
      <span
        className={`grid size-11 shrink-0 place-items-center rounded-full ${DISC[look.colour]}`}
      >
        <VerdictIcon className="size-6" name={look.icon} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{verdictName(scan.verdict)}</span>
        {guestName !== null && <span className="block break-words">{guestName}</span>}
        {scan.overrideReason !== null && (
          <span className="block break-words text-ink-soft">{scan.overrideReason}</span>
        )}
        <DoubleEntry scan={scan} timeZone={timeZone} />
        <span className="flex items-center gap-1.5 text-ink-soft text-sm">
          <span className="tabular-nums">{scan.ticketId.split('-').at(-1)}</span>
          <span aria-hidden>·</span>
          <Fate scan={scan} />
        </span>
      </span>
      <time className="text-ink-soft tabular-nums">
        {clockTimeToSecond(scan.scannedAtMs, timeZone)}
      </time>
    </li>
  )
}

function DoubleEntry({ scan, timeZone }: { scan: ScanRow; timeZone: string }) {
  const first = scan.outcome?.first
  if (scan.outcome?.result !== 'double_entry' || !first) return null
  const words = { time: clockTimeToSecond(first.atMs, timeZone), gate: first.gateName ?? '?' }
  return (
    <span className="block font-semibold text-verdict-amber">{m.door_history_double(words)}</span>
  )
}

function Fate({ scan }: { scan: ScanRow }) {
  switch (scan.state) {
    case 'sent':
      return <span>{m.door_history_sent()}</span>
    case 'queued':
      return (
        <>
          <CloudUpload aria-hidden className="size-4" />
          <span>{m.door_history_unsent()}</span>
          {scan.offline && <CloudOff aria-label={m.door_history_offline()} className="size-4" />}
        </>
      )
    case 'set_aside':
      return (
        <>
          <TriangleAlert aria-hidden className="size-4 text-verdict-amber" />
          <span>{m.door_history_refused()}</span>
        </>
      )
  }
}
