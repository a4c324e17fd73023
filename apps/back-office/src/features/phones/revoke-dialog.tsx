// Asks for confirmation before a phone is revoked, and says exactly what will happen and when.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import type { Phone } from '@maguey/wire/event-phones'
import { AlertDialog } from 'radix-ui'
import { useState } from 'react'
import { m } from '#messages'
import { failureWords } from '#shared/rpc/failure-words.ts'
import type { PhonesApi } from './phones-api.ts'

type RevokeDialogProps = { phone: Phone; api: PhonesApi; onClose: (changed: boolean) => void }

export function RevokeDialog({ phone, api, onClose }: RevokeDialogProps) {
  const [error, setError] = useState<string | undefined>()
  const [busy, setBusy] = useState(false)

  async function revoke(): Promise<void> {
    setBusy(true)
    const result = await api.revoke(phone.id)
    setBusy(false)
    if (result.ok) onClose(true)
    else setError(failureWords(result.failure))
  }

  return (
    <AlertDialog.Root onOpenChange={() => onClose(false)} open>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-black/60" />
        <AlertDialog.Content className="fixed inset-x-4 top-1/2 z-50 mx-auto max-w-md -translate-y-1/2 rounded-card border border-line bg-surface p-6 text-ink shadow-2xl">
          <AlertDialog.Title className="font-bold text-2xl">
            {m.revoke_title({ name: phone.name })}
          </AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="mt-3 flex flex-col gap-3 text-ink-soft">
              <p>{m.revoke_body()}</p>
              <p>{m.revoke_offline()}</p>
            </div>
          </AlertDialog.Description>
          {error !== undefined && (
            <p className="mt-4 font-semibold text-warning" role="alert">
              {error}
            </p>
          )}
          <div className="mt-6 flex flex-col gap-3">
            <Button disabled={busy} look="danger" onClick={() => hear(revoke())}>
              {m.revoke_confirm()}
            </Button>
            <AlertDialog.Cancel asChild>
              <Button look="secondary">{m.keep()}</Button>
            </AlertDialog.Cancel>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
