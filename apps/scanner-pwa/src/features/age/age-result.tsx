// What an age check came to, in a word that is read from two metres. Nothing on it says anything about the guest but that.
import { CircleCheck, CircleHelp, CircleX, type LucideIcon } from 'lucide-react'
import { m } from '#messages'
import { BanDetail } from '#shared/house-list/ban-detail.tsx'
import type { AgeShown } from './use-ages.ts'

type Look = { colour: string; icon: LucideIcon; word: string; note: string }

const GREEN = 'bg-verdict-green text-on-verdict-green'
const AMBER = 'bg-verdict-amber text-on-verdict-amber'
const RED = 'bg-verdict-red text-on-verdict-red'

function lookOf({ answer }: AgeShown, age: number): Look {
  const ask = { colour: AMBER, icon: CircleHelp, word: m.age_ask() }
  switch (answer) {
    case 'of_age':
      return { colour: GREEN, icon: CircleCheck, word: m.age_yes({ age }), note: m.age_noted() }
    case 'under_age':
      return { colour: RED, icon: CircleX, word: m.age_no({ age }), note: m.age_no_note() }
    case 'expired':
      return { ...ask, note: m.age_expired() }
    case 'ask':
      return { ...ask, note: m.age_ask_note() }
    case 'unreadable':
      return { ...ask, note: m.age_unreadable() }
    case 'not_stored':
      return { colour: RED, icon: CircleX, word: m.age_not_stored(), note: m.age_not_stored_note() }
  }
}

type AgeResultProps = { shown: AgeShown; minAge: number; onClear: () => void }

export function AgeResult({ shown, minAge, onClear }: AgeResultProps) {
  const { colour, icon: Icon, word, note } = lookOf(shown, minAge)
  return (
    <div
      className="w-full max-w-md"
      data-answer={shown.answer}
      data-testid="age-result"
      role="alert"
    >
      <button
        className={`verdict-in flex w-full flex-col items-center gap-3 rounded-card px-6 py-8 text-center ${colour}`}
        onClick={onClear}
        type="button"
      >
        <Icon aria-hidden className="size-20" strokeWidth={1.75} />
        <span className="font-display font-extrabold text-5xl leading-none">{word}</span>
        <span className="text-balance font-semibold text-lg">{note}</span>
      </button>
      {shown.matches.length > 0 && <BanDetail matches={shown.matches} />}
    </div>
  )
}
