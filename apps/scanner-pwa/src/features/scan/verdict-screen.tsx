// The verdict, full-screen: colour, icon, one word legible from two metres, then who, why and what to do.
import type { Verdict, VerdictColour } from '@maguey/ticket-core/verdict'
import { verdictLook, verdictText } from '@maguey/ticket-core/verdict-text'
import { DatabaseZap, Hourglass, UserRoundCheck } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import { m } from '#messages'
import { clockTime } from '#shared/format/clock-time.ts'
import { currentLocale } from '#shared/locale.ts'
import type { ShownScan } from './scan-pipeline.ts'
import { VerdictIcon } from './verdict-icon.tsx'

/** `quiet` is not a verdict: it accuses nobody and admits nobody. */
type Look = VerdictColour | 'quiet'

const COLOURS: Record<Look, string> = {
  quiet: 'bg-raised text-ink',
  green: 'bg-verdict-green text-on-verdict-green',
  amber: 'bg-verdict-amber text-on-verdict-amber',
  red: 'bg-verdict-red text-on-verdict-red',
}

type JustAdmittedScan = Extract<ShownScan, { kind: 'just_admitted' }>

type VerdictScreenProps = { shown: ShownScan; onDismiss: () => void }

export function VerdictScreen({ shown, onDismiss }: VerdictScreenProps) {
  if (shown.kind === 'storage_failed') {
    return <StorageFailure onDismiss={onDismiss} reason={shown.reason} />
  }
  if (shown.kind === 'no_list') return <ListMissing onDismiss={onDismiss} />
  if (shown.kind === 'just_admitted') return <JustAdmitted onDismiss={onDismiss} shown={shown} />
  const { verdict, event, atMs, scanId, asking = false } = shown
  const { timeZone } = event
  const formatTime = (ms: number) => clockTime(ms, timeZone)
  const options = { locale: currentLocale(), timeZone, nowMs: atMs, formatTime }
  const { word, cause, nextStep } = verdictText(verdict, options)
  const look = verdictLook(verdict.code)
  return (
    <VerdictFrame
      attributes={{
        'data-testid': 'verdict',
        'data-verdict': verdict.code,
        'data-colour': look.colour,
        'data-scan-id': scanId,
      }}
      cause={cause}
      colour={look.colour}
      icon={<VerdictIcon className="size-full" name={look.icon} />}
      key={scanId}
      nextStep={asking ? m.door_asking() : nextStep}
      onDismiss={onDismiss}
      who={whoLine(verdict, cause)}
      word={word}
    />
  )
}

/** Name, type and the end of the id, unless the cause already shows them. */
function whoLine(verdict: Verdict, cause: string): string {
  if (!('ticketId' in verdict)) return ''
  const names = 'guestName' in verdict ? [verdict.guestName, verdict.typeName] : []
  const unsaid = names.filter((name) => name !== null && !cause.includes(name))
  return [...unsaid, verdict.ticketId.split('-').at(-1)].join(' · ')
}

/** Quiet: the guest is known, nothing is wrong, and nobody else gets in on this. */
function JustAdmitted({ shown, onDismiss }: { shown: JustAdmittedScan; onDismiss: () => void }) {
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
      who={whoLine(verdict, '')}
      word={m.door_just_admitted_word()}
    />
  )
}

function ListMissing({ onDismiss }: { onDismiss: () => void }) {
  return (
    <VerdictFrame
      attributes={{ 'data-testid': 'no-list' }}
      cause={m.door_nolist_title()}
      colour="amber"
      icon={<Hourglass aria-hidden className="size-full" />}
      nextStep={m.door_nolist_body()}
      onDismiss={onDismiss}
      who=""
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
      who={m.door_storage_reason({ reason })}
      word={m.door_storage_word()}
    />
  )
}

type VerdictFrameProps = {
  attributes: Record<`data-${string}`, string>
  colour: Look
  icon: ReactNode
  word: string
  cause: string
  who: string
  nextStep: string
  onDismiss: () => void
}

/** The share of the screen's width that a letter may take: a word is as wide as the screen allows. */
const letterSize = (word: string) => ({ '--letters': `${Math.round(134 / word.length)}vw` })

function VerdictFrame(props: VerdictFrameProps) {
  const { colour, icon, word, cause, who, nextStep, attributes } = props
  return (
    <div {...attributes} className="fixed inset-0 z-60" role="alert">
      <button
        className={`verdict-in flex size-full flex-col items-center px-6 pt-[max(2rem,env(safe-area-inset-top))] pb-[max(1.5rem,env(safe-area-inset-bottom))] text-center short:px-4 short:pt-4 short:pb-3 ${COLOURS[colour]}`}
        onClick={props.onDismiss}
        style={letterSize(word) as CSSProperties}
        type="button"
      >
        <span className="flex flex-1 flex-col items-center justify-center flat:w-full flat:flex-row flat:gap-8">
          <span className="flex flex-col items-center flat:flex-1">
            <span className="block size-[min(40vw,24vh)] short:size-[min(28vw,17vh)] flat:size-[24vh]">
              {icon}
            </span>
            <span className="mt-4 block font-display font-extrabold text-[length:min(30vw,var(--letters),12rem)] leading-none tracking-tight short:mt-2 flat:text-[length:min(14vw,calc(var(--letters)*0.46),28vh)]">
              {word}
            </span>
          </span>
          <span className="block flat:flex-1">
            <span className="mt-6 block max-w-md text-balance font-bold text-[1.75rem] leading-snug short:mt-3 short:text-2xl">
              {cause}
            </span>
            {who !== '' && (
              <span className="mt-2 block text-lg opacity-90 short:text-base">{who}</span>
            )}
          </span>
        </span>
        <span className="block w-full max-w-md rounded-card bg-black/25 px-5 py-4 font-semibold text-xl short:py-2.5 short:text-lg flat:max-w-3xl">
          {nextStep}
        </span>
        {/* Green and amber disappear by themselves; red must be dismissed. The line takes its space in all of them. */}
        <span
          className={`mt-3 block text-base short:mt-1.5 ${colour === 'red' ? 'opacity-90' : 'invisible'}`}
        >
          {m.door_tap_on()}
        </span>
      </button>
    </div>
  )
}
