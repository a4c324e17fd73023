// What the door has sold: in cash, at the terminal, taken back, and without a seat.
import { formatAmount } from '@maguey/ui/format/money.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import type { Live } from '@maguey/wire/event-live'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'
import { formatCount } from './live-words.ts'
import { Panel } from './panel.tsx'

/** Nothing where the door sells nothing and never has. */
export function DoorSalesPanel({ live }: { live: Live }) {
  const { door } = live
  if (!door || !(door.sells || door.tickets > 0 || door.undone > 0 || door.carried > 0)) return null
  const money = (amount: string) => formatAmount(amount, door.currency, region(), 'short')
  const figures = [
    [m.door_sold_cash(), money(door.cash)],
    [m.door_sold_terminal(), money(door.terminal)],
    [m.door_sold_undone(), formatCount(door.undone)],
    [m.door_sold_carried(), formatCount(door.carried)],
  ] as const
  return (
    <Panel
      aside={
        <strong className="font-bold text-xl tabular-nums" data-testid="door-tickets">
          {formatCount(door.tickets)}
        </strong>
      }
      title={m.door_sold_title()}
    >
      <dl
        className="grid grid-cols-[repeat(auto-fit,minmax(min(7rem,100%),1fr))] gap-3"
        data-testid="door-sold"
      >
        {figures.map(([label, figure]) => (
          <div key={label}>
            <dt className="text-ink-soft text-sm">{label}</dt>
            <dd className="font-bold text-lg tabular-nums">{figure}</dd>
          </div>
        ))}
      </dl>
      {door.without_seat > 0 && (
        <div className="mt-3">
          <Notice title={m.door_sold_without_seat({ count: door.without_seat })} tone="warning">
            {m.door_sold_without_seat_body()}
          </Notice>
        </div>
      )}
    </Panel>
  )
}
