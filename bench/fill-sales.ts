// Sold orders in bulk, each with its payment, card, ticket, receipt and the provider's booking.
import { randomBytes } from 'node:crypto'
import { generateTicketId } from '@maguey/ticket-core/ticket-id'
import type { Sql, TransactionSql } from 'postgres'
import type { BenchNight } from './bench-night.ts'

const FIRST =
  'Ana Luis Marta José Sofía Diego Lucía Iván Renata Óscar Noa Hugo Elena Pau Zoë Łukasz Irma Saúl Inés Raúl'
const LAST =
  'García Ñañez López Ortiz Reyes Vega Núñez Cruz Soto Ibarra Peña Ruiz Kim Nguyen Okafor Novák Duarte Salas'
const BATCH = 5000

/**
 * One General ticket at $25 for each of `count` customers, over the last three weeks. Triggers and foreign keys are off
 * meanwhile: what they would check or count is written here.
 */
export async function fillSales(sql: Sql, night: BenchNight, count: number): Promise<void> {
  await sql.begin(async (on) => {
    await on`set local session_replication_role = replica`
    await fill(on, night, count)
    await on`update public.ticket_types set sold = ${count} where id = ${night.typeId}`
    await on`update public.events set issued = ${count} where id = ${night.eventId}`
  })
}

async function fill(sql: TransactionSql, night: BenchNight, count: number): Promise<void> {
  for (let from = 0; from < count; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - from) }, (_, n) => ({
      n: from + n,
      name: nameOf(from + n),
      ticket: generateTicketId({ ...night, randomBytes }),
    }))
    await sql`
      with given as (
        select gen_random_uuid() as id, r.n, r.name, r.ticket, now() - interval '21 days' * (r.n::float / ${count}) as at
        from jsonb_to_recordset(${sql.json(rows)}) r (n int, name text, ticket text)
      ), orders as (
        insert into public.orders (id, event_id, event_name, customer_email, customer_name, total_amount, currency, status, ticket_count,
          client_key, request_hash, hold_expires_at, created_at, completed_at, stripe_payment_intent_id)
        select g.id, ${night.eventId}, ${night.eventName}, ${night.slug} || g.n || '@example.com', g.name, 25, 'usd', 'completed', 1,
          ${night.slug} || ' sold ' || g.n, 'bench', g.at, g.at, g.at, 'pi_' || ${night.slug} || g.n from given g
      ), lines as (
        insert into public.order_lines (order_id, ticket_type_id, quantity, unit_price, sold) select g.id, ${night.typeId}, 1, 25, 1 from given g
      ), payments as (
        insert into public.payments (order_id, stripe_payment_intent_id, amount, created_at)
        select g.id, 'pi_' || ${night.slug} || g.n, 25, g.at from given g
      ), cards as (
        insert into public.payment_cards (stripe_payment_intent_id, brand, last4)
        select 'pi_' || ${night.slug} || g.n, 'visa', lpad((g.n % 10000)::text, 4, '0') from given g
      ), booked as (
        insert into public.balance_entries (id, part, stripe_payment_intent_id, order_id, amount, fee, currency, booked_at)
        select 'txn_' || ${night.slug} || g.n, 'payment', 'pi_' || ${night.slug} || g.n, g.id, 25, 1.03, 'usd', g.at from given g
      ), receipts as (
        insert into public.receipts (order_id, kind, amount, currency, tax_name, tax_percent, tax_amount, year, serial, issued_at, issuer_name,
          issuer_address, about)
        select g.id, 'receipt', 25, 'usd', 'Sales tax', 9.5, 2.17, extract(year from now()), (select coalesce(max(x.serial), 0) from public.receipts x) + g.n + 1 - ${from},
          g.at, 'Bench', 'Bench', jsonb_build_object('name', ${night.eventName}::text, 'lines', '[]'::jsonb) from given g
      )
      insert into public.tickets (ticket_id, event_id, event_name, ticket_type_id, ticket_type, order_id, qr_code_data, price_paid, guest_name)
      select g.ticket, ${night.eventId}, ${night.eventName}, ${night.typeId}, 'General', g.id, g.ticket || '.GA.K1', 25, g.name from given g`
  }
}

export const nameOf = (index: number): string => {
  const [first, last] = [FIRST.split(' '), LAST.split(' ')]
  return `${first[index % first.length]} ${last[Math.floor(index / first.length) % last.length]} ${last[(index * 7) % last.length]}`
}
