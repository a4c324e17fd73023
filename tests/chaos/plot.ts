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

export type Story = {
  /** Few seats and many who wait for them: what the waiting list does takes a sold-out night, several people and time. */
  readonly crowded: boolean
  readonly nights: readonly Night[]
  readonly purchases: Purchase[]
  readonly offered: Offered[]
  readonly cancelled: Set<string>
}
