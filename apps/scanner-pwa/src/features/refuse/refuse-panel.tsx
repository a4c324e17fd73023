// A refusal by hand: one tap says why, and that it is kept; another cause takes a few words.
import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import { REFUSAL_CAUSES, type RefusalCause } from '@maguey/wire/door-acts/refusal'
import {
  Ban,
  IdCard,
  type LucideIcon,
  Martini,
  ShieldX,
  Shirt,
  UserRoundX,
  UsersRound,
} from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { createOneTap } from '#shared/one-tap.ts'

const WORDS: Record<RefusalCause, () => string> = {
  no_id: m.door_refusal_no_id,
  under_age: m.door_refusal_under_age,
  intoxicated: m.door_refusal_intoxicated,
  dress: m.door_refusal_dress,
  banned: m.door_refusal_banned,
  full: m.door_refusal_full,
  other: m.door_refusal_other,
}

const ICONS: Record<RefusalCause, LucideIcon> = {
  no_id: IdCard,
  under_age: UserRoundX,
  intoxicated: Martini,
  dress: Shirt,
  banned: ShieldX,
  full: UsersRound,
  other: Ban,
}

type RefusePanelProps = {
  /** Resolves to whether it is stored. */
  onRefuse: (refusal: { cause: RefusalCause; words: string }) => Promise<boolean>
}

export function RefusePanel({ onRefuse }: RefusePanelProps) {
  const [outcome, setOutcome] = useState<{ kept: RefusalCause } | 'failed'>()
  const [other, setOther] = useState(false)
  const [oneTap] = useState(createOneTap)
  const keep = (cause: RefusalCause, words: string) =>
    oneTap(async () => {
      const kept = await onRefuse({ cause, words })
      setOutcome(kept ? { kept: cause } : 'failed')
      setOther(false)
    })
  return (
    <div className="flex flex-col gap-4 pt-1">
      <div aria-live="polite">
        {outcome === 'failed' && <Notice title={m.door_refuse_failed()} tone="danger" />}
        {outcome !== undefined && outcome !== 'failed' && (
          <Notice title={m.door_refuse_kept({ cause: WORDS[outcome.kept]() })} />
        )}
      </div>
      <div className="grid grid-cols-2 gap-3 flat:grid-cols-3" data-testid="refusal-causes">
        {REFUSAL_CAUSES.map((cause) => (
          <CauseButton
            cause={cause}
            key={cause}
            onClick={() => (cause === 'other' ? setOther(true) : hear(keep(cause, '')))}
          />
        ))}
      </div>
      {other && <OtherCause onWords={(words) => hear(keep('other', words))} />}
    </div>
  )
}

function CauseButton({ cause, onClick }: { cause: RefusalCause; onClick: () => void }) {
  const Icon = ICONS[cause]
  return (
    <button
      className="flex min-h-20 flex-col items-start justify-center gap-1.5 rounded-card border border-line bg-raised px-3 py-2 text-left font-semibold text-[clamp(1rem,4.6vw,1.125rem)] leading-snug active:bg-line short:min-h-16 flat:flex-row flat:items-center flat:justify-start flat:gap-3 flat:px-4 flat:py-0"
      onClick={onClick}
      type="button"
    >
      <Icon aria-hidden className="size-7 shrink-0 text-agave" />
      <span className="min-w-0 max-w-full break-words">{WORDS[cause]()}</span>
    </button>
  )
}

function OtherCause({ onWords }: { onWords: (words: string) => void }) {
  const [words, setWords] = useState('')
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(form) => {
        form.preventDefault()
        onWords(words.trim())
      }}
    >
      <TextField
        autoComplete="off"
        autoFocus
        label={m.door_refuse_words()}
        maxLength={200}
        name="words"
        onChange={(change) => setWords(change.target.value)}
        value={words}
      />
      <Button disabled={words.trim() === ''} type="submit">
        {m.door_refuse_keep()}
      </Button>
    </form>
  )
}
