// The state of a story so far.
import type { Night } from './night.ts'

export type Purchase = {
  readonly orderId: string
  readonly token: string
  readonly session: string | null
}

export type Story = {
  readonly nights: readonly Night[]
  readonly purchases: Purchase[]
  readonly cancelled: Set<string>
}
