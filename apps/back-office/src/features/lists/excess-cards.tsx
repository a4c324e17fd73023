// Who was let in beyond what a list allows: two phones that didn't hear of each other, each with its door and minute.

import { formatClock } from '@maguey/ui/format/moment.ts'
import type { ListExcess } from '@maguey/wire/guest-lists'
import { TriangleAlert } from 'lucide-react'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'

type ExcessCardsProps = { excess: readonly ListExcess[]; timezone: string }
type Arrival = Pick<ListExcess, 'heads' | 'at' | 'gate' | 'device'>

export function ExcessCards({ excess, timezone }: ExcessCardsProps) {
  if (excess.length === 0) return null
  const facts = ({ heads, at, gate, device }: Arrival) => ({
    heads: String(heads),
    time: formatClock(at, { region: region(), timeZone: timezone }),
    door: [gate, device].filter(Boolean).join(' · ') || '–',
  })
  return (
    <section aria-labelledby="excess" className="flex flex-col gap-3">
      <h2 className="flex items-center gap-2 font-bold text-xl" id="excess">
        <TriangleAlert aria-hidden className="size-5 text-warning" />
        {m.excess_title()}
      </h2>
      <ul className="grid grid-cols-1 gap-3 @min-[54rem]:grid-cols-2">
        {excess.map((one) => (
          <li
            className="rounded-card border border-warning bg-surface p-4"
            data-testid="list-excess"
            key={`${one.act_id} ${one.what}`}
          >
            <p className="break-words font-semibold">
              {(one.what === 'name' ? m.excess_name : m.excess_quota)({
                name: one.name ?? m.list_forgotten(),
                excess: String(one.excess),
                allowed: String(one.allowed),
                list: one.list,
              })}
            </p>
            <p>{m.excess_at(facts(one))}</p>
            {one.before.map((before) => (
              <p className="text-ink-soft" key={before.at}>
                {m.excess_before(facts(before))}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
