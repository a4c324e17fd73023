// A comp as a card: the code fills the screen, for a guest who stands beside the host.

import { Button } from '@maguey/ui/button.tsx'
import { useWakeLock } from '@maguey/ui/device/wake-lock.ts'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import type { Answer, Failure } from '@maguey/wire/failure'
import type { CompCard } from '@maguey/wire/order-changes'
import { ChevronLeft, ChevronRight, QrCode as QrIcon, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useCallback, useEffect, useState } from 'react'
import { m } from '#messages'
import { QrCode } from '#shared/qr/qr-code.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'

type CompCardsProps = {
  /** Must be stable. */
  read: () => Promise<Answer<CompCard[]>>
  /** The comp was given a moment ago: its card opens by itself. */
  opensAtOnce: boolean
}

export function CompCards({ read, opensAtOnce }: CompCardsProps) {
  const [cards, setCards] = useState<CompCard[] | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const show = useCallback(async () => {
    const answer = await read()
    setFailure(answer.ok ? null : answer.failure)
    if (answer.ok) setCards(answer.value)
  }, [read])
  useEffect(() => {
    if (opensAtOnce) hear(show())
  }, [opensAtOnce, show])
  return (
    <div>
      <Button
        className="w-full @min-[36rem]:w-auto"
        icon={<QrIcon aria-hidden className="size-5" />}
        onClick={() => hear(show())}
      >
        {m.card_show()}
      </Button>
      {failure && <Notice title={failureWords(failure)} tone="danger" />}
      {cards?.length === 0 && <Notice title={m.card_none()} />}
      {cards && cards.length > 0 && <FullScreen cards={cards} onClose={() => setCards(null)} />}
    </div>
  )
}

const ROUND =
  'grid size-13 shrink-0 place-items-center rounded-full border border-black/40 text-black aria-disabled:opacity-25'

function FullScreen({ cards, onClose }: { cards: readonly CompCard[]; onClose: () => void }) {
  useWakeLock()
  const [index, setIndex] = useState(0)
  const card = cards[index]
  if (!card) return null
  const turn = (by: 1 | -1) => {
    if (cards[index + by]) setIndex(index + by)
  }
  return (
    <Dialog.Root onOpenChange={(open) => open || onClose()} open>
      <Dialog.Portal>
        {/* White in every theme: it is read by a camera in the dark. */}
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-0 z-50 flex flex-col overflow-y-auto bg-white p-4 text-black outline-none"
          data-testid="comp-card"
          onKeyDown={({ key }) => {
            if (key === 'ArrowLeft') turn(-1)
            if (key === 'ArrowRight') turn(1)
          }}
        >
          <div className="flex items-center justify-between gap-3">
            <Dialog.Title className="font-bold text-lg">
              {m.card_n_of({ n: String(index + 1), count: String(cards.length) })}
            </Dialog.Title>
            <Dialog.Close aria-label={m.card_close()} className={ROUND}>
              <X aria-hidden className="size-6" />
            </Dialog.Close>
          </div>
          <div className="mx-auto my-auto w-full max-w-[min(34rem,70dvh)] text-center">
            <QrCode label={m.card_qr()} testId="card-qr" text={card.qr_code_data} />
            <p className="mt-2 break-words font-bold font-display text-3xl">
              {card.guest_name ?? card.event_name}
            </p>
            <p className="mt-1 text-lg">{`${card.ticket_type} · ${card.event_name}`}</p>
            <p className="mt-1 break-all font-mono text-sm">{card.ticket_id}</p>
          </div>
          {cards.length > 1 && (
            <div className="flex justify-center gap-6 pt-4">
              <button
                aria-disabled={index === 0}
                aria-label={m.card_before()}
                className={ROUND}
                onClick={() => turn(-1)}
                type="button"
              >
                <ChevronLeft aria-hidden className="size-6" />
              </button>
              <button
                aria-disabled={index === cards.length - 1}
                aria-label={m.card_next()}
                className={ROUND}
                onClick={() => turn(1)}
                type="button"
              >
                <ChevronRight aria-hidden className="size-6" />
              </button>
            </div>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
