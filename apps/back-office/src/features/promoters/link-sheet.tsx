// A promoter's private link: made, shown once, copied or scanned from the screen.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { Sheet } from '@maguey/ui/sheet.tsx'
import type { Promoter } from '@maguey/wire/promoters'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { QrCode } from '#shared/qr/qr-code.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { linkOf } from './promoter-words.ts'
import type { PromotersApi } from './promoters-api.ts'

type LinkSheetProps = {
  api: PromotersApi
  promoter: Promoter
  shopUrl: string
  onClose: () => void
}

export function LinkSheet({ api, promoter, shopUrl, onClose }: LinkSheetProps) {
  const [link, setLink] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')

  async function make(): Promise<void> {
    setBusy(true)
    const answer = await api.renewLink(promoter.id)
    setBusy(false)
    if (answer.ok) setLink(linkOf(shopUrl, promoter.id, answer.value.token))
    else setFailure(failureWords(answer.failure))
  }

  async function copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      setSaid(m.promoter_copied())
    } catch {
      setSaid(m.promoter_copy_by_hand())
    }
  }

  return (
    <Sheet
      description={m.promoter_link_lead({ name: promoter.name })}
      onOpenChange={onClose}
      open
      title={m.promoter_link()}
    >
      <div className="flex flex-col gap-4 pt-2">
        {link === null ? (
          <>
            {promoter.link_made_at !== null && (
              <Notice title={m.promoter_link_replaces()} tone="warning">
                {m.promoter_link_replaces_body()}
              </Notice>
            )}
            {failure !== null && <Notice title={failure} tone="danger" />}
            <Button disabled={busy} onClick={() => hear(make())}>
              {promoter.link_made_at === null ? m.promoter_link_make() : m.promoter_link_renew()}
            </Button>
          </>
        ) : (
          <>
            <p className="font-semibold">{m.promoter_link_once()}</p>
            <div className="mx-auto w-full max-w-64">
              <QrCode label={m.promoter_link_qr()} testId="promoter-qr" text={link} />
            </div>
            <p
              className="select-all break-all rounded-control border border-line-strong bg-night p-3 font-mono text-sm"
              data-testid="promoter-link"
            >
              {link}
            </p>
            <Button icon={<Copy aria-hidden className="size-5" />} onClick={() => hear(copy(link))}>
              {m.promoter_copy()}
            </Button>
            <p className="text-ink-soft" role="status">
              {said}
            </p>
          </>
        )}
      </div>
    </Sheet>
  )
}
