-- Seats: what moves the counters, and what can be bought now.

create function internal.share_venue()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
declare
  v_event uuid;
  v_shares boolean;
begin
  if tg_table_name = 'events' then
    v_event := new.id;
  else
    v_event := coalesce(new.event_id, old.event_id);
  end if;
  -- The types first, as a sale does: one that has its seats but not yet committed is waited for, and the next reads the new flag.
  perform from public.ticket_types t where t.event_id = v_event order by t.id for no key update;
  select coalesce(sum(t.capacity), 0) > max(e.venue_capacity) into v_shares
  from public.events e left join public.ticket_types t on t.event_id = e.id where e.id = v_event;
  update public.ticket_types t set shares_venue = v_shares where t.event_id = v_event and t.shares_venue <> v_shares;
  update public.events e set taken = case when v_shares then
    (select sum(t.sold + t.held) from public.ticket_types t where t.event_id = v_event) else 0 end
  where e.id = v_event;
  return null;
end
$$;
comment on function internal.share_venue is
  'Trigger: says of each type whether all types together exceed the venue, and counts the venue''s seats from then on.';
create trigger ticket_types_share_venue after insert or delete or update of capacity on public.ticket_types
  for each row execute function internal.share_venue();
create trigger events_share_venue after update of venue_capacity on public.events
  for each row execute function internal.share_venue();

create function internal.check_prices()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
declare
  v_event uuid;
begin
  if tg_table_name = 'events' then
    v_event := new.id;
  else
    v_event := new.event_id;
  end if;
  if exists (
    select from public.ticket_types t join public.events e on e.id = t.event_id
    where e.id = v_event and not (internal.fits_currency(t.price, e.currency) and t.price <= 999999.99)
  ) then
    perform internal.fail('amount_not_chargeable', 422);
  end if;
  return null;
end
$$;
comment on function internal.check_prices is 'Trigger: refuses a price that its event''s currency cannot express, before anybody can hold a seat for it.';
create trigger ticket_types_check_prices after insert or update of price on public.ticket_types
  for each row execute function internal.check_prices();
create trigger events_check_prices after update of currency on public.events
  for each row execute function internal.check_prices();

create function internal.fail_sold_out(p_event_id uuid, p_type_id uuid)
returns void
language plpgsql stable
set search_path = ''
as $$
begin
  perform internal.fail('sold_out', 409, (
    select jsonb_build_object('ticket_type', t.code, 'available', greatest(coalesce(t.capacity - t.sold - t.held, e.venue_capacity - e.taken), 0))
    from public.events e left join public.ticket_types t on t.id = p_type_id where e.id = p_event_id));
end
$$;
comment on function internal.fail_sold_out is 'Raises sold_out, and says how many seats of the type are left; without a type, how many of the venue.';

create function internal.shift_seats(p_event_id uuid, p_type_ids uuid[], p_held int[], p_sold int[])
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_type record;
  v_shares boolean;
  v_shared int := 0;
begin
  -- Types in id order, then the event: every transaction that moves seats takes these locks in the same order.
  for v_type in
    select d.type_id, sum(d.held)::int as held, sum(d.sold)::int as sold, sum(d.held + d.sold)::int as taken
    from unnest(p_type_ids, p_held, p_sold) d (type_id, held, sold)
    group by d.type_id order by d.type_id
  loop
    update public.ticket_types t set held = t.held + v_type.held, sold = t.sold + v_type.sold
    where t.id = v_type.type_id and (v_type.taken <= 0 or t.sold + t.held + v_type.taken <= t.capacity)
    returning t.shares_venue into v_shares;
    if not found then
      perform internal.fail_sold_out(p_event_id, v_type.type_id);
    end if;
    v_shared := v_shared + case when v_shares then v_type.taken else 0 end;
  end loop;
  if v_shared <> 0 then
    update public.events e set taken = e.taken + v_shared where e.id = p_event_id and (v_shared < 0 or e.taken + v_shared <= e.venue_capacity);
    if not found then
      perform internal.fail_sold_out(p_event_id, null);
    end if;
  end if;
end
$$;
comment on function internal.shift_seats is
  'Adds these differences to held and sold of types, and to the venue where it is counted; or raises sold_out and changes nothing. A type may be named more than once.';

create function internal.lapse_holds(p_event_id uuid, p_limit int)
returns table (type_ids uuid[], held int[], orders int)
language sql volatile
set search_path = ''
as $$
  with lapsed as (
    select o.id from public.orders o
    where o.event_id = p_event_id and o.status = 'pending' and o.hold_expires_at <= now() and not o.tickets_due
    order by o.hold_expires_at limit p_limit
    for no key update skip locked
  ), marked as (
    update public.orders o set status = 'expired', hold_ended = 'expired', client_hash = null from lapsed l where o.id = l.id returning o.id
  ), freed as (
    update public.order_lines l set held = 0 from marked m where l.order_id = m.id returning l.ticket_type_id, l.quantity
  ), seats as (
    select f.ticket_type_id, -sum(f.quantity)::int as held from freed f group by f.ticket_type_id
  )
  select coalesce(array_agg(s.ticket_type_id), '{}'), coalesce(array_agg(s.held), '{}'), (select count(*) from marked)::int from seats s
$$;
comment on function internal.lapse_holds is
  'Marks lapsed holds of an event expired and says which seats the caller must now give back with shift_seats. Skips holds that someone else is working on.';

create function internal.event_card(p_event public.events)
returns jsonb
-- plpgsql, because it is planned once per session; the shop asks for it all the time.
language plpgsql stable
set search_path = ''
as $$
begin
  return (
  with lapsed as (
    select l.ticket_type_id, sum(l.held)::int as held
    from public.orders o join public.order_lines l on l.order_id = o.id
    where o.event_id = p_event.id and o.status = 'pending' and o.hold_expires_at <= now()
    group by l.ticket_type_id
  ), types as (
    select t.*, t.held - coalesce(l.held, 0) as held_now, sum(t.sold) over () as all_sold, sum(t.held - coalesce(l.held, 0)) over () as all_held
    from public.ticket_types t left join lapsed l on l.ticket_type_id = t.id
    where t.event_id = p_event.id
  ), offers as (
    select t.*, greatest(least(t.capacity - t.sold - t.held_now, p_event.venue_capacity - t.all_sold - t.all_held), 0)::int as available from types t
  ), total as (
    select coalesce(max(o.all_sold), 0)::int as sold, coalesce(max(o.all_held), 0)::int as held,
      least(coalesce(sum(o.available), 0), p_event.venue_capacity - coalesce(max(o.all_sold + o.all_held), 0))::int as available,
      coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name, 'description', o.description,
        'price', o.price::text, 'capacity', o.capacity, 'sold', o.sold, 'available', o.available,
        'max_per_order', least(o.max_per_order, p_event.max_per_order)) order by o.sort, o.name), '[]') as list
    from offers o
  )
  select internal.event_base(p_event) || jsonb_build_object(
    'description', p_event.description, 'image_url', p_event.image_url, 'venue_address', p_event.venue_address, 'min_age', p_event.min_age,
    'currency', p_event.currency, 'max_per_order', p_event.max_per_order,
    'sales_start_at', p_event.sales_start_at, 'sales_end_at', p_event.sales_end_at,
    'venue_capacity', p_event.venue_capacity, 'sold', t.sold, 'held', t.held, 'available', greatest(t.available, 0),
    'on_sale', case
      when p_event.status = 'cancelled' then 'cancelled'
      when now() >= least(p_event.sales_end_at, p_event.ends_at) then 'ended'
      when now() < p_event.sales_start_at then 'not_yet'
      when t.available <= 0 then 'sold_out'
      else 'open' end,
    'ticket_types', t.list)
  from total t);
end
$$;
comment on function internal.event_card is
  'An event as the shop shows it. Available = capacity - sold - held; a lapsed hold no longer counts as held, swept or not.';

create function public.event_availability(p_event text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_event public.events;
begin
  select * into v_event from public.events e where e.slug = p_event and e.status <> 'draft';
  if not found then
    v_event := internal.require_event(p_event);
  end if;
  return internal.event_card(v_event);
end
$$;
comment on function public.event_availability is
  'One event by slug, id, or name (its next date), with what can be bought now; event_not_found for drafts too. Security definer because lapsed holds are found in orders, which the public may not read.';
grant execute on function public.event_availability to anon, authenticated, service_role;

create function public.event_list()
returns jsonb
language sql stable security definer
set search_path = ''
as $$
  select coalesce(jsonb_agg(internal.event_card(e) order by e.event_date, e.name), '[]')
  from public.events e
  where e.status = 'published' and e.ends_at > now()
$$;
comment on function public.event_list is
  'The published events that are not over, next first, each as event_availability gives it. Security definer because lapsed holds are found in orders, which the public may not read.';
grant execute on function public.event_list to anon, authenticated, service_role;
