// The pairing code: as a QR code and as eight characters, with the time left; then the phone's arrival.

import { Button } from '@maguey/ui/button.tsx'
import { useNow } from '@maguey/ui/device/use-now.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import type { Pairing } from '@maguey/wire/pairing'
import { CircleCheck, LoaderCircle } from 'lucide-react'
import { m } from '#messages'
import { QrCode } from '#shared/qr/qr-code.tsx'
import { countdown, halves, pairingUrl } from './pairing.ts'

type PairingCodeProps = {
  pairing: Pairing
  scannerUrl: string
  /** The server's clock minus ours: the server decides when the code expires. */
  offsetMs: number
  onAgain: () => void
}

export function PairingCode({ pairing, scannerUrl, offsetMs, onAgain }: PairingCodeProps) {
  const [first, second] = halves(pairing.code)
  const leftMs = pairing.expires_at - (useNow(500) + offsetMs)
  if (leftMs <= 0) {
    return (
      <div className="flex flex-col gap-5 pt-2">
        <Notice title={m.pair_expired_title()} tone="warning">
          {m.pair_expired_body()}
        </Notice>
        <Button onClick={onAgain}>{m.pair_again()}</Button>
      </div>
    )
  }
  return (
    <div className="flex flex-col items-center gap-4 pt-2 text-center">
      <div className="w-full max-w-64">
        <QrCode
          label={m.pair_qr_label()}
          testId="pairing-qr"
          text={pairingUrl(scannerUrl, pairing.code)}
        />
      </div>
      <p className="sr-only">{m.pair_code_label()}</p>
      <p
        className="flex gap-[0.35em] font-display font-extrabold text-5xl tracking-wider"
        data-testid="pairing-code"
      >
        <span>{first}</span>
        <span>{second}</span>
      </p>
      <p className="text-ink-soft">
        {m.pair_scan({ url: `${scannerUrl.replace(/^https?:\/\//, '')}/pair` })}
      </p>
      <p className="flex items-center gap-2 font-semibold" role="status">
        <LoaderCircle aria-hidden className="size-5 animate-spin text-agave" />
        {m.pair_waiting()}
      </p>
      <p className="text-ink-soft tabular-nums" data-testid="pairing-left">
        {m.pair_expires({ time: countdown(leftMs) })}
      </p>
    </div>
  )
}

type PairedPhoneProps = { name: string; onAnother: () => void; onDone: () => void }

export function PairedPhone({ name, onAnother, onDone }: PairedPhoneProps) {
  return (
    <div className="flex flex-col items-center gap-3 pt-4 text-center" data-testid="paired">
      <CircleCheck aria-hidden className="size-20 text-agave" />
      <p className="font-bold font-display text-2xl" role="status">
        {m.pair_done_title({ name })}
      </p>
      <p className="text-ink-soft">{m.pair_done_body()}</p>
      <div className="mt-3 flex w-full flex-col gap-3">
        <Button onClick={onDone}>{m.done()}</Button>
        <Button look="secondary" onClick={onAnother}>
          {m.pair_another()}
        </Button>
      </div>
    </div>
  )
}
