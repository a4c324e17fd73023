// Asked below a button that takes something away: whether it is meant.
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { useEffect, useRef } from 'react'

type SureProps = {
  question: string
  yes: string
  no: string
  busy: boolean
  onYes: () => void
  onNo: () => void
}

/** Begins at what changes nothing, and gives the focus back to the button that opened it. */
export function Sure({ question, yes, no, busy, onYes, onNo }: SureProps) {
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const opener = document.activeElement
    keep.current?.focus()
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-2.5 py-2">
      <legend className="float-left w-full break-words text-ink-soft">{question}</legend>
      <button type="button" className={buttonStyle.secondary} disabled={busy} onClick={onYes}>
        {yes}
      </button>
      <button ref={keep} type="button" className={buttonStyle.quiet} onClick={onNo}>
        {no}
      </button>
    </fieldset>
  )
}
