-- Receipts and credit notes: what was paid and given back, with the tax in it, as the club has to account for it.

create function internal.round_money(p_amount numeric, p_currency text)
returns numeric
language sql immutable
return case when internal.fits_currency(0.5, p_currency) then round(p_amount, 2) else round(p_amount) end;
comment on function internal.round_money is 'Rounded to the smallest amount of the currency, half away from zero.';

create function internal.tax_in(p_amount numeric, p_percent numeric, p_currency text)
returns numeric
language sql immutable
return internal.round_money(p_amount * p_percent / (100 + p_percent), p_currency);
comment on function internal.tax_in is 'The tax in an amount that includes it. The only place where tax is computed (tests/vectors/tax.json).';

create table public.receipts (
  id uuid primary key default gen_random_uuid(),
  order_id uuid not null references public.orders (id) on delete restrict,
  kind text not null check (kind in ('receipt', 'credit_note', 'restored')),
  refund_id text check ((refund_id is null) = (kind = 'receipt')),
  series text not null generated always as (case kind when 'credit_note' then 'C' else 'R' end) stored,
  year integer,
  serial integer check (serial > 0),
  number text generated always as (case kind when 'credit_note' then 'C' else 'R' end || year::text || '-' || lpad(serial::text, greatest(6, length(serial::text)), '0')) stored unique,
  amount decimal(10, 2) not null check (amount > 0),
  currency text not null,
  tax_name text not null,
  tax_percent decimal(6, 3) not null,
  tax_amount decimal(10, 2) not null,
  issuer_name text,
  issuer_address text,
  about jsonb,
  created_at timestamptz not null default clock_timestamp(),
  issued_at timestamptz,
  unique nulls not distinct (order_id, kind, refund_id),
  unique (series, year, serial)
);
comment on table public.receipts is
  'What was issued for an order: a receipt when it is paid, a credit note for each refund, and the receipt that restores the amount of a refund that failed afterwards. Rows are written while the order settles, and numbered a moment later. None is ever changed or deleted.';
comment on column public.receipts.number is
  'R2026-000123; credit notes have their own numbers, C2026-000007. Without gaps within a year. Null until it is issued.';
comment on column public.receipts.amount is 'What was paid, or what went back: always above zero.';
comment on column public.receipts.issuer_name is 'The club''s name and address on the day of issue.';
comment on column public.receipts.about is 'What was sold, as it was called on the day of issue: the night''s name, event_date and timezone, and the order''s lines.';
create index receipts_due on public.receipts (created_at) where serial is null;
alter table public.receipts enable row level security;
create policy "Managers can read receipts" on public.receipts
  for select to authenticated using ((select internal.is_manager()));
grant select on public.receipts to authenticated, service_role;

create function internal.owe_receipts(p_order public.orders)
returns void
-- plpgsql, because its plan is cached per session; every settling calls it.
language plpgsql volatile
set search_path = ''
as $$
declare
  v_receipt public.receipts;
  v_refund record;
  v_kept decimal;
  v_after decimal;
begin
  if p_order.completed_at is null or p_order.kind <> 'sale' or p_order.stripe_payment_intent_id is null then
    return;
  end if;
  select * into v_receipt from public.receipts r where r.order_id = p_order.id and r.kind = 'receipt';
  if v_receipt.id is null then
    insert into public.receipts (order_id, kind, amount, currency, tax_name, tax_percent, tax_amount)
    select p_order.id, 'receipt', p_order.total_amount, p_order.currency, e.tax_name, e.tax_percent,
      internal.tax_in(p_order.total_amount, e.tax_percent, p_order.currency)
    from public.events e where e.id = p_order.event_id
    returning * into v_receipt;
  end if;
  for v_refund in
    select r.id, least(r.amount, v_receipt.amount) as amount, case when r.status = 'succeeded' then 'credit_note' else 'restored' end as kind
    from public.refunds r
    where r.stripe_payment_intent_id = p_order.stripe_payment_intent_id and r.amount > 0
      and case r.status when 'succeeded' then true when 'pending' then false
        else exists (select from public.receipts c where c.order_id = p_order.id and c.refund_id = r.id and c.kind = 'credit_note') end
      and not exists (select from public.receipts c where c.order_id = p_order.id and c.refund_id = r.id
        and c.kind = case when r.status = 'succeeded' then 'credit_note' else 'restored' end)
    order by r.created_at, r.id
  loop
    -- By the difference that it makes to what is kept, so that the tax of all of them adds up to the cent.
    select sum(case when c.series = 'R' then c.amount else -c.amount end) into v_kept from public.receipts c where c.order_id = p_order.id;
    v_after := v_kept + case when v_refund.kind = 'restored' then v_refund.amount else -v_refund.amount end;
    insert into public.receipts (order_id, kind, refund_id, amount, currency, tax_name, tax_percent, tax_amount)
    values (p_order.id, v_refund.kind, v_refund.id, v_refund.amount, v_receipt.currency, v_receipt.tax_name, v_receipt.tax_percent,
      abs(internal.tax_in(v_after, v_receipt.tax_percent, v_receipt.currency) - internal.tax_in(v_kept, v_receipt.tax_percent, v_receipt.currency)));
  end loop;
end
$$;
comment on function internal.owe_receipts is
  'Writes the receipt of a paid order and a credit note for each refund that arrived, each once. Money that bought nothing has no receipt.';

create function internal.number_receipts(p_order_id uuid default null, p_limit int default 1000)
returns integer
language plpgsql volatile
set search_path = ''
as $$
declare
  v_numbered int;
  v_now timestamptz;
begin
  -- Numbers are given out by one at a time and not while an order settles: that would hold up the sale of every night.
  perform pg_advisory_xact_lock(hashtextextended('receipt numbers', 0));
  -- Not now(): who waited would date a number before the one that was given out first, at New Year even in the old year.
  v_now := clock_timestamp();
  with due as (
    select r.id, r.series, extract(year from v_now at time zone e.timezone)::int as year, r.created_at, e.name, e.event_date, e.timezone
    from public.receipts r join public.orders o on o.id = r.order_id join public.events e on e.id = o.event_id
    where r.serial is null
    order by r.order_id is not distinct from p_order_id desc, r.created_at limit p_limit
  ), placed as (
    select d.*, row_number() over (partition by d.series, d.year order by d.created_at, d.id)
      + coalesce((select max(x.serial) from public.receipts x where x.series = d.series and x.year = d.year), 0) as next_serial
    from due d
  )
  update public.receipts r set year = p.year, serial = p.next_serial, issued_at = v_now, issuer_name = s.club_name, issuer_address = s.address,
    about = jsonb_build_object('name', p.name, 'event_date', p.event_date, 'timezone', p.timezone, 'lines', internal.lines_of_order(r.order_id))
  from placed p, public.settings s where r.id = p.id;
  get diagnostics v_numbered = row_count;
  return v_numbered;
end
$$;
comment on function internal.number_receipts is
  'Issues the receipts that wait for a number, without gaps within a year, oldest first; those of p_order_id are sure to be among them.';
