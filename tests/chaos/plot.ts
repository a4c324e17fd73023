// The state of a story so far.
import type { Night } from './night.ts'

export type Purchase = {
  readonly orderId: string
  readonly token: string
  readonly session: string | null
}

/** A ticket that was offered to somebody else, with the keys that both sides have. */
export type Offered = {
  readonly id: string
  readonly token: string
  readonly orderId: string
  readonly orderToken: string
}

export type DoorSale = {
  readonly id: string
  readonly night: Night
  readonly tickets: readonly string[]
  readonly scans: readonly string[]
  readonly cash: boolean
  undone: boolean
  /** When it was heard, all its seats were held by the phone, and the night was on. */
  held: boolean
}

/** Something that a phone has to tell. */
export type Fact = () => Promise<unknown>

export type Door = {
  readonly sales: DoorSale[]
  readonly sold: Set<string>
  /** Not heard yet. */
  readonly queue: Fact[]
}

export const createDoor = (): Door => ({ sales: [], sold: new Set(), queue: [] })

export type Story = {
  /** Few seats and many who wait for them: what the waiting list does takes a sold-out night, several people and time. */
  readonly crowded: boolean
  readonly nights: readonly Night[]
  readonly purchases: Purchase[]
  readonly offered: Offered[]
  readonly cancelled: Set<string>
  readonly door: Door
}
