// Pairing a phone: name it, show the code, wait for it to appear.
//
//   form ──create──▶ code ──the phone appears──▶ done
//                      └──ten minutes──▶ expired ──▶ form

import { Sheet } from '@maguey/ui/sheet.tsx'
import type { Phone } from '@maguey/wire/event-phones'
import type { Pairing } from '@maguey/wire/pairing'
import { useState } from 'react'
import { m } from '#messages'
import { PairForm } from './pair-form.tsx'
import { newPhone, suggestName } from './pairing.ts'
import { PairedPhone, PairingCode } from './pairing-code.tsx'
import type { PhonesApi } from './phones-api.ts'

type PairSheetProps = {
  api: PhonesApi
  phones: Phone[]
  gates: { id: string; name: string }[]
  scannerUrl: string
  /** The server's clock minus ours. */
  offsetMs: number
  onClose: () => void
}

type Shown = { pairing: Pairing; before: string[] }

export function PairSheet({ api, phones, gates, scannerUrl, offsetMs, onClose }: PairSheetProps) {
  const [shown, setShown] = useState<Shown | null>(null)
  const arrived = shown && newPhone(shown.before, phones)

  return (
    <Sheet description={m.pair_lead()} onOpenChange={onClose} open title={m.pair()}>
      {shown === null && (
        <PairForm
          api={api}
          gates={gates}
          onCreated={(pairing) => setShown({ pairing, before: phones.map((phone) => phone.id) })}
          suggestion={suggestName(m.pair_word(), phones)}
        />
      )}
      {shown !== null && !arrived && (
        <PairingCode
          offsetMs={offsetMs}
          onAgain={() => setShown(null)}
          pairing={shown.pairing}
          scannerUrl={scannerUrl}
        />
      )}
      {arrived && (
        <PairedPhone name={arrived.name} onAnother={() => setShown(null)} onDone={onClose} />
      )}
    </Sheet>
  )
}
