// A licence that was read, as yes or no for the night's age and the house list. Nothing else of it leaves this function.
import { type AgeRule, ageAnswer, readLicence } from '@maguey/ticket-core/licence'
import type { BanMatch, ShownName } from '@maguey/ticket-core/name-keys'

export type LicenceCheck =
  | { kind: 'not_a_licence' }
  /** A licence, but without what is needed: check it by eye. */
  | { kind: 'unreadable' }
  | { kind: 'checked'; passed: boolean; rule: AgeRule | 'house_list'; matches: readonly BanMatch[] }

type CheckOptions = {
  minAge: number
  /** The day at the venue: YYYY-MM-DD. */
  today: string
  bansLike: (name: ShownName) => readonly BanMatch[]
}

/** Somebody with the same name and another birth date is somebody else. */
export function checkLicence(
  text: string,
  { minAge, today, bansLike }: CheckOptions,
): LicenceCheck {
  const read = readLicence(text)
  if (!read.ok) return { kind: read.code }
  const age = ageAnswer(read.licence, minAge, today)
  const matches = bansLike(read.licence.name).filter(({ born }) => born !== 'other')
  if (age.passed && matches.length > 0) {
    return { kind: 'checked', passed: false, rule: 'house_list', matches }
  }
  return { kind: 'checked', ...age, matches }
}

/** The calendar day in a time zone: YYYY-MM-DD. */
export function dayAt(nowMs: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
  })
  return format.format(nowMs)
}
