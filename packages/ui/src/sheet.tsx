// A sheet that rises from the bottom edge, where the thumb is; a centred card on wide screens, a wide one on a phone held across.
import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type FocusEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { IconButton } from './icon-button.tsx'
import { uiWords } from './words.ts'

type SheetProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: string
  children: ReactNode
  /** Gets the element for what covers the whole screen although the sheet is open: nothing outside the sheet can be reached. */
  overRef?: (element: HTMLElement | null) => void
  /** Whether something is in it: the sheet under it is then out of reach, and keeps what was typed. */
  over?: boolean
}

export function Sheet(props: SheetProps) {
  const { open, onOpenChange, title, description, children, overRef, over = false } = props
  const titleId = useId()
  const keepFocused = useFocusAgain(over)
  return (
    <Dialog.Root onOpenChange={onOpenChange} open={open}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/60" />
        <Dialog.Content
          {...(description === undefined && { 'aria-describedby': undefined })}
          className="fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] flex-col rounded-t-card border-line border-t bg-surface text-ink shadow-2xl sm:inset-0 sm:m-auto sm:h-fit sm:w-full sm:max-w-lg sm:rounded-card sm:border sm:[@media(max-height:30rem)]:max-w-3xl"
        >
          <header className="flex items-start gap-4 px-5 pt-4 pb-2" inert={over}>
            <div className="min-w-0 flex-1 pt-2">
              <Dialog.Title className="font-bold text-xl">
                <span id={titleId}>{title}</span>
              </Dialog.Title>
              {description !== undefined && (
                <Dialog.Description className="mt-1 text-ink-soft">
                  {description}
                </Dialog.Description>
              )}
            </div>
            <Dialog.Close asChild>
              <IconButton icon={<X aria-hidden className="size-6" />} label={uiWords().close} />
            </Dialog.Close>
          </header>
          {/* Focusable, so that what has no control in it can be scrolled by keyboard. */}
          <section
            aria-labelledby={titleId}
            className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pb-[max(1.5rem,env(safe-area-inset-bottom))]"
            inert={over}
            onFocus={keepFocused}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll region is reached by keyboard
            tabIndex={0}
          >
            {children}
          </section>
          {overRef && <div ref={overRef} />}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** What is covered loses the focus: whoever was typing types on afterwards. */
function useFocusAgain(over: boolean): (event: FocusEvent) => void {
  const last = useRef<HTMLElement>(null)
  const covered = useRef(over)
  useLayoutEffect(() => {
    const uncovered = covered.current && !over
    covered.current = over
    // Unless it is somewhere else by now.
    if (uncovered && document.activeElement?.contains(last.current)) last.current?.focus()
  }, [over])
  return ({ target }) => {
    last.current = target instanceof HTMLElement ? target : null
  }
}
