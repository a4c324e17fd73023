// What every page of the back office may ask about: who looks, at which night, and what waits for a person.
import type { ManagerEvent } from '@maguey/wire/manager-events'
import type { StaffMe } from '@maguey/wire/staff'
import { createContext, useContext } from 'react'

/** What a page may count beside its name in the navigation. */
export type Badge = 'needs_person'

export type Office = {
  me: StaffMe
  email: string
  nights: ManagerEvent[]
  /** The night that is looked at; null while there is none. */
  night: ManagerEvent | null
  chooseNight: (night: ManagerEvent) => void
  /** After a night was made or changed. */
  reloadNights: () => void
  /** How many wait, by badge; absent is none. */
  badges: Partial<Record<Badge, number>>
  /** After something that waited was dealt with. */
  refreshBadges: () => void
  /** The server no longer knows this session: back to the sign-in. */
  onSessionExpired: () => void
  onLeave: () => void
}

export const OfficeContext = createContext<Office | null>(null)

export function useOffice(): Office {
  const office = useContext(OfficeContext)
  if (office === null) throw new Error('useOffice outside of the office')
  return office
}
