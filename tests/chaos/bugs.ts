// Fixed bugs of issue 6, each as the change to a SQL function that reintroduces it: chaos must be able to find them.
import type { ChaosDatabase } from './chaos-database.ts'

type Change = {
  /** The function to change, with its schema. */
  readonly routine: string
  readonly right: string
  readonly wrong: string
}

export type Bug = Change & {
  readonly name: string
  /** A later safeguard that mends what the bug does, and that wasn't there then. */
  readonly without?: Change
}

/** Stripe's list of events is not read back. */
const NO_CATCH_UP: Change = {
  routine: 'public.begin_stripe_catch_up',
  right: 'if v_mark.heard_until is null then',
  wrong: 'if true then',
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
    without: NO_CATCH_UP,
  },
  {
    name: 'a partial refund of a late order cancels the rest that is owed',
    routine: 'internal.owe_refunds',
    right: 'm.mismatch is null and d.due > 0',
    wrong: 'm.mismatch is null and d.due > 0 and m.returned = 0',
  },
  {
    name: 'an older word of a dispute overwrites the newer one',
    routine: 'internal.write_dispute',
    right:
      "where (excluded.told_at, excluded.status in ('won', 'lost', 'warning_closed', 'prevented'))",
    wrong:
      "where true or (excluded.told_at, excluded.status in ('won', 'lost', 'warning_closed', 'prevented'))",
  },
  {
    name: 'a lost dispute leaves its tickets valid',
    routine: 'internal.settle_order',
    right: "v_money.dispute is not distinct from 'lost');",
    wrong: 'false);',
  },
  {
    name: 'the same refund is asked for every round, for ever',
    routine: 'internal.write_refund',
    right: "update public.refund_requests q set status = 'sent'",
    wrong: 'update public.refund_requests q set status = q.status',
  },
  {
    name: 'money that fits no order leaves no more than a line in a log',
    routine: 'internal.tell_people',
    right: 'from unnest(p_money) m where m.mismatch is not null and',
    wrong: 'from unnest(p_money) m where m.mismatch is null and false and',
  },
  {
    name: 'a mail is made of what is so now at each attempt, not of what it was at the first',
    routine: 'public.claim_mails',
    right: 'job = coalesce(m.job, ',
    wrong: 'job = coalesce(null::jsonb, ',
  },
  {
    name: 'a partial refund before the payment is lost on the order',
    routine: 'public.record_stripe_event',
    right: "jsonb_array_elements(p_effect -> 'refunds') r (refund);",
    wrong:
      "jsonb_array_elements(p_effect -> 'refunds') r (refund) where exists (select from public.payments p where p.stripe_payment_intent_id = v_intent);",
  },
]

/** @returns a function that removes it again */
export async function putBack(database: ChaosDatabase, bug: Bug): Promise<() => Promise<void>> {
  const changes = bug.without === undefined ? [bug] : [bug, bug.without]
  const mended: string[] = []
  for (const { routine, right, wrong } of changes) {
    const [row] = await database.sql()`
      select pg_get_functiondef(${routine}::regproc) as definition`
    const definition = String(row?.definition)
    if (definition.split(right).length !== 2) throw new Error(`${routine} no longer says: ${right}`)
    await database.alter(definition.replace(right, () => wrong))
    mended.push(definition)
  }
  return async () => {
    for (const definition of mended) await database.alter(definition)
  }
}
