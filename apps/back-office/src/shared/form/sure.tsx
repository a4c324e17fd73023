// Asked below a button that takes something away: whether it is meant.
import { Button } from '@maguey/ui/button.tsx'
import { useEffect, useRef } from 'react'
import { m } from '#messages'

type SureProps = {
  question: string
  yes: string
  busy: boolean
  onYes: () => void
  onNo: () => void
}

/** Begins at what changes nothing, and gives the focus back to the button that opened it. */
export function Sure({ question, yes, busy, onYes, onNo }: SureProps) {
  const box = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    const opener = document.activeElement
    box.current?.querySelector<HTMLElement>('button:last-of-type')?.focus()
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])
  return (
    <fieldset className="flex min-w-0 w-full flex-wrap items-center gap-2.5 py-2" ref={box}>
      <legend className="float-left w-full break-words text-ink-soft">{question}</legend>
      <Button disabled={busy} look="secondary" onClick={onYes}>
        {yes}
      </Button>
      <Button look="quiet" onClick={onNo}>
        {m.sure_keep()}
      </Button>
    </fieldset>
  )
}
