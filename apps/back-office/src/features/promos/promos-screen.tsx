// Promo codes: the list, how often each was used, and creating or pausing one.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import type { Failure } from '@maguey/wire/failure'
import type { PromoCode } from '@maguey/wire/promo-codes'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { PageHead, RowsSkeleton } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { useAnswer } from '#shared/rpc/use-answer.ts'
import { type PromoNight, PromoSheet } from './promo-sheet.tsx'
import { limitWords, promoState, stateWords, takesOff, usesWords } from './promo-words.ts'
import type { PromosApi } from './promos-api.ts'

type PromosScreenProps = {
  /** Must be stable. */
  api: PromosApi
  nights: readonly PromoNight[]
  onSessionExpired: () => void
}

export function PromosScreen({ api, nights, onSessionExpired }: PromosScreenProps) {
  const { value: promos, failure, set } = useAnswer(api.list, onSessionExpired)
  const [making, setMaking] = useState(false)
  const [refused, setRefused] = useState<Failure | null>(null)

  async function pause(promo: PromoCode): Promise<void> {
    const answer = await api.pause(promo.id, promo.paused_at === null)
    setRefused(answer.ok ? null : answer.failure)
    if (answer.ok && promos) set(promos.map((one) => (one.id === promo.id ? answer.value : one)))
  }

  return (
    <div className="flex flex-col gap-6">
      <PageHead
        action={
          <Button
            className="w-full @min-[36rem]:w-auto"
            icon={<Plus aria-hidden className="size-5" />}
            onClick={() => setMaking(true)}
          >
            {m.promo_new()}
          </Button>
        }
        lead={m.promos_lead()}
        title={m.nav_promos()}
      />
      {refused && <Notice title={failureWords(refused)} tone="danger" />}
      {failure && <FailureNotice failure={failure} />}
      {promos === null && failure === null && <RowsSkeleton />}
      {promos?.length === 0 && (
        <Notice title={m.promos_empty_title()}>{m.promos_empty_body()}</Notice>
      )}
      {promos && promos.length > 0 && (
        <ul className="grid grid-cols-1 gap-3 @min-[54rem]:grid-cols-2">
          {promos.map((promo) => (
            <PromoRow key={promo.id} onPause={() => hear(pause(promo))} promo={promo} />
          ))}
        </ul>
      )}
      {making && (
        <PromoSheet
          api={api}
          nights={nights}
          onClose={() => setMaking(false)}
          onMade={(promo) => {
            setMaking(false)
            set([promo, ...(promos ?? [])])
          }}
        />
      )}
    </div>
  )
}

function PromoRow({ promo, onPause }: { promo: PromoCode; onPause: () => void }) {
  const state = promoState(promo, Date.now())
  const paused = promo.paused_at !== null
  return (
    <li
      className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-line bg-surface p-4"
      data-testid="promo"
    >
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="break-all font-bold font-display text-xl">{promo.code}</span>
          <span
            className={`rounded-full border px-2.5 py-0.5 font-semibold text-sm ${state === 'active' ? 'border-agave text-agave' : 'border-line-strong text-ink-soft'}`}
          >
            {stateWords[state]()}
          </span>
        </p>
        <p>{takesOff(promo)}</p>
        <p className="break-words text-ink-soft text-sm">{limitWords(promo).join(' · ')}</p>
      </div>
      <p className="font-semibold tabular-nums">{usesWords(promo)}</p>
      <Button
        aria-label={
          paused ? m.promo_resume_of({ code: promo.code }) : m.promo_pause_of({ code: promo.code })
        }
        look="secondary"
        onClick={onPause}
      >
        {paused ? m.promo_resume() : m.promo_pause()}
      </Button>
    </li>
  )
}
