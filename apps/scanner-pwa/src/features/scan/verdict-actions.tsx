// What can be tapped on a verdict: the two answers to an amber, and the manager's long press on a red.
import { isOverridable } from '@maguey/ticket-core/verdict'
import { Check, KeyRound, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { m } from '#messages'
import type { VerdictShown } from './scan-mark.ts'

type AmberAnswersProps = { onAnswer: (answer: 'let_in' | 'turned_away') => void }

/** Each as wide as a thumb's reach allows. */
export function AmberAnswers({ onAnswer }: AmberAnswersProps) {
  return (
    <div className="pointer-events-auto grid grid-cols-2 gap-3">
      <AnswerButton
        className="bg-verdict-red text-on-verdict-red"
        icon={<X aria-hidden className="size-9 short:size-7" strokeWidth={3} />}
        label={m.door_answer_refuse()}
        onClick={() => onAnswer('turned_away')}
      />
      <AnswerButton
        className="bg-verdict-green text-on-verdict-green"
        icon={<Check aria-hidden className="size-9 short:size-7" strokeWidth={3} />}
        label={m.door_answer_let_in()}
        onClick={() => onAnswer('let_in')}
      />
    </div>
  )
}

type AnswerButtonProps = { className: string; icon: ReactNode; label: string; onClick: () => void }

function AnswerButton({ className, icon, label, onClick }: AnswerButtonProps) {
  return (
    <button
      className={`flex min-h-28 flex-col items-center justify-center gap-1 rounded-card border-3 border-black/30 px-2 font-display font-extrabold text-2xl active:brightness-85 short:min-h-20 short:text-xl flat:min-h-16 flat:flex-row flat:gap-3 ${className}`}
      onClick={onClick}
      type="button"
    >
      {icon}
      {label}
    </button>
  )
}

/** Long enough that no pocket and no elbow overrules. */
const HOLD_MS = 700

type RedActionsProps = { about: VerdictShown; onOverrule: (about: VerdictShown) => void }

export function RedActions({ about, onOverrule }: RedActionsProps) {
  const offered = about.direction === 'in' && isOverridable(about.verdict)
  return (
    <div className="flex min-h-12 items-center justify-center gap-4 text-base">
      <span>{m.door_tap_on()}</span>
      {offered && <HoldButton onHeld={() => onOverrule(about)} />}
    </div>
  )
}

/** By touch it must be held; a keyboard or a screen reader presses it. */
function HoldButton({ onHeld }: { onHeld: () => void }) {
  const [held, setHeld] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const letGo = () => {
    clearTimeout(timer.current)
    setHeld(false)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <button
      className="pointer-events-auto relative flex min-h-12 touch-none select-none items-center gap-2 overflow-hidden rounded-full border-2 border-current px-4 font-semibold"
      onClick={(click) => click.detail === 0 && onHeld()}
      onContextMenu={(menu) => menu.preventDefault()}
      onPointerCancel={letGo}
      onPointerDown={() => {
        setHeld(true)
        timer.current = setTimeout(onHeld, HOLD_MS)
      }}
      onPointerLeave={letGo}
      onPointerUp={letGo}
      type="button"
    >
      <span
        aria-hidden
        className={`absolute inset-0 origin-left bg-black/35 ${held ? 'scale-x-100 transition-transform duration-700 ease-linear' : 'scale-x-0'}`}
      />
      <KeyRound aria-hidden className="relative size-5" />
      <span className="relative">{m.door_overrule_hold()}</span>
    </button>
  )
}
