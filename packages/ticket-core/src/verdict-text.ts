// What the door's screen says for a verdict: colour, icon, one word, the cause and what to do next, in English and Spanish.
import {
  type ScanCode,
  type Verdict,
  type VerdictCode,
  type VerdictColour,
  verdictColour,
} from './verdict.ts'
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
  | 'hand'
  | 'turned-away'
  | 'undo'

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

const ICONS: { readonly [Code in ScanCode]: VerdictIcon } = {
  admit: 'check',
  readmit: 'check-return',
  admit_unsynced: 'check-new',
  exit: 'exit',
  override: 'shield',
  unverified: 'question',
  already_used: 'repeat',
  wrong_event: 'calendar',
  wrong_gate: 'signpost',
  refunded: 'refund',
  void: 'ban',
  not_yet_valid: 'clock',
  expired: 'clock',
  forged: 'forgery',
  mistyped: 'keyboard',
  not_a_ticket: 'no-ticket',
  unknown_ticket: 'no-match',
  revoked_device: 'phone-off',
  let_in: 'hand',
  turned_away: 'turned-away',
  undo: 'undo',
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
export function verdictLook(code: ScanCode): VerdictLook {
  return { colour: verdictColour(code), icon: ICONS[code] }
}

/** The word of a colour, as it is read at two metres. */
export function verdictWord(colour: VerdictColour, locale: 'en' | 'es'): string {
  return WORDS[locale][colour]
}

/** The three texts of a verdict. */
export function verdictText(verdict: Verdict, options: VerdictTextOptions): VerdictText {
  const { locale, nowMs, timeZone } = options
  const word = WORDS[locale][verdict.code === 'exit' ? 'exit' : verdictColour(verdict.code)]
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
