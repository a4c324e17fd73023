-- The provider's balance: its own account of every payment, refund and dispute, kept beside our facts and compared.

create table public.balance_entries (
  id text primary key,
  part text not null check (part in ('payment', 'refund', 'dispute')),
  stripe_payment_intent_id text not null,
  order_id uuid references public.orders (id) on delete set null,
  amount decimal(12, 2) not null,
  fee decimal(12, 2) not null,
  currency text not null,
  booked_at timestamptz not null
);
comment on table public.balance_entries is
  'Stripe''s balance transactions by their id, as far as they are about a customer''s payment. Facts: Stripe never changes one. No policy: managers see the comparison.';
comment on column public.balance_entries.amount is 'Above zero when money came in. The fee is not taken off.';
comment on column public.balance_entries.order_id is 'The order that the payment says it is for; null for what only names a payment.';
create index balance_entries_by_payment_intent on public.balance_entries (stripe_payment_intent_id);
create index balance_entries_by_order on public.balance_entries (order_id) where order_id is not null;
alter table public.balance_entries enable row level security;
grant select on public.balance_entries to service_role;

create table public.balance_reading (
  only_row boolean primary key default true check (only_row),
  read_until timestamptz not null,
  next_at timestamptz not null
);
comment on table public.balance_reading is 'Up to when Stripe''s balance was read. One row. No policy: functions only.';
alter table public.balance_reading enable row level security;
grant select on public.balance_reading to service_role;

create function internal.begin_balance_reading(p_every interval)
returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  v_mark public.balance_reading;
begin
  if not exists (select from public.balance_reading) then
    -- From the first order on, not from when its payment was heard of, which may be days after Stripe booked it: a shop that
    -- sold before this was installed is compared too.
    insert into public.balance_reading (read_until, next_at)
    select least(now() - interval '1 day', min(o.created_at)), '-infinity' from public.orders o
    on conflict (only_row) do nothing;
  end if;
  update public.balance_reading b set next_at = now() + interval '5 minutes'
  where b.next_at <= now() + interval '5 minutes' - p_every returning * into v_mark;
  if v_mark.read_until is null then
    return null;
  end if;
  return jsonb_build_object(
    -- Overlaps by an hour, as Stripe books a charge a moment after it succeeds.
    'from', floor(extract(epoch from v_mark.read_until - interval '1 hour'))::bigint,
    'until', ceil(extract(epoch from now()))::bigint);
end
$$;
comment on function internal.begin_balance_reading is
  'The seconds since 1970 between which the balance is to be read; null if that began less than p_every ago.';

create function public.begin_balance_reading()
returns jsonb
language sql volatile security definer
set search_path = ''
as $$ select internal.begin_balance_reading(interval '5 minutes') $$;
comment on function public.begin_balance_reading is
  'The seconds since 1970 between which the worker is to read the balance, or null within five minutes of the last time. Security definer because no role may write the mark directly.';
grant execute on function public.begin_balance_reading to service_role;

create function public.ask_for_balance()
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform internal.require_action('see_money');
  return internal.begin_balance_reading(interval '5 seconds');
end
$$;
comment on function public.ask_for_balance is
  'The same when a manager wants it now: null within five seconds of the last time. Security definer because no role may write the mark directly; it checks the caller''s role itself.';
grant execute on function public.ask_for_balance to authenticated;

create function public.record_balance(p_entries jsonb, p_read_until bigint)
returns integer
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_new int;
begin
  insert into public.balance_entries (id, part, stripe_payment_intent_id, order_id, amount, fee, currency, booked_at)
  select e.id, e.part, e.payment_intent,
    (select o.id from public.orders o where o.id = case when pg_input_is_valid(e.order_id, 'uuid') then e.order_id::uuid end),
    e.amount, e.fee, e.currency, to_timestamp(e.booked)
  from jsonb_to_recordset(p_entries) e (id text, part text, payment_intent text, order_id text, amount decimal, fee decimal, currency text, booked bigint)
  on conflict (id) do nothing;
  get diagnostics v_new = row_count;
  update public.balance_reading b set read_until = greatest(b.read_until, least(to_timestamp(p_read_until), now()));
  return v_new;
end
$$;
comment on function public.record_balance is
  'Records balance transactions, each once, and that all before p_read_until (seconds since 1970) are recorded; returns how many were new. Security definer because no role may write them directly.';
grant execute on function public.record_balance to service_role;

create function internal.balance_of_night(p_event_id uuid)
returns table (order_id uuid, intent text, unmatched boolean, is_foreign boolean, part text, ours decimal, pending decimal, inquiry decimal, booked decimal, fee decimal,
  currency text, changed_at timestamptz)
language plpgsql stable
set search_path = ''
-- Planned for the night that it is about: of one among few, whole tables are joined, of one among many, each payment is looked up.
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
    with own as materialized (
      select p.stripe_payment_intent_id as intent, p.order_id, p.mismatch is not null as unmatched, p.currency <> o.currency as is_foreign, p.amount, p.created_at
      from public.orders o join public.payments p on p.order_id = o.id where o.event_id = p_event_id
    ), intents as materialized (
      select w.intent, w.order_id, w.unmatched, w.is_foreign from own w
      union all
      -- Money for an order of this night that we know nothing of yet.
      select distinct b.stripe_payment_intent_id, b.order_id, false, b.currency <> o.currency
      from public.orders o join public.balance_entries b on b.order_id = o.id
      where o.event_id = p_event_id and not exists (select from public.payments p where p.stripe_payment_intent_id = b.stripe_payment_intent_id)
    ), facts as (
      select w.order_id, w.intent, w.unmatched, w.is_foreign, 'payment' as part, w.amount as ours, 0::decimal as pending, 0::decimal as inquiry, 0::decimal as booked, 0::decimal as fee,
        null::text as currency, w.created_at as at
      from own w
      union all
      select i.order_id, i.intent, i.unmatched, i.is_foreign, 'refund', case when r.status in ('pending', 'succeeded') then -r.amount else 0 end,
        case r.status when 'pending' then r.amount else 0 end, 0, 0, 0, null, r.changed_at
      from intents i join public.refunds r on r.stripe_payment_intent_id = i.intent
      union all
      -- An inquiry takes no money yet.
      select i.order_id, i.intent, i.unmatched, i.is_foreign, 'dispute',
        case when k.status in ('won', 'prevented') or k.status like 'warning%' then 0 else -k.amount end, 0,
        case when k.status in ('warning_needs_response', 'warning_under_review') then k.amount else 0 end, 0, 0, null, k.told_at
      from intents i join public.disputes k on k.stripe_payment_intent_id = i.intent
      union all
      select i.order_id, i.intent, i.unmatched, i.is_foreign, b.part, 0, 0, 0, b.amount, b.fee, b.currency, b.booked_at
      from intents i join public.balance_entries b on b.stripe_payment_intent_id = i.intent
    )
    select f.order_id, f.intent, f.unmatched, f.is_foreign, f.part, sum(f.ours), sum(f.pending), sum(f.inquiry), sum(f.booked), sum(f.fee),
      min(f.currency), max(f.at)
    from facts f group by f.order_id, f.intent, f.unmatched, f.is_foreign, f.part;
end
$$;
comment on function internal.balance_of_night is
  'Each payment of a night in its parts (payment, refund, dispute): what our facts say, how much of it is a refund on its way or an inquiry, what the provider booked, and its fees. is_foreign: paid in another currency than the order''s, so that no sum of the night may have it.';

create function internal.night_balance(p_event public.events)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_read_until timestamptz := (select b.read_until from public.balance_reading b);
begin
  return (
    with parts as (
      select *,
        case when n.is_foreign or n.currency <> p_event.currency then 'currency' when n.ours = n.booked then null
          -- A refund on its way is booked when it leaves or when it arrives, by the means of payment.
          when n.booked between n.ours and n.ours + n.pending then 'fresh'
          -- What changed since the balance was read, or a moment before, may only be on its way.
          when greatest(n.changed_at, (select max(v.received_at) from public.stripe_events v where v.order_id = n.order_id)) > coalesce(v_read_until, '-infinity') - interval '10 seconds' then 'fresh'
          when n.booked = 0 then 'not_booked' when n.ours = 0 then 'not_known' else 'amount' end as reason
      from internal.balance_of_night(p_event.id) n
    ), gaps as (
      select p.*, o.number, count(*) over () as of from parts p left join public.orders o on o.id = p.order_id
      where p.reason in ('currency', 'not_booked', 'not_known', 'amount') order by p.changed_at desc limit 50
    ), bridge as (
      -- What explains that the provider holds more than the takings say.
      select
        (select coalesce(sum(q.amount), 0) from public.refund_requests q join public.payments p on p.stripe_payment_intent_id = q.stripe_payment_intent_id
          join public.orders o on o.id = p.order_id
          where o.event_id = p_event.id and p.mismatch is null and q.status = 'queued'
            and not exists (select from public.refunds r where r.request_id = q.id)) as to_send,
        (select coalesce(sum(x.ours), 0) from parts x where x.unmatched and not x.is_foreign) as unmatched,
        (select coalesce(sum(x.inquiry), 0) from parts x where not x.unmatched) as inquiries
    )
    select jsonb_build_object('read_until', v_read_until, 'expected', coalesce(sum(p.ours) filter (where not p.is_foreign), 0)::text,
      'booked', coalesce(sum(p.booked) filter (where p.reason is distinct from 'currency'), 0)::text,
      'fees', coalesce(sum(p.fee) filter (where p.reason is distinct from 'currency'), 0)::text,
      'fresh', coalesce(sum(p.ours - p.booked) filter (where p.reason = 'fresh'), 0)::text,
      'converted', coalesce(sum(p.ours) filter (where p.reason = 'currency' and not p.is_foreign), 0)::text,
      'difference', coalesce(sum(p.booked - p.ours) filter (where p.reason in ('not_booked', 'not_known', 'amount')), 0)::text,
      'to_send', (select b.to_send::text from bridge b), 'unmatched', (select b.unmatched::text from bridge b), 'inquiries', (select b.inquiries::text from bridge b),
      'gap_count', (select coalesce(max(g.of), 0) from gaps g),
      'gaps', (select coalesce(jsonb_agg(jsonb_build_object('order_id', g.order_id, 'number', g.number, 'part', g.part, 'reason', g.reason,
        'payment_intent', g.intent, 'ours', g.ours::text, 'booked', g.booked::text, 'booked_in', coalesce(g.currency, p_event.currency)) order by g.changed_at desc), '[]') from gaps g))
    from parts p);
end
$$;
comment on function internal.night_balance is
  'Whether the provider''s balance agrees with our facts about a night: what it should hold, what it booked, its fees, and every gap with its order and reason (not_booked, not_known, amount, currency). expected is the net takings plus to_send (refunds not sent yet), unmatched (payments that fit no order) and inquiries (no money taken yet); money of another currency than the night''s is in none of the sums, only among the gaps; booked is expected less fresh (newer than the reading, or a refund on its way) and converted (booked in another currency), plus difference.';
