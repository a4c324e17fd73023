// Bugs of issue 6 that were mended, each as the change of a SQL function that puts it back: what chaos must be able to find.
import type { ChaosDatabase } from './chaos-database.ts'

export type Bug = {
  readonly name: string
  /** Of the function that is changed, with its schema. */
  readonly routine: string
  readonly right: string
  readonly wrong: string
}

export const BUGS: readonly Bug[] = [
  {
    name: 'a pending or failed refund counts as returned',
    routine: 'internal.money_of_order',
    right: "coalesce(sum(r.amount) filter (where r.status = 'succeeded'), 0) as succeeded",
    wrong: 'coalesce(sum(r.amount), 0) as succeeded',
  },
  {
    name: 'a cancelled night goes on selling',
    routine: 'internal.settle_order',
    right: "select e.status = 'cancelled' into v_cancelled",
    wrong: 'select false into v_cancelled',
  },
  {
    name: 'a paid order whose hold lapsed is never found by asking',
    routine: 'public.orders_to_reconcile',
    right: 'where o.stripe_checkout_session_id is not null and o.session_ended_at is null',
    wrong:
      "where o.status = 'pending' and o.stripe_checkout_session_id is not null and o.session_ended_at is null",
  },
  {
    name: 'a partial refund of a late order cancels the rest that is owed',
    routine: 'internal.owe_refunds',
    right: 'm.mismatch is null and d.due > 0',
    wrong: 'm.mismatch is null and d.due > 0 and m.returned = 0',
  },
]

/** @returns what takes it out again */
export async function putBack(
  database: ChaosDatabase,
  { routine, right, wrong }: Bug,
): Promise<() => Promise<void>> {
  const [row] = await database.sql()`
    select pg_get_functiondef(${routine}::regproc) as definition`
  const mended = String(row?.definition)
  if (mended.split(right).length !== 2) throw new Error(`${routine} no longer says: ${right}`)
  await database.alter(mended.replace(right, () => wrong))
  return () => database.alter(mended)
}
