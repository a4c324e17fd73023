-- Promo codes: what they take off each ticket, and how often. Uses are counted from the orders: none is given back.

create table public.promo_codes (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[A-Z0-9]([A-Z0-9-]{1,22}[A-Z0-9])$'),
  event_id uuid references public.events (id) on delete cascade,
  percent_off integer check (percent_off between 1 and 100),
  amount_off decimal(10, 2) check (amount_off > 0),
  currency text check (currency ~ '^[a-z]{3}$'),
  type_codes text[] check (cardinality(type_codes) > 0),
  max_uses integer check (max_uses > 0),
  max_per_customer integer check (max_per_customer > 0),
  starts_at timestamptz,
  ends_at timestamptz check (ends_at > starts_at),
  paused_at timestamptz,
  note text not null default '' check (length(note) <= 200),
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint promo_codes_take_one_thing_off check (num_nonnulls(percent_off, amount_off) = 1 and (amount_off is null) = (currency is null))
);
comment on table public.promo_codes is 'Codes that customers type for a lower price. A code takes the same off each ticket that it applies to, so that the tickets of an order add up to its total.';
comment on column public.promo_codes.code is 'As it is compared: upper case, without spaces.';
comment on column public.promo_codes.event_id is 'The night that it applies to; null: any night.';
comment on column public.promo_codes.amount_off is 'Off each ticket, in currency; a ticket that costs less is free.';
comment on column public.promo_codes.type_codes is 'Codes of the ticket types that it applies to; null: all.';
comment on column public.promo_codes.max_uses is 'Total orders; null: no limit. An order paid after its hold had lapsed keeps its price, even beyond the limit.';
comment on column public.promo_codes.max_per_customer is 'Orders per e-mail address; null: no limit.';
create index promo_codes_by_event on public.promo_codes (event_id);
alter table public.promo_codes enable row level security;
create policy "Managers can read promo codes" on public.promo_codes
  for select to authenticated using ((select internal.is_manager()));
grant select on public.promo_codes to authenticated, service_role;

alter table public.orders add column promo_code_id uuid references public.promo_codes (id);
comment on column public.orders.promo_code_id is 'The code that reduced its price.';
create index orders_by_promo_code on public.orders (promo_code_id, customer_email) where promo_code_id is not null;
alter table public.order_lines add column discount decimal(10, 2) not null default 0 check (discount >= 0);
comment on column public.order_lines.discount is 'What the promo code took off each ticket: unit_price is what is left to pay.';

create function internal.promo_price(p_promo public.promo_codes, p_type_code text, p_price decimal, p_currency text)
returns decimal
language sql immutable
return case
  when (p_promo).id is null or p_type_code <> all ((p_promo).type_codes) then p_price
  when (p_promo).amount_off is not null then greatest(p_price - (p_promo).amount_off, 0)
  -- Half a cent is rounded in the venue's favour.
  else round(p_price * (100 - (p_promo).percent_off) / 100, case when internal.fits_currency(0.01, p_currency) then 2 else 0 end) end;
comment on function internal.promo_price is 'What a ticket of this type and price costs with the code, in whole minor units; without a code, its price.';

create function internal.promo_uses(p_promo_id uuid)
returns table (uses int, email text)
language sql stable
set search_path = ''
as $$
  select count(*)::int, o.customer_email from public.orders o
  where o.promo_code_id = p_promo_id and (o.status in ('completed', 'partially_refunded', 'refund_pending')
    or o.status = 'pending' and (o.hold_expires_at > now() or o.payment_underway or o.tickets_due))
  group by o.customer_email
$$;
comment on function internal.promo_uses is 'Orders that currently use the code, by customer. Lapsed holds and fully refunded orders no longer count.';

create function internal.require_promo(p_code text, p_event public.events)
returns public.promo_codes
language plpgsql stable
set search_path = ''
as $$
declare
  v_promo public.promo_codes;
begin
  select * into v_promo from public.promo_codes c where c.code = upper(regexp_replace(coalesce(p_code, ''), '\s', '', 'g'));
  -- The same answer for unknown, paused and other nights' codes, so that nobody can find out which codes exist.
  if v_promo.id is null or v_promo.paused_at is not null or v_promo.event_id <> p_event.id or v_promo.currency <> p_event.currency then
    perform internal.fail('promo_unknown', 404);
  elsif now() < v_promo.starts_at then
    perform internal.fail('promo_not_yet', 409, jsonb_build_object('starts_at', v_promo.starts_at));
  elsif now() >= v_promo.ends_at then
    perform internal.fail('promo_ended', 409);
  end if;
  return v_promo;
end
$$;
comment on function internal.require_promo is 'The code as a customer types it, if it is valid for this night now; else raises the reason.';

create function internal.use_promo(p_promo_id uuid, p_email text)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_promo public.promo_codes;
  v_uses int;
  v_own int;
begin
  -- Users of a code take turns here until the hold is written, so that only one gets the last use.
  select * into v_promo from public.promo_codes c where c.id = p_promo_id for no key update;
  if v_promo.max_uses is null and v_promo.max_per_customer is null then
    return;
  end if;
  select coalesce(sum(u.uses), 0), coalesce(sum(u.uses) filter (where u.email = p_email), 0) into v_uses, v_own
  from internal.promo_uses(p_promo_id) u;
  if v_own >= v_promo.max_per_customer then
    perform internal.fail('promo_used_by_you', 409, jsonb_build_object('max', v_promo.max_per_customer));
  elsif v_uses >= v_promo.max_uses then
    perform internal.fail('promo_used_up', 409);
  end if;
end
$$;
comment on function internal.use_promo is
  'Raises promo_used_up or promo_used_by_you if no use is left for this customer; else the caller may write one order with the code. Locks the code after the orders and before the seats.';
