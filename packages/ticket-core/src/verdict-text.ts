// What the door's screen says for a verdict: colour, icon, one word, the cause and what to do next, in English and Spanish.
import type { Verdict, VerdictCode, VerdictColour } from './verdict.ts'
import type { Sentence, Sentences, Told } from './verdict-sentences.ts'
import { sentencesEn } from './verdict-sentences-en.ts'
import { sentencesEs } from './verdict-sentences-es.ts'

export type VerdictIcon =
  | 'check'
  | 'check-return'
  | 'check-new'
  | 'exit'
  | 'shield'
  | 'question'
  | 'repeat'
  | 'calendar'
  | 'signpost'
  | 'refund'
  | 'ban'
  | 'clock'
  | 'forgery'
  | 'keyboard'
  | 'no-ticket'
  | 'no-match'
  | 'phone-off'

/** Colour and icon; every cause has an icon of its own, because colour is never the only sign. */
export type VerdictLook = { readonly colour: VerdictColour; readonly icon: VerdictIcon }

/** `word` is read at two metres, `cause` at arm's length, `nextStep` says what to do. */
export type VerdictText = { readonly word: string } & Sentence

export type VerdictTextOptions = {
  readonly locale: 'en' | 'es'
  /** IANA zone of the venue. */
  readonly timeZone: string
  /** Corrected Unix milliseconds; says how long ago an entry was. */
  readonly nowMs: number
  /** Writes an instant as the door should read it; by default hours and minutes in `timeZone`. */
  readonly formatTime?: (atMs: number) => string
}

const LOOKS: { readonly [Code in VerdictCode]: VerdictLook } = {
  admit: { colour: 'green', icon: 'check' },
  readmit: { colour: 'green', icon: 'check-return' },
  admit_unsynced: { colour: 'green', icon: 'check-new' },
  exit: { colour: 'green', icon: 'exit' },
  override: { colour: 'green', icon: 'shield' },
  unverified: { colour: 'amber', icon: 'question' },
  already_used: { colour: 'red', icon: 'repeat' },
  wrong_event: { colour: 'red', icon: 'calendar' },
  wrong_gate: { colour: 'red', icon: 'signpost' },
  refunded: { colour: 'red', icon: 'refund' },
  void: { colour: 'red', icon: 'ban' },
  not_yet_valid: { colour: 'red', icon: 'clock' },
  expired: { colour: 'red', icon: 'clock' },
  forged: { colour: 'red', icon: 'forgery' },
  mistyped: { colour: 'red', icon: 'keyboard' },
  not_a_ticket: { colour: 'red', icon: 'no-ticket' },
  unknown_ticket: { colour: 'red', icon: 'no-match' },
  revoked_device: { colour: 'red', icon: 'phone-off' },
}

const WORDS = {
  en: { green: 'ADMIT', amber: 'ASK', red: 'STOP', exit: 'EXIT' },
  es: { green: 'PASA', amber: 'PREGUNTA', red: 'ALTO', exit: 'SALE' },
} as const

const SENTENCES: { readonly en: Sentences; readonly es: Sentences } = {
  en: sentencesEn,
  es: sentencesEs,
}

/** Colour and icon of a verdict, also for scans of which only the code was kept. */
export function verdictLook(code: VerdictCode): VerdictLook {
  return LOOKS[code]
}

/** The three texts of a verdict. */
export function verdictText(verdict: Verdict, options: VerdictTextOptions): VerdictText {
  const { locale, nowMs, timeZone } = options
  const word = WORDS[locale][verdict.code === 'exit' ? 'exit' : verdict.colour]
  const formatTime = options.formatTime ?? hoursAndMinutes(locale, timeZone)
  return { word, ...sentenceOf(SENTENCES[locale], verdict, { nowMs, formatTime }) }
}

function sentenceOf<Code extends VerdictCode>(
  sentences: Sentences,
  verdict: Extract<Verdict, { readonly code: Code }>,
  told: Told,
): Sentence {
  const tell = sentences[verdict.code as Code] as (
    verdict: Extract<Verdict, { readonly code: Code }>,
    told: Told,
  ) => Sentence
  return tell(verdict, told)
}

function hoursAndMinutes(locale: 'en' | 'es', timeZone: string): (atMs: number) => string {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (atMs) => format.format(atMs)
}
