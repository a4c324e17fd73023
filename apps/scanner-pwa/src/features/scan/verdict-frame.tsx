// The full screen of a verdict: colour, icon and word, then who, why and what to do, then what can be tapped.
import type { VerdictColour } from '@maguey/ticket-core/verdict'
import type { CSSProperties, ReactNode } from 'react'
import { m } from '#messages'
import { TypeChip } from './who-lines.tsx'

/** `quiet` is not a verdict: it accuses nobody and admits nobody. */
export type Look = VerdictColour | 'quiet'

const COLOURS: Record<Look, string> = {
  quiet: 'bg-raised text-ink',
  green: 'bg-verdict-green text-on-verdict-green',
  amber: 'bg-verdict-amber text-on-verdict-amber',
  red: 'bg-verdict-red text-on-verdict-red',
}

export type VerdictFrameProps = {
  attributes: Record<`data-${string}`, string>
  colour: Look
  icon: ReactNode
  word: string
  type: string | null
  who: { name: string; rest: string }
  /** '' where the word says it all. */
  cause: string
  /** '' leaves the box out. */
  nextStep: string
  /** Undefined: it waits for an answer, and a tap beside the buttons is none. */
  onDismiss: (() => void) | undefined
  /** Buttons, at the bottom where the thumb is. */
  children?: ReactNode
}

/** The share of the screen's width that a letter may take: a word is as wide as the screen allows. */
const letterSize = (word: string) => ({ '--letters': `${Math.round(134 / word.length)}vw` })

export function VerdictFrame(props: VerdictFrameProps) {
  const { colour, attributes, word, onDismiss } = props
  return (
    <div
      {...attributes}
      // An open sheet makes everything else deaf to taps, and this lies above it.
      className={`verdict-in pointer-events-auto fixed inset-0 z-60 ${COLOURS[colour]}`}
      role="alert"
      style={letterSize(word) as CSSProperties}
    >
      {onDismiss && (
        <button
          aria-label={m.door_tap_on()}
          className="absolute inset-0 -outline-offset-4"
          onClick={onDismiss}
          type="button"
        />
      )}
      <div className="pointer-events-none relative flex size-full flex-col items-center px-6 pt-[max(2rem,env(safe-area-inset-top))] pb-[max(1.25rem,env(safe-area-inset-bottom))] text-center short:px-4 short:pt-3 short:pb-3">
        <Words {...props} />
        <div className="flex w-full max-w-md flex-col gap-3 short:gap-2 flat:max-w-3xl">
          {props.nextStep !== '' && (
            <p className="rounded-card bg-black/25 px-5 py-3.5 font-semibold text-xl leading-snug short:py-2 short:text-base">
              {props.nextStep}
            </p>
          )}
          {props.children}
        </div>
      </div>
    </div>
  )
}

function Words({ icon, word, type, who, cause, colour }: VerdictFrameProps) {
  return (
    <div className="flex min-h-0 w-full flex-1 flex-col items-center justify-center flat:flex-row flat:gap-6">
      <div className="flex flex-col items-center flat:flex-1">
        <span className="block size-[min(30vw,16vh)] short:size-[min(18vw,11vh)] flat:size-[20vh]">
          {icon}
        </span>
        <p className="mt-3 font-display font-extrabold text-[length:min(30vw,var(--letters),12rem)] leading-none tracking-tight short:mt-1 short:text-[length:min(24vw,var(--letters),16vh)] flat:text-[length:min(14vw,calc(var(--letters)*0.46),26vh)]">
          {word}
        </p>
      </div>
      <div className="mt-5 flex w-full min-w-0 flex-col items-center gap-2 short:mt-2 short:gap-1 flat:mt-0 flat:flex-1">
        {type !== null && <TypeChip filled={colour === 'green'} type={type} />}
        {who.name !== '' && (
          <p className="max-w-full text-balance break-words font-bold text-[1.75rem] leading-tight short:text-xl">
            {who.name}
          </p>
        )}
        {who.rest !== '' && <p className="text-lg short:text-sm">{who.rest}</p>}
        {cause !== '' && (
          <p className="mt-1 max-w-md text-balance font-semibold text-2xl leading-snug short:mt-0 short:text-lg">
            {cause}
          </p>
        )}
      </div>
    </div>
  )
}
