// The house's ban list: who may not come in, until when and why. Phones only get hashes of it.

import { Button } from '@maguey/ui/button.tsx'
import { Notice } from '@maguey/ui/notice.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import type { Ban } from '@maguey/wire/bans'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { PageHead, RowsSkeleton } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { useAnswer } from '#shared/rpc/use-answer.ts'
import { BanCard } from './ban-card.tsx'
import { bansLike } from './ban-draft.ts'
import { BanSheet } from './ban-sheet.tsx'
import type { BansApi } from './bans-api.ts'
import { LiftSheet } from './lift-sheet.tsx'

type BansScreenProps = {
  /** Must be stable. */
  api: BansApi
  mayChange: boolean
  /** The club's; absent: the device's. */
  timeZone: string | undefined
  onSessionExpired: () => void
}

type Doing = { what: 'enter' } | { what: 'change' | 'lift'; ban: Ban }

export function BansScreen({ api, mayChange, timeZone, onSessionExpired }: BansScreenProps) {
  const { value: bans, failure, set } = useAnswer(api.list, onSessionExpired)
  const [doing, setDoing] = useState<Doing | null>(null)
  const [query, setQuery] = useState('')

  const take = (saved: Ban) => {
    setDoing(null)
    const others = (bans ?? []).filter(({ id }) => id !== saved.id)
    set([...others, saved].sort((a, b) => b.number - a.number))
  }

  return (
    <div className="flex flex-col gap-6">
      <PageHead
        action={
          mayChange && (
            <Button
              className="w-full @min-[36rem]:w-auto"
              icon={<Plus aria-hidden className="size-5" />}
              onClick={() => setDoing({ what: 'enter' })}
            >
              {m.ban_new()}
            </Button>
          )
        }
        lead={m.bans_lead()}
        title={m.nav_bans()}
      />
      {failure && <FailureNotice failure={failure} />}
      {bans === null && failure === null && <RowsSkeleton />}
      {bans?.length === 0 && <Notice title={m.bans_empty_title()}>{m.bans_empty_body()}</Notice>}
      {bans && bans.length > 0 && (
        <>
          <TextField
            autoComplete="off"
            hint={m.bans_find_hint()}
            label={m.bans_find()}
            name="find_ban"
            onChange={(event) => setQuery(event.target.value)}
            spellCheck={false}
            type="search"
            value={query}
          />
          <Found bans={bansLike(bans, query)} mayChange={mayChange} onDo={setDoing} />
        </>
      )}
      {doing?.what === 'lift' && (
        <LiftSheet api={api} ban={doing.ban} onClose={() => setDoing(null)} onLifted={take} />
      )}
      {doing && doing.what !== 'lift' && (
        <BanSheet
          api={api}
          ban={doing.what === 'change' ? doing.ban : null}
          onClose={() => setDoing(null)}
          onSaved={take}
          timeZone={timeZone}
        />
      )}
    </div>
  )
}

type FoundProps = { bans: readonly Ban[]; mayChange: boolean; onDo: (doing: Doing) => void }

/** Those that apply first; the others stand below until they are deleted. */
function Found({ bans, mayChange, onDo }: FoundProps) {
  if (bans.length === 0) return <p className="text-ink-soft">{m.bans_none_found()}</p>
  const inOrder = [
    ...bans.filter(({ state }) => state === 'active'),
    ...bans.filter(({ state }) => state !== 'active'),
  ]
  return (
    <ul className="grid grid-cols-1 gap-3 @min-[54rem]:grid-cols-2">
      {inOrder.map((ban) => (
        <BanCard
          ban={ban}
          key={ban.id}
          onChange={mayChange ? () => onDo({ what: 'change', ban }) : undefined}
          onLift={mayChange ? () => onDo({ what: 'lift', ban }) : undefined}
        />
      ))}
    </ul>
  )
}
