// How full a list is: named in outline, come in filled, of what it may let in.
import type { GuestList } from '@maguey/wire/guest-lists'
import { m } from '#messages'

export function QuotaMeter({ list }: { list: GuestList }) {
  const { quota, heads, arrived } = list
  const whole = Math.max(quota ?? heads, heads, arrived, 1)
  const share = (count: number) => `${(100 * count) / whole}%`
  return (
    <div>
      <p className="flex flex-wrap justify-between gap-x-4 font-semibold tabular-nums">
        <span data-testid="named">
          {quota === null
            ? m.list_named({ figure: String(heads) })
            : (list.overbook ? m.list_named_over : m.list_named_of)({
                figure: String(heads),
                quota: String(quota),
              })}
        </span>
        <span
          className={quota !== null && arrived > quota ? 'text-warning' : 'text-agave'}
          data-testid="arrived"
        >
          {m.list_arrived({ figure: String(arrived) })}
        </span>
      </p>
      <div aria-hidden className="relative mt-1.5 h-2.5 overflow-hidden rounded-full bg-line">
        <div className="absolute inset-y-0 left-0 bg-line-strong" style={{ width: share(heads) }} />
        <div className="absolute inset-y-0 left-0 bg-agave" style={{ width: share(arrived) }} />
        {quota !== null && whole > quota && (
          <div className="absolute inset-y-0 w-0.5 bg-ink" style={{ left: share(quota) }} />
        )}
      </div>
    </div>
  )
}
