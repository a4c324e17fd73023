// A ban while it is being typed, and the request made from it.
import { nameWords } from '@maguey/ticket-core/name-words'
import type { Ban, BanWish } from '@maguey/wire/bans'

export type BanDraft = {
  givenNames: string
  familyNames: string
  /** YYYY-MM-DD, as a date field gives it; empty: not known. */
  bornOn: string
  until: string
  reason: string
}

/** The topmost field that keeps the draft from being sent. */
export type BanField = 'given_names' | 'family_names' | 'born_on' | 'until' | 'reason'

/** When it is, and where the club is: its calendar says which day. An absent zone is the device's. */
export type ClubNow = { nowMs: number; timeZone?: string | undefined }

const DAY_MS = 86_400_000
/** A night's date is the day it began, as for the phones: until 6 in the morning the day before is still on. */
const NIGHT_ENDS_MS = 6 * 3_600_000

const dayOf = ({ nowMs, timeZone }: ClubNow): string =>
  new Intl.DateTimeFormat('en-CA', {
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', timeZone },
  }).format(nowMs)

const nightOf = (now: ClubNow): string => dayOf({ ...now, nowMs: now.nowMs - NIGHT_ENDS_MS })

/** A year is what most bans are: an end is proposed, so that none is forgotten. */
export const emptyBan = (now: ClubNow): BanDraft => ({
  ...{ givenNames: '', familyNames: '', bornOn: '', reason: '' },
  until: dayOf({ ...now, nowMs: now.nowMs + 365 * DAY_MS }),
})

export const draftOf = (ban: Ban): BanDraft => ({
  ...{ givenNames: ban.given_names, familyNames: ban.family_names, bornOn: ban.born_on ?? '' },
  ...{ until: ban.until, reason: ban.reason },
})

/** The last day that the database takes: five years from now. */
export const lastUntil = (now: ClubNow): string => {
  const [year = '', ...rest] = dayOf(now).split('-')
  return [Number(year) + 5, ...rest].join('-')
}

export function firstWrong(draft: BanDraft, now: ClubNow): BanField | null {
  if (nameWords(draft.givenNames).length === 0) return 'given_names'
  if (nameWords(draft.familyNames).length === 0) return 'family_names'
  if (draft.bornOn !== '' && (draft.bornOn < '1900-01-01' || draft.bornOn > dayOf(now)))
    return 'born_on'
  if (draft.until < nightOf(now) || draft.until > lastUntil(now)) return 'until'
  return draft.reason.trim() === '' ? 'reason' : null
}

export const wishOf = (draft: BanDraft): BanWish => ({
  given_names: draft.givenNames.trim(),
  family_names: draft.familyNames.trim(),
  born_on: draft.bornOn === '' ? null : draft.bornOn,
  until: draft.until,
  reason: draft.reason.trim(),
})

/** Entries whose name has all the words of a query, or their beginnings, whatever the accents; or the number that a phone shows. */
export function bansLike(bans: readonly Ban[], query: string): readonly Ban[] {
  const numbers = query.match(/\d+/g) ?? []
  const words = nameWords(query)
  if (numbers.length + words.length === 0) return bans
  return bans.filter((ban) => {
    const theirs = nameWords(`${ban.given_names} ${ban.family_names}`)
    return (
      words.every((word) => theirs.some((one) => one.startsWith(word))) &&
      numbers.every((number) => String(ban.number) === number)
    )
  })
}
