// What every page of the back office can ask for: the user, the chosen night, and what is waiting for a person.
import type { ManagerEvent } from '@maguey/wire/manager-events'
import type { StaffMe } from '@maguey/wire/staff'
import { createContext, useContext } from 'react'

/** What a page can count beside its name in the navigation. */
export type Badge = 'needs_person'

export type Office = {
  me: StaffMe
  email: string
  nights: ManagerEvent[]
  /** The chosen night; null if there is none. */
  night: ManagerEvent | null
  chooseNight: (night: ManagerEvent) => void
  /** Call after creating or changing a night. */
  reloadNights: () => void
  /** How many are waiting, by badge; absent means none. */
  badges: Partial<Record<Badge, number>>
  /** Call after dealing with something that was waiting. */
  refreshBadges: () => void
  /** The server no longer accepts this session: back to the sign-in. */
  onSessionExpired: () => void
  onLeave: () => void
}

export const OfficeContext = createContext<Office | null>(null)

export function useOffice(): Office {
  const office = useContext(OfficeContext)
  if (office === null) throw new Error('useOffice outside of the office')
  return office
}
