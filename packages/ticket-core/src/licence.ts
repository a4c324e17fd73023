// What the PDF417 on the back of a US or Canadian driving licence or ID card says of its holder: AAMVA's DL/ID Card Design
// Standard, versions 1 (2000) to 10 (2020). Only names, birth date and expiry are read; the rest isn't even parsed.
import type { ShownName } from './name-keys.ts'

export type Licence = {
  readonly name: ShownName
  /** YYYY-MM-DD. */
  readonly born: string
  /** YYYY-MM-DD; null if the card says none. */
  readonly expires: string | null
}

export type LicenceText =
  | { readonly ok: true; readonly licence: Licence }
  /** `not_a_licence`: some other code. `unreadable`: a licence without a birth date or a name that can be read. */
  | { readonly ok: false; readonly code: 'not_a_licence' | 'unreadable' }

/** "@", separators, then who wrote it and the issuer's number (annex D.12.3). "AAMVA" is what cards of 1999 say. */
const HEADER = /^@?\s*(?:ANSI |AAMVA)\d{6}/

/** Never throws, whatever was read. */
export function readLicence(text: string): LicenceText {
  if (!HEADER.test(text.replace(/\p{Cc}/gu, ' ').slice(0, 40))) {
    return { ok: false, code: 'not_a_licence' }
  }
  const elements = elementsOf(text)
  const born = dayOf(elements.get('DBB'))
  const name = nameOf(elements)
  if (born === null || name === null) return { ok: false, code: 'unreadable' }
  const expires = dayOf(elements.get('DBA'))
  return { ok: true, licence: { name: 'line' in name ? name : { ...name, born }, born, expires } }
}

/** The first of each; what is empty, or says that it is unknown or unavailable, is none. */
function elementsOf(text: string): ReadonlyMap<string, string> {
  const elements = new Map<string, string>()
  for (const line of text.split(/\p{Cc}+/u)) {
    // The first element follows the header and the name of its subfile on the same line.
    const [, id = '', value = ''] = /(?:^|(?:DL|ID))(D[A-Z]{2})(.*)$/.exec(line) ?? []
    const said = value.trim()
    if (id !== '' && !/^(|NONE|UNK|UNAVL|UNAVAIL)$/.test(said) && !elements.has(id)) {
      elements.set(id, said)
    }
  }
  return elements
}

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Version 1 and Canada write CCYYMMDD, the United States from version 2 on MMDDCCYY. No text is a day in both, as a
 * century is no month.
 */
function dayOf(text: string | undefined): string | null {
  const digits = text?.replace(/[-/]/g, '') ?? ''
  if (!/^\d{8}$/.test(digits)) return null
  const yearFirst = /^(?:19|20)/.test(digits)
  const year = yearFirst ? digits.slice(0, 4) : digits.slice(4)
  const [month, day] = yearFirst
    ? [digits.slice(4, 6), digits.slice(6)]
    : [digits.slice(0, 2), digits.slice(2, 4)]
  const days = MONTH_DAYS[Number(month) - 1] ?? 0
  if (!/^(?:19|20)/.test(year) || Number(day) < 1 || Number(day) > days) return null
  return `${year}-${month}-${day}`
}

/** From version 2 on the parts stand apart; before, often in one, the surname first. */
function nameOf(
  elements: ReadonlyMap<string, string>,
): { line: string } | { given: string; family: string } | null {
  const family = elements.get('DCS') ?? elements.get('DAB')
  const given = [elements.get('DAC') ?? elements.get('DCT'), elements.get('DAD')]
    .filter((part) => part !== undefined)
    .join(' ')
  if (family !== undefined && given !== '') return { given, family }
  const whole = elements.get('DAA')
  if (whole === undefined) return family === undefined ? null : { line: family }
  const [first = '', ...others] = whole.split(/[,@$]/).map((part) => part.trim())
  return others.length > 0 && others[0] !== ''
    ? { given: others.slice(0, 2).join(' '), family: first }
    : { line: whole }
}

export type AgeRule = 'age' | 'expired'
export type AgeAnswer = { readonly passed: boolean; readonly rule: AgeRule }

/**
 * Whether the holder is of age on this day of the venue (YYYY-MM-DD): somebody born on 29 February is a year older on
 * 1 March. An expired card proves nothing.
 */
export function ageAnswer({ born, expires }: Licence, minAge: number, today: string): AgeAnswer {
  if (expires !== null && expires < today) return { passed: false, rule: 'expired' }
  const birthday = `${String(Number(born.slice(0, 4)) + minAge).padStart(4, '0')}${born.slice(4)}`
  return { passed: birthday <= today, rule: 'age' }
}
