// Phones: every phone that may scan for this night; pairs, renames and revokes them.

import { Button } from '@maguey/ui/button.tsx'
import { useNow } from '@maguey/ui/device/use-now.ts'
import { formatClock } from '@maguey/ui/format/moment.ts'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import type { Phone } from '@maguey/wire/event-phones'
import { Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { isSignedOut } from '#shared/rpc/retry.ts'
import { PairSheet } from './pair-sheet.tsx'
import { PhoneCard } from './phone-card.tsx'
import type { PhonesApi } from './phones-api.ts'
import { PhonesSkeleton } from './phones-skeleton.tsx'
import { RenameSheet } from './rename-sheet.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'
import { usePhones } from './use-phones.ts'

type PhonesScreenProps = {
  /** Mount with the event's id as the key, and keep `api` stable. */
  api: PhonesApi
  eventName: string
  gates: { id: string; name: string }[]
  scannerUrl: string
  onSessionExpired: () => void
}

type Action = { kind: 'pair' } | { kind: 'rename' | 'revoke'; phone: Phone }

export function PhonesScreen(props: PhonesScreenProps) {
  const { api, eventName, gates, scannerUrl, onSessionExpired } = props
  const [action, setAction] = useState<Action | null>(null)
  const { phones, readAtMs, offsetMs, failure, refresh } = usePhones(api, action?.kind === 'pair')
  const expired = failure !== null && isSignedOut(failure)

  useEffect(() => {
    if (expired) onSessionExpired()
  }, [expired, onSessionExpired])

  function close(changed: boolean): void {
    setAction(null)
    if (changed) hear(refresh())
  }

  return (
    <div className="flex flex-col gap-6">
      <title>{`${m.phones_title()} · ${eventName}`}</title>
      <header className="flex flex-wrap items-center justify-between gap-4">
        <div>
          <h1 className="font-bold text-3xl">{m.phones_title()}</h1>
          <p className="text-ink-soft">{m.phones_lead()}</p>
        </div>
        <Button
          className="w-full @min-[36rem]:w-auto"
          disabled={phones === null}
          icon={<Plus aria-hidden className="size-5" />}
          onClick={() => setAction({ kind: 'pair' })}
        >
          {m.pair()}
        </Button>
      </header>
      {failure && phones && readAtMs !== null && (
        <Notice title={m.phones_stale({ time: formatTime(readAtMs) })} tone="warning" />
      )}
      {phones === null && (failure ? <FailureNotice failure={failure} /> : <PhonesSkeleton />)}
      {phones && <PhoneList offsetMs={offsetMs} onAction={setAction} phones={phones} />}
      {action?.kind === 'pair' && (
        <PairSheet
          api={api}
          gates={gates}
          offsetMs={offsetMs}
          onClose={() => close(true)}
          phones={phones ?? []}
          scannerUrl={scannerUrl}
        />
      )}
      {action?.kind === 'rename' && <RenameSheet api={api} onClose={close} phone={action.phone} />}
      {action?.kind === 'revoke' && <RevokeDialog api={api} onClose={close} phone={action.phone} />}
    </div>
  )
}

type PhoneListProps = { phones: Phone[]; offsetMs: number; onAction: (action: Action) => void }

function PhoneList({ phones, offsetMs, onAction }: PhoneListProps) {
  const nowMs = useNow(1_000) + offsetMs
  const paired = phones.filter((phone) => !phone.revoked)
  const revoked = phones.filter((phone) => phone.revoked)
  const cards = (some: Phone[]) => (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,18rem),1fr))] gap-4">
      {some.map((phone) => (
        <PhoneCard
          key={phone.id}
          nowMs={nowMs}
          onRename={() => onAction({ kind: 'rename', phone })}
          onRevoke={() => onAction({ kind: 'revoke', phone })}
          phone={phone}
        />
      ))}
    </ul>
  )
  return (
    <>
      {paired.length === 0 ? (
        <Notice title={m.phones_empty_title()}>{m.phones_empty_body()}</Notice>
      ) : (
        cards(paired)
      )}
      {revoked.length > 0 && (
        <details>
          <summary className="mb-4 flex min-h-11 w-fit cursor-pointer items-center font-semibold text-ink-soft underline underline-offset-4">
            {m.phones_revoked({ count: revoked.length, figure: String(revoked.length) })}
          </summary>
          {cards(revoked)}
        </details>
      )}
    </>
  )
}

function formatTime(atMs: number): string {
  return formatClock(atMs, { region: region() })
}
