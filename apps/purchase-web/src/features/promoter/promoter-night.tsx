// A night on the promoter's page: the link that sells for them, and their lists.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { formatClock, formatLongDay } from '@maguey/ui/format/moment.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { PromoterView } from '@maguey/wire/promoters'
import { Share2 } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import type { PromoterKey } from '#shared/api/promoter-api.ts'
import { momentFormat } from '#shared/format/in-locale.ts'
import { shareLink } from '#shared/ui/share-link.ts'
import { TextField } from '#shared/ui/text-field.tsx'
import { PromoterList } from './promoter-list.tsx'

type Night = PromoterView['nights'][number]
type PromoterNightProps = { night: Night; code: string; of: PromoterKey; ask: () => Promise<void> }

export function PromoterNight({ night, code, of, ask }: PromoterNightProps) {
  const format = momentFormat(night.timezone)
  const when = `${formatLongDay(night.event_date, format)} · ${formatClock(night.event_date, format)}`
  return (
    <section data-testid="promoter-night" className="mt-10">
      <h2 className="text-3xl">{night.name}</h2>
      <p className="mt-1.5 text-ink-soft">
        {when}
        {night.cancelled ? ` · ${m.promoter_cancelled()}` : ''}
        {night.over && !night.cancelled ? ` · ${m.promoter_over()}` : ''}
      </p>
      {night.on_sale ? <SellingLink night={night} code={code} /> : null}
      {night.lists.map(({ list, entries }) => (
        <PromoterList
          key={list.id}
          list={list}
          entries={entries}
          timezone={night.timezone}
          isOpen={list.closed_at === null && !night.cancelled && !night.over}
          of={of}
          ask={ask}
        />
      ))}
    </section>
  )
}

function SellingLink({ night, code }: { night: Night; code: string }) {
  const [said, setSaid] = useState('')
  const [byHand, setByHand] = useState(false)
  const url = `${location.origin}/events/${night.slug}?p=${code}`
  const share = async () => {
    const how = await shareLink({ title: night.name, url })
    setSaid(how === 'copied' ? m.link_copied() : '')
    setByHand(how === 'failed')
  }
  return (
    <div className="mt-4 rounded-card border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <p className="min-w-0 flex-1 basis-48">
          <span className="block font-semibold">
            {m.promoter_sold({ count: night.sold, figure: String(night.sold) })}
          </span>
          <span className="block text-sm text-ink-soft">{m.promoter_link_note()}</span>
        </p>
        <button
          type="button"
          className={`${buttonStyle.secondary} grow sm:grow-0`}
          onClick={() => hear(share())}
        >
          <Share2 aria-hidden className="size-5" />
          {m.promoter_share()}
        </button>
      </div>
      <p role="status" className="mt-2 text-sm text-ink-soft empty:hidden">
        {said}
      </p>
      {byHand ? (
        <TextField
          id={`sell-${night.slug}`}
          label={m.promoter_link()}
          hint={m.transfer_link_hint()}
          readOnly
          value={url}
          onFocus={(focused) => focused.currentTarget.select()}
        />
      ) : null}
    </div>
  )
}
