// Asks for confirmation before something irreversible: what will happen, to whom, and a way to cancel.

import { Button } from '@maguey/ui/button.tsx'
import { AlertDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { m } from '#messages'

type AskDialogProps = {
  title: string
  children: ReactNode
  confirm: string
  danger?: boolean
  disabled?: boolean
  /** Other answers, between the confirming one and Cancel. */
  more?: ReactNode
  onConfirm: () => void
  onClose: () => void
}

export function AskDialog(props: AskDialogProps) {
  return (
    <AlertDialog.Root onOpenChange={props.onClose} open>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-black/60" />
        <AlertDialog.Content className="fixed inset-x-4 top-1/2 z-50 mx-auto max-h-[90dvh] max-w-lg -translate-y-1/2 overflow-y-auto rounded-card border border-line bg-surface p-6 text-ink shadow-2xl">
          <AlertDialog.Title className="font-bold text-2xl">{props.title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="mt-3 flex flex-col gap-3 text-ink-soft">{props.children}</div>
          </AlertDialog.Description>
          <div className="mt-6 flex flex-col gap-3">
            <Button
              disabled={props.disabled}
              look={props.danger ? 'danger' : 'primary'}
              onClick={props.onConfirm}
            >
              {props.confirm}
            </Button>
            {props.more}
            <AlertDialog.Cancel asChild>
              <Button look="secondary">{m.night_back()}</Button>
            </AlertDialog.Cancel>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
