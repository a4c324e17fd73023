// An order's status as a chip: the word, with colour as support.
import type { FoundOrder } from '@maguey/wire/order-finding'
import { m } from '#messages'
import { statusWord } from './order-words.ts'

type StatusChipProps = Pick<FoundOrder, 'status' | 'kind' | 'dispute'>

const standing = (kind: FoundOrder['kind']) =>
  ({ sale: statusWord('completed'), comp: m.order_comp(), door: m.order_door() })[kind]

export function StatusChip({ status, kind, dispute }: StatusChipProps) {
  const [word, look] =
    dispute === 'open'
      ? [m.order_disputed(), 'bg-verdict-amber text-on-verdict-amber']
      : status === 'completed'
        ? [standing(kind), 'bg-agave-wash text-ink']
        : [statusWord(status), 'bg-line text-ink']
  return (
    <span className={`shrink-0 rounded-full px-2.5 py-0.5 font-semibold text-sm ${look}`}>
      {word}
    </span>
  )
}
