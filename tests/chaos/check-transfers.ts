// Tickets that changed hands, after a history: one stands where one stood, and only an accepted offer made another.
import type { World } from './world.ts'

type Transfer = {
  id: string
  accepted: boolean
  taken_back: boolean
  /** The offered ticket's. */
  status: string
  replaced_by: string | null
  /** Tickets that the recipient has. */
  held: string[]
}

export async function checkTransfers(world: World): Promise<string[]> {
  const transfers = await world.database.sql()<Transfer[]>`
    select x.id, x.accepted_at is not null as accepted, x.taken_back_at is not null as taken_back, t.status, v.replaced_by,
      array(select k.ticket_id::text from public.tickets k where k.transfer_id = x.id) as held
    from public.ticket_transfers x join public.tickets t on t.ticket_id = x.ticket_id
    left join public.ticket_voids v on v.ticket_id = x.ticket_id order by x.id`
  return transfers.flatMap((transfer) =>
    RULES.filter(([, broken]) => broken(transfer)).map(
      ([what]) => `transfer ${transfer.id.slice(0, 8)} ${what}`,
    ),
  )
}

const RULES: readonly [string, (transfer: Transfer) => boolean][] = [
  ['was both accepted and taken back', ({ accepted, taken_back }) => accepted && taken_back],
  [
    'was accepted and made no ticket, or several',
    ({ accepted, held }) => accepted && held.length !== 1,
  ],
  ['was never accepted and made a ticket', ({ accepted, held }) => !accepted && held.length > 0],
  [
    'was accepted, and its old code still opens the door',
    ({ accepted, status }) => accepted && status === 'issued',
  ],
  [
    'has a ticket that stands for no other',
    ({ accepted, replaced_by, held }) => accepted && replaced_by !== held[0],
  ],
]
