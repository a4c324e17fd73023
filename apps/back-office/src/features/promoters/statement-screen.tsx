// What a promoter brought and is owed: a card for each night, its lines on demand, and a file of them.

import { Button } from '@maguey/ui/button.tsx'
import { saveFile } from '@maguey/ui/device/save-file.ts'
import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import { formatAmount } from '@maguey/ui/format/money.ts'
import { hear } from '@maguey/ui/hear.ts'
import { Loading } from '@maguey/ui/loading.tsx'
import { Notice } from '@maguey/ui/notice.tsx'
import type { StatementLine, StatementNight } from '@maguey/wire/promoters'
import { Download } from 'lucide-react'
import { useCallback, useState } from 'react'
import { m } from '#messages'
import { csvStyleOf } from '#shared/csv/csv.ts'
import { region } from '#shared/format/region.ts'
import { BackLink } from '#shared/page/back-link.tsx'
import { PageHead } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { useAnswer } from '#shared/rpc/use-answer.ts'
import { commissionWords } from './promoter-words.ts'
import type { PromotersApi } from './promoters-api.ts'
import { statementFile } from './statement-file.ts'
import { StatementLines } from './statement-lines.tsx'

type StatementScreenProps = {
  api: PromotersApi
  promoterId: string
  onSessionExpired: () => void
}

export function StatementScreen({ api, promoterId, onSessionExpired }: StatementScreenProps) {
  const load = useCallback(() => api.statement(promoterId), [api, promoterId])
  const { value, failure } = useAnswer(load, onSessionExpired)
  if (value === null) return failure ? <FailureNotice failure={failure} /> : <Loading />
  const { promoter, nights } = value
  return (
    <div className="@container flex flex-col gap-5">
      <BackLink to="/promoters">{m.nav_promoters()}</BackLink>
      <PageHead
        lead={`${m.statement_lead()} ${commissionWords(promoter)}.`}
        title={m.statement_title({ name: promoter.name })}
      />
      {failure && <FailureNotice failure={failure} />}
      {nights.length === 0 && (
        <Notice title={m.statement_empty_title()}>{m.statement_empty_body()}</Notice>
      )}
      {nights.map((night) => (
        <NightCard
          key={night.event_id}
          lines={() => api.lines(promoterId, night.event_id)}
          name={promoter.name}
          night={night}
        />
      ))}
    </div>
  )
}

type NightCardProps = {
  night: StatementNight
  /** The promoter's. */
  name: string
  lines: () => ReturnType<PromotersApi['lines']>
}

function NightCard({ night, name, lines }: NightCardProps) {
  const [shown, setShown] = useState<StatementLine[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const money = (amount: string) => formatAmount(amount, night.currency, region())

  async function load(): Promise<StatementLine[] | null> {
    const answer = await lines()
    setProblem(answer.ok ? null : failureWords(answer.failure))
    return answer.ok ? answer.value : null
  }
  async function show(): Promise<void> {
    setShown(shown === null ? await load() : null)
  }
  async function save(): Promise<void> {
    const all = await load()
    if (all === null) return
    const text = statementFile(night, all, csvStyleOf(region()))
    const file = `${name} ${night.name}`.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
    saveFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), `${file}.csv`)
  }

  const facts = [
    [m.statement_sold(), String(night.sold), money(night.sold_amount)],
    [m.statement_on_tickets(), String(night.ticket_heads), null],
    [m.statement_on_lists(), String(night.list_heads), null],
  ] as const
  return (
    <section
      className="flex flex-col gap-4 rounded-card border border-line bg-surface p-4 sm:p-6"
      data-testid="statement-night"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="min-w-0 break-words font-bold text-xl">{night.name}</h2>
        <p className="text-ink-soft">
          {formatDayAndClock(night.event_date, { region: region(), timeZone: night.timezone })}
        </p>
      </div>
      <dl className="grid grid-cols-1 gap-x-6 gap-y-2 @min-[34rem]:grid-cols-3">
        {facts.map(([label, figure, note]) => (
          <div className="flex items-baseline justify-between gap-3 @min-[34rem]:block" key={label}>
            <dt className="text-ink-soft text-sm">{label}</dt>
            <dd className="font-bold text-2xl tabular-nums">
              {figure}
              {note !== null && (
                <span className="ml-2 font-normal text-base text-ink-soft">{note}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="flex items-baseline justify-between gap-3 border-line border-t pt-3">
        <span className="font-semibold">{m.statement_commission()}</span>
        <span className="font-bold text-2xl text-agave tabular-nums" data-testid="commission">
          {money(night.commission)}
        </span>
      </p>
      {night.other_currency && (
        <Notice title={m.statement_other_currency()} tone="warning">
          {m.statement_other_currency_body({ currency: night.currency.toUpperCase() })}
        </Notice>
      )}
      <div className="flex flex-wrap gap-3">
        <Button aria-expanded={shown !== null} look="secondary" onClick={() => hear(show())}>
          {shown === null ? m.statement_show() : m.statement_hide()}
        </Button>
        <Button
          icon={<Download aria-hidden className="size-5" />}
          look="secondary"
          onClick={() => hear(save())}
        >
          {m.statement_csv()}
        </Button>
      </div>
      {problem !== null && <Notice title={problem} tone="danger" />}
      {shown !== null && <StatementLines lines={shown} night={night} />}
    </section>
  )
}
