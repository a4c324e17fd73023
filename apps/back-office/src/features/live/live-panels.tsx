// The secondary blocks of the live page: admitted of sold, gates, refusals, phones.

import type { Live } from '@maguey/wire/event-live'
import { Link } from 'react-router'
import { m } from '#messages'
import { DecisionList } from './decision-list.tsx'
import { LivePhones } from './live-phones.tsx'
import { formatCount } from './live-words.ts'
import { EmptyLine, Panel } from './panel.tsx'
import { RefusalCauses } from './refusal-causes.tsx'
import { RefusalList } from './refusal-list.tsx'
import { ShareBars } from './share-bars.tsx'

export function AdmittedPanel({ live }: { live: Live }) {
  return (
    <Panel
      aside={
        <p className="text-ink-soft tabular-nums">
          <strong className="font-bold text-ink text-xl">{formatCount(live.admitted)}</strong>
          {` / ${formatCount(live.sold)}`}
        </p>
      }
      title={m.admitted_of_sold()}
    >
      {live.by_type.length === 0 ? (
        <EmptyLine>{m.types_empty()}</EmptyLine>
      ) : (
        <ShareBars
          bars={live.by_type.map((type) => ({
            key: type.code,
            name: type.name,
            part: type.admitted,
            whole: type.sold,
          }))}
          showWhole
        />
      )}
    </Panel>
  )
}

export function GatesPanel({ live }: { live: Live }) {
  const whole = Math.max(0, ...live.by_gate.map((gate) => gate.admitted))
  return (
    <Panel
      aside={
        live.exited > 0 && (
          <p className="text-ink-soft">
            {m.exited()} <strong className="font-bold text-ink">{formatCount(live.exited)}</strong>
          </p>
        )
      }
      title={m.gates_tickets()}
    >
      {live.by_gate.length === 0 ? (
        <EmptyLine>{m.gates_empty()}</EmptyLine>
      ) : (
        <ShareBars
          bars={live.by_gate.map((gate) => ({
            key: gate.id ?? 'none',
            name: gate.name ?? m.gate_none(),
            part: gate.admitted,
            whole,
          }))}
          showWhole={false}
        />
      )}
    </Panel>
  )
}

type RefusalsPanelProps = { live: Live; timeZone: string | undefined }

export function RefusalsPanel({ live, timeZone }: RefusalsPanelProps) {
  return (
    <Panel title={m.refusals()}>
      {live.refusal_causes.length > 0 && <RefusalCauses causes={live.refusal_causes} />}
      <RefusalList refusals={live.refusals} timeZone={timeZone} />
    </Panel>
  )
}

export function DecisionsPanel({ live, timeZone }: RefusalsPanelProps) {
  const decisions = live.decisions ?? []
  if (decisions.length === 0) return null
  return (
    <Panel title={m.decisions()}>
      <DecisionList decisions={decisions} timeZone={timeZone} />
    </Panel>
  )
}

type PhonesPanelProps = { live: Live; atMs: number; phonesHref: string }

export function PhonesPanel({ live, atMs, phonesHref }: PhonesPanelProps) {
  const none = live.phones.length === 0
  return (
    <Panel
      aside={
        <Link
          className="-my-2 flex min-h-11 items-center font-semibold text-agave underline underline-offset-4"
          to={phonesHref}
        >
          {none ? m.live_phones_pair() : m.live_phones_all()}
        </Link>
      }
      title={m.live_phones()}
    >
      {none ? (
        <EmptyLine>{m.live_phones_empty()}</EmptyLine>
      ) : (
        <LivePhones atMs={atMs} phones={live.phones} />
      )}
    </Panel>
  )
}
