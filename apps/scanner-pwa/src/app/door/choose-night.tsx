// The choice of night and gate with its loading, empty and offline states; used as a page and in a sheet.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { LoaderCircle } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import { writeMeta } from '#db/meta.ts'
import type { EventOffer } from '#db/rows.ts'
import { ChooseDoor } from '#features/pair/choose-door.tsx'
import { type DoorChoice, obviousChoice } from '#features/pair/event-offers.ts'
import { troubleWords } from '#features/scan/trouble-words.ts'
import { m } from '#messages'
import { theDoor } from './door.ts'
import { useSnapshot } from './use-door.ts'
import { useOffers } from './use-offers.ts'

const isSome = (offers: EventOffer[]): offers is [EventOffer, ...EventOffer[]] => offers.length > 0

export function ChooseNight({ onDone }: { onDone?: () => void }) {
  const door = theDoor()
  const { choice } = useSnapshot()
  const { offers, gateHint, asking, trouble, retry } = useOffers(door)

  const direction = choice?.direction ?? 'in'
  const choose = useCallback(
    async (chosen: DoorChoice) => {
      await writeMeta(door.db, 'choice', { ...chosen, direction })
      door.sync.ask()
      onDone?.()
    },
    [door, direction, onDone],
  )
  const obvious = choice || !offers ? undefined : obviousChoice(offers, gateHint)
  const { eventId, gateId } = obvious ?? {}
  useEffect(() => {
    if (eventId && gateId) hear(choose({ eventId, gateId }))
  }, [eventId, gateId, choose])

  if (!obvious && offers && isSome(offers)) {
    return (
      <ChooseDoor
        chosen={choice}
        gateHint={gateHint}
        offers={offers}
        onChoose={(chosen) => hear(choose(chosen))}
      />
    )
  }
  if (asking || obvious) {
    return (
      <p className="flex items-center gap-3 py-8 text-ink-soft" role="status">
        <LoaderCircle aria-hidden className="size-6 animate-spin" />
        {m.common_loading()}
      </p>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      {offers ? (
        <Notice title={m.door_choose_none_title()} tone="warning">
          {m.door_choose_none_body()}
        </Notice>
      ) : (
        <Notice title={m.door_choose_offline_title()} tone="warning">
          {trouble === null || trouble === 'no_answer'
            ? m.door_choose_offline_body()
            : troubleWords(trouble)}
        </Notice>
      )}
      <Button look="secondary" onClick={retry}>
        {m.common_retry()}
      </Button>
    </div>
  )
}
