// What every part of a list's card is given.
import type { GuestList } from '@maguey/wire/guest-lists'
import type { PromoterKey } from '#shared/api/promoter-api.ts'

export type ListOf = {
  list: GuestList
  of: PromoterKey
  /** Asks for the page again. */
  ask: () => Promise<void>
}
