// Orders in bulk, to see how a full table slows down the functions that use it.
import type { Sql } from 'postgres'
import type { BenchNight } from './bench-night.ts'

/** Writes pending orders of one seat each, every one from a different customer, until the night has `count`. */
export async function fillOrders(sql: Sql, night: BenchNight, count: number): Promise<void> {
  await sql`
    with made as (
      insert into public.orders (event_id, event_name, customer_email, customer_name, total_amount, currency, ticket_count, client_key,
        request_hash, client_hash, hold_expires_at, stripe_checkout_session_id)
      select ${night.eventId}, ${night.eventName}, 'filled-' || n || '@example.com', 'Bench', 25, 'usd', 1, ${night.slug} || ' filled ' || n,
        'bench', sha256(convert_to('client ' || n, 'UTF8')), now() + interval '1 hour', ${night.slug} || '_cs_' || n
      from generate_series((select count(*) from public.orders where event_id = ${night.eventId}) + 1, ${count}::bigint) n
      returning id
    )
    insert into public.order_lines (order_id, ticket_type_id, quantity, unit_price, held)
    select m.id, ${night.typeId}, 1, 25, 1 from made m`
  await sql`
    update public.ticket_types t set held = (select coalesce(sum(l.held), 0) from public.order_lines l where l.ticket_type_id = t.id)
    where t.event_id = ${night.eventId}`
  await sql`analyze public.orders, public.order_lines`
}
