// The verdict, full-screen, and the other answers to a code: just admitted, taken back, no list, not stored.
import type { VerdictCode } from '@maguey/ticket-core/verdict'
import { verdictLook, verdictText, verdictWord } from '@maguey/ticket-core/verdict-text'
import { DatabaseZap, Hourglass, RotateCcw, UserRoundCheck } from 'lucide-react'
import { m } from '#messages'
import { clockTime } from '#shared/format/clock-time.ts'
import { currentLocale } from '#shared/locale.ts'
import type { VerdictShown } from './scan-mark.ts'
import type { ShownScan } from './scan-pipeline.ts'
import { AmberAnswers, RedActions } from './verdict-actions.tsx'
import { VerdictFrame } from './verdict-frame.tsx'
import { VerdictIcon } from './verdict-icon.tsx'
import { nameLine, typeOf } from './who-lines.tsx'

export type VerdictScreenProps = {
  shown: ShownScan
  onDismiss: () => void
  /** The doorman's answer to an amber. */
  onAnswer: (answer: 'let_in' | 'turned_away', about: VerdictShown) => void
  /** A manager wants to overrule this red. */
  onOverrule: (about: VerdictShown) => void
}

export function VerdictScreen(props: VerdictScreenProps) {
  const { shown, onDismiss } = props
  switch (shown.kind) {
    case 'storage_failed':
      return <StorageFailure onDismiss={onDismiss} reason={shown.reason} />
    case 'no_list':
      return <ListMissing onDismiss={onDismiss} />
    case 'just_admitted':
      return <JustAdmitted onDismiss={onDismiss} shown={shown} />
    case 'undone':
      return <Undone onDismiss={onDismiss} shown={shown} />
    case 'let_in':
      return <LetIn onDismiss={onDismiss} shown={shown} />
    case 'turned_away':
      return null
    case 'verdict':
      return <VerdictOf {...props} shown={shown} />
  }
}

/** Where the word and the chip say all that a doorman needs. */
const SAYS_IT_ALL: readonly VerdictCode[] = ['admit', 'exit']

function VerdictOf({ shown, onDismiss, onAnswer, onOverrule }: Of<VerdictShown>) {
  const { verdict, event, atMs, scanId, direction, asking = false } = shown
  const { timeZone } = event
  const formatTime = (ms: number) => clockTime(ms, timeZone)
  const options = { locale: currentLocale(), timeZone, nowMs: atMs, formatTime }
  const { word, cause, nextStep } = verdictText(verdict, options)
  const look = verdictLook(verdict.code)
  const green = look.colour === 'green'
  const waits = look.colour === 'amber' && direction === 'in'
  return (
    <VerdictFrame
      attributes={{
        'data-testid': 'verdict',
        'data-verdict': verdict.code,
        'data-colour': look.colour,
        'data-scan-id': scanId,
      }}
      cause={SAYS_IT_ALL.includes(verdict.code) ? '' : cause}
      colour={look.colour}
      icon={<VerdictIcon className="size-full" name={look.icon} />}
      key={scanId}
      nextStep={asking ? m.door_asking() : green ? '' : nextStep}
      onDismiss={waits ? undefined : onDismiss}
      type={typeOf(verdict)}
      who={nameLine(verdict)}
      word={word}
    >
      {waits && <AmberAnswers onAnswer={(answer) => onAnswer(answer, shown)} />}
      {look.colour === 'red' && <RedActions about={shown} onOverrule={onOverrule} />}
    </VerdictFrame>
  )
}

type Of<Shown> = Omit<VerdictScreenProps, 'shown'> & { shown: Shown }
type ShownKind<Kind extends ShownScan['kind']> = {
  shown: Extract<ShownScan, { kind: Kind }>
  onDismiss: () => void
}

/** The doorman's own yes: as green as any other. */
function LetIn({ shown, onDismiss }: ShownKind<'let_in'>) {
  const { verdict, scanId } = shown
  return (
    <VerdictFrame
      attributes={{ 'data-testid': 'let-in', 'data-scan-id': scanId }}
      cause={m.door_verdict_let_in()}
      colour="green"
      icon={<VerdictIcon className="size-full" name="hand" />}
      key={scanId}
      nextStep=""
      onDismiss={onDismiss}
      type={typeOf(verdict)}
      who={nameLine(verdict)}
      word={verdictWord('green', currentLocale())}
    />
  )
}

/** Quiet: the guest is known, nothing is wrong, and nobody else gets in on this. */
function JustAdmitted({ shown, onDismiss }: ShownKind<'just_admitted'>) {
  const { verdict, admitted, atMs } = shown
  const seconds = Math.max(1, Math.round((atMs - admitted.scannedAtMs) / 1_000))
  return (
    <VerdictFrame
      attributes={{ 'data-testid': 'just-admitted', 'data-scan-id': admitted.id }}
      cause={m.door_just_admitted_cause({ seconds })}
      colour="quiet"
      icon={<UserRoundCheck aria-hidden className="size-full" />}
      nextStep={m.door_just_admitted_next()}
      onDismiss={onDismiss}
      type={typeOf(verdict)}
      who={nameLine(verdict)}
      word={m.door_just_admitted_word()}
    />
  )
}

function Undone({ shown, onDismiss }: ShownKind<'undone'>) {
  return (
    <VerdictFrame
      attributes={{ 'data-testid': 'undone', 'data-scan-id': shown.scanId }}
      cause={m.door_undone_cause()}
      colour="quiet"
      icon={<RotateCcw aria-hidden className="size-full" />}
      nextStep={m.door_undone_next()}
      onDismiss={onDismiss}
      type={typeOf(shown.verdict)}
      who={nameLine(shown.verdict)}
      word={m.door_undone_word()}
    />
  )
}

const NOBODY = { name: '', rest: '' }

function ListMissing({ onDismiss }: { onDismiss: () => void }) {
  return (
    <VerdictFrame
      attributes={{ 'data-testid': 'no-list' }}
      cause={m.door_nolist_title()}
      colour="amber"
      icon={<Hourglass aria-hidden className="size-full" />}
      nextStep={m.door_nolist_body()}
      onDismiss={onDismiss}
      type={null}
      who={NOBODY}
      word={m.door_nolist_word()}
    />
  )
}

function StorageFailure({ reason, onDismiss }: { reason: string; onDismiss: () => void }) {
  return (
    <VerdictFrame
      attributes={{ 'data-testid': 'storage-failed' }}
      cause={m.door_storage_title()}
      colour="red"
      icon={<DatabaseZap aria-hidden className="size-full" />}
      nextStep={m.door_storage_body()}
      onDismiss={onDismiss}
      type={null}
      who={{ name: '', rest: m.door_storage_reason({ reason }) }}
      word={m.door_storage_word()}
    >
      <p className="text-base">{m.door_tap_on()}</p>
    </VerdictFrame>
  )
}
