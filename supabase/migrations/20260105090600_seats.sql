-- Seats: the one function that moves the counters, and what can be bought now.

create function internal.shift_seats(p_event_id uuid, p_type_ids uuid[], p_held int[], p_sold int[])
returns integer
language plpgsql volatile
set search_path = ''
as $$
declare
  v_type record;
  v_left record;
  v_held int := 0;
  v_sold int := 0;
  v_event_sold int;
begin
  -- Types in id order, then the event: every transaction that moves seats takes these locks in the same order.
  for v_type in
    select d.type_id, sum(d.held)::int as held, sum(d.sold)::int as sold, -least(sum(d.held) filter (where d.held < 0), 0)::int as freed
    from unnest(p_type_ids, p_held, p_sold) d (type_id, held, sold)
    group by d.type_id order by d.type_id
  loop
    update public.ticket_types t set held = t.held + v_type.held, sold = t.sold + v_type.sold
    where t.id = v_type.type_id and t.event_id = p_event_id
      and (v_type.held + v_type.sold <= 0 or t.sold + t.held + v_type.held + v_type.sold <= t.capacity);
    if not found then
      select t.code, t.capacity - t.sold - t.held + coalesce(v_type.freed, 0) as available into v_left
      from public.ticket_types t where t.id = v_type.type_id;
      perform internal.fail('sold_out', 409, jsonb_build_object('ticket_type', v_left.code, 'available', greatest(v_left.available, 0)));
    end if;
    v_held := v_held + v_type.held;
    v_sold := v_sold + v_type.sold;
  end loop;
  update public.events e set held = e.held + v_held, sold = e.sold + v_sold
  where e.id = p_event_id and (v_held + v_sold <= 0 or e.sold + e.held + v_held + v_sold <= e.venue_capacity)
  returning e.sold into v_event_sold;
  if not found then
    perform internal.fail('sold_out', 409, jsonb_build_object('ticket_type', null, 'available',
      (select greatest(e.venue_capacity - e.sold - e.held, 0) from public.events e where e.id = p_event_id)));
  end if;
  return v_event_sold;
end
$$;
comment on function internal.shift_seats is
  'Adds these differences to held and sold of types and event, or raises sold_out and changes nothing; returns the event''s seats sold. A type may be named more than once.';

create function internal.lapse_holds(p_event_id uuid, p_limit int)
returns table (order_id uuid, ticket_type_id uuid, quantity int)
language plpgsql volatile
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
    with lapsed as (
      select o.id from public.orders o
      where o.event_id = p_event_id and o.status = 'pending' and o.hold_expires_at <= now()
      order by o.hold_expires_at limit p_limit
      for no key update skip locked
    ), marked as (
      update public.orders o set status = 'expired' from lapsed l where o.id = l.id returning o.id
    )
    select m.id, l.ticket_type_id, l.quantity
    from marked m join public.order_lines l on l.order_id = m.id;
end
$$;
comment on function internal.lapse_holds is
  'Marks lapsed holds of an event expired and says which seats the caller must now give back with shift_seats. Skips holds that someone else is working on.';

create function internal.event_card(p_event public.events)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    with lapsed as (
      select l.ticket_type_id, sum(l.quantity)::int as quantity
      from public.orders o join public.order_lines l on l.order_id = o.id
      where o.event_id = p_event.id and o.status = 'pending' and o.hold_expires_at <= now()
      group by l.ticket_type_id
    ), venue as (
      select p_event.venue_capacity - p_event.sold - p_event.held + coalesce((select sum(quantity) from lapsed), 0)::int as available,
        p_event.held - coalesce((select sum(quantity) from lapsed), 0)::int as held
    ), types as (
      select t.*, greatest(least(t.capacity - t.sold - t.held + coalesce(l.quantity, 0), v.available), 0) as available
      from public.ticket_types t cross join venue v left join lapsed l on l.ticket_type_id = t.id
      where t.event_id = p_event.id
    ), total as (
      select least(coalesce(sum(t.available), 0)::int, (select v.available from venue v)) as available,
        coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'code', t.code, 'name', t.name, 'description', t.description,
          'price', t.price::text, 'capacity', t.capacity, 'sold', t.sold, 'available', t.available,
          'max_per_order', least(t.max_per_order, p_event.max_per_order)) order by t.sort, t.name), '[]') as list
      from types t
    )
    select jsonb_build_object(
      'id', p_event.id, 'slug', p_event.slug, 'name', p_event.name, 'description', p_event.description, 'image_url', p_event.image_url,
      'event_date', p_event.event_date, 'doors_open_at', p_event.doors_open_at, 'ends_at', p_event.ends_at, 'timezone', p_event.timezone,
      'venue_name', p_event.venue_name, 'venue_address', p_event.venue_address, 'min_age', p_event.min_age,
      'currency', p_event.currency, 'max_per_order', p_event.max_per_order,
      'sales_start_at', p_event.sales_start_at, 'sales_end_at', p_event.sales_end_at,
      'venue_capacity', p_event.venue_capacity, 'sold', p_event.sold, 'held', v.held, 'available', greatest(total.available, 0),
      'on_sale', case
        when p_event.status = 'cancelled' then 'cancelled'
        when now() >= least(p_event.sales_end_at, p_event.ends_at) then 'ended'
        when now() < p_event.sales_start_at then 'not_yet'
        when total.available <= 0 then 'sold_out'
        else 'open' end,
      'ticket_types', total.list)
    from venue v, total);
end
$$;
comment on function internal.event_card is
  'An event as the shop shows it. Available = capacity - sold - held; a lapsed hold no longer counts as held, swept or not.';

create function public.event_availability(p_event text)
returns jsonb
language sql stable security definer
set search_path = ''
as $$ select internal.event_card(internal.require_event(p_event)) $$;
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
