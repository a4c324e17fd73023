-- Seats: what changes the counters, and what can be bought now.

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
  'Trigger: sets for each type whether all types together exceed the venue, and counts the venue''s seats from then on.';
create trigger ticket_types_share_venue after insert or delete or update of capacity on public.ticket_types
  for each row execute function internal.share_venue();
create trigger events_share_venue after update of venue_capacity on public.events
  for each row execute function internal.share_venue();

create function internal.share_pool()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  -- The caller has locked the types it changed; a sale locks its type before its pool.
  update public.ticket_pools p set taken = coalesce((select sum(t.sold + t.held) from public.ticket_types t where t.pool_id = p.id), 0)
  where p.id in (old.pool_id, new.pool_id);
  return null;
end
$$;
comment on function internal.share_pool is 'Trigger: recounts a pool''s seats when a type joins or leaves it.';
create trigger ticket_types_share_pool after insert or delete or update of pool_id on public.ticket_types
  for each row execute function internal.share_pool();

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
  elsif tg_table_name = 'ticket_releases' then
    select t.event_id into v_event from public.ticket_types t where t.id = new.ticket_type_id;
  else
    v_event := new.event_id;
  end if;
  if exists (
    select from public.events e join public.ticket_types t on t.event_id = e.id
    cross join lateral (select t.price union all select r.price from public.ticket_releases r where r.ticket_type_id = t.id) p
    where e.id = v_event and not (internal.fits_currency(p.price, e.currency) and p.price <= 999999.99)
  ) then
    perform internal.fail('amount_not_chargeable', 422);
  end if;
  return null;
end
$$;
comment on function internal.check_prices is 'Trigger: refuses a price that its event''s currency cannot express, before anybody can hold a seat for it.';
create trigger ticket_types_check_prices after insert or update of price on public.ticket_types
  for each row execute function internal.check_prices();
create trigger ticket_releases_check_prices after insert or update of price on public.ticket_releases
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
    select jsonb_build_object('ticket_type', t.code, 'available', greatest(coalesce(least(t.capacity - t.sold - t.held, p.capacity - p.taken),
      e.venue_capacity - e.taken), 0))
    from public.events e left join public.ticket_types t on t.id = p_type_id left join public.ticket_pools p on p.id = t.pool_id
    where e.id = p_event_id));
end
$$;
comment on function internal.fail_sold_out is 'Raises sold_out with the number of seats left of the type; without a type, of the venue.';

create function internal.shift_pools(p_event_id uuid, p_type_ids uuid[], p_seats int[])
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_pool record;
begin
  -- Pools in id order, after the types and before the event.
  for v_pool in
    select t.pool_id as id, sum(d.seats)::int as seats, max(d.type_id::text)::uuid as type_id
    from unnest(p_type_ids, p_seats) d (type_id, seats) join public.ticket_types t on t.id = d.type_id
    where t.pool_id is not null group by t.pool_id having sum(d.seats) <> 0 order by t.pool_id
  loop
    update public.ticket_pools p set taken = p.taken + v_pool.seats
    where p.id = v_pool.id and (v_pool.seats < 0 or p.taken + v_pool.seats <= p.capacity);
    if not found then
      perform internal.fail_sold_out(p_event_id, v_pool.type_id);
    end if;
  end loop;
end
$$;
comment on function internal.shift_pools is 'Applies seats taken or given back to the pools of their types; or raises sold_out. The caller has locked the types.';

create function internal.shift_seats(p_event_id uuid, p_type_ids uuid[], p_held int[], p_sold int[])
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_type record;
  v_shares boolean;
  v_pool uuid;
  v_pooled boolean := false;
  v_shared int := 0;
begin
  -- Types in id order, then pools, then the event: every transaction that moves seats takes these locks in the same order.
  for v_type in
    select d.type_id, sum(d.held)::int as held, sum(d.sold)::int as sold, sum(d.held + d.sold)::int as taken
    from unnest(p_type_ids, p_held, p_sold) d (type_id, held, sold)
    group by d.type_id order by d.type_id
  loop
    update public.ticket_types t set held = t.held + v_type.held, sold = t.sold + v_type.sold
    where t.id = v_type.type_id and (v_type.taken <= 0 or t.sold + t.held + v_type.taken <= t.capacity)
    returning t.shares_venue, t.pool_id into v_shares, v_pool;
    if not found then
      perform internal.fail_sold_out(p_event_id, v_type.type_id);
    end if;
    v_shared := v_shared + case when v_shares then v_type.taken else 0 end;
    v_pooled := v_pooled or v_pool is not null;
  end loop;
  if v_pooled then
    perform internal.shift_pools(p_event_id, p_type_ids, (select array_agg(d.held + d.sold) from unnest(p_held, p_sold) d (held, sold)));
  end if;
  if v_shared <> 0 then
    update public.events e set taken = e.taken + v_shared where e.id = p_event_id and (v_shared < 0 or e.taken + v_shared <= e.venue_capacity);
    if not found then
      perform internal.fail_sold_out(p_event_id, null);
    end if;
  end if;
end
$$;
comment on function internal.shift_seats is
  'Adds these differences to held and sold of types, and to the venue where it is counted; or raises sold_out and changes nothing. A type may occur more than once.';

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
    -- An offer holds less than its quantity where returned tickets make up the rest.
    update public.order_lines l set held = 0 from marked m join public.order_lines b on b.order_id = m.id
    where l.order_id = b.order_id and l.ticket_type_id = b.ticket_type_id returning l.ticket_type_id, b.held as quantity
  ), seats as (
    select f.ticket_type_id, -sum(f.quantity)::int as held from freed f group by f.ticket_type_id
  )
  select coalesce(array_agg(s.ticket_type_id), '{}'), coalesce(array_agg(s.held), '{}'), (select count(*) from marked)::int from seats s
$$;
comment on function internal.lapse_holds is
  'Marks lapsed holds of an event as expired and returns which seats the caller must now give back with shift_seats. Skips holds that someone else is working on.';

create function internal.event_card(p_event public.events)
returns jsonb
-- plpgsql, because its plan is cached per session, and the shop calls it all the time.
language plpgsql stable
set search_path = ''
as $$
begin
  return (
  with lapsed as (
    select c.ticket_type_id, sum(c.held)::int as held
    from (
      select l.ticket_type_id, l.held
      from public.orders o join public.order_lines l on l.order_id = o.id
      where o.event_id = p_event.id and o.status = 'pending' and o.hold_expires_at <= now()
      union all
      -- Free, but for those who wait: they are offered it before anything is sold.
      select f.type_id, -f.free from internal.waiting_fits(p_event.id, true) f where p_event.waiting > 0
    ) c
    group by c.ticket_type_id
  ), types as (
    select t.*, t.sold + t.held - coalesce(l.held, 0) as taken_now,
      sum(t.sold) over () as all_sold, sum(t.held - coalesce(l.held, 0)) over () as all_held,
      p.capacity - sum(t.sold + t.held - coalesce(l.held, 0)) over (partition by t.pool_id) as pool_left
    from public.ticket_types t left join lapsed l on l.ticket_type_id = t.id left join public.ticket_pools p on p.id = t.pool_id
    where t.event_id = p_event.id
  ), offers as (
    select t.*, r.sort as release_sort, r.name as release, r.until_taken - t.taken_now as release_left, r.ends_at as release_ends_at,
      coalesce(r.price, t.price) as price_now,
      greatest(least(t.capacity - t.taken_now, t.pool_left, p_event.venue_capacity - t.all_sold - t.all_held), 0)::int as seats_left,
      case when now() >= t.sales_end_at then 'ended' when now() < t.sales_start_at then 'not_yet' else 'open' end as sale
    from types t
    left join lateral (
      select k.* from public.ticket_releases k
      where k.ticket_type_id = t.id and (k.ends_at is null or now() < k.ends_at) and (k.until_taken is null or t.taken_now < k.until_taken)
      order by k.sort limit 1
    ) r on true
  ), shown as (
    select o.*, jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name, 'description', o.description, 'price', o.price_now::text,
      'capacity', o.capacity, 'sold', o.sold, 'available', least(o.seats_left, o.release_left),
      'max_per_order', least(o.max_per_order, p_event.max_per_order),
      'on_sale', case when o.sale <> 'open' then o.sale when o.seats_left = 0 then 'sold_out' else 'open' end,
      'sales_start_at', o.sales_start_at, 'sales_end_at', o.sales_end_at,
      'pool', case when o.pool_id is not null then jsonb_build_object('id', o.pool_id, 'left', greatest(o.pool_left, 0)) end,
      'release', case when o.release is not null then jsonb_build_object('name', o.release, 'left', o.release_left, 'ends_at', o.release_ends_at,
        'next_price', coalesce((
          select n.price from public.ticket_releases n
          where n.ticket_type_id = o.id and n.sort > o.release_sort and (n.ends_at is null or greatest(now(), o.release_ends_at) < n.ends_at)
            and (n.until_taken is null or greatest(o.taken_now, o.taken_now + o.release_left) < n.until_taken)
          order by n.sort limit 1), o.price)::text) end) as offer
    from offers o where not o.hidden
  ), total as (
    select coalesce(max(o.all_sold), 0)::int as sold, coalesce(max(o.all_held), 0)::int as held,
      (p_event.venue_capacity - coalesce(max(o.all_sold + o.all_held), 0))::int as venue_left
    from offers o
  ), sellable as (
    select coalesce(sum(g.seats), 0)::int as seats from (
      -- Types that share a pool have no more seats together than the pool.
      select least(sum(s.seats_left), max(s.pool_left)) as seats from shown s where s.sale <> 'ended' group by s.pool_id
    ) g
  ), listed as (
    select t.sold, t.held, least(b.seats, t.venue_left) as available,
      (select coalesce(jsonb_agg(s.offer order by s.sort, s.name), '[]') from shown s) as list
    from total t, sellable b
  )
  select internal.event_base(p_event) || jsonb_build_object(
    'description', p_event.description, 'line_up', p_event.line_up, 'image_url', p_event.image_url, 'image_alt', p_event.image_alt,
    'image_focus', jsonb_build_array(p_event.image_focus_x, p_event.image_focus_y), 'venue_address', p_event.venue_address, 'min_age', p_event.min_age,
    'reentry', p_event.reentry,
    'currency', p_event.currency, 'max_per_order', p_event.max_per_order,
    'sales_start_at', p_event.sales_start_at, 'sales_end_at', p_event.sales_end_at,
    'venue_capacity', p_event.venue_capacity, 'sold', t.sold, 'held', t.held, 'available', greatest(t.available, 0),
    'on_sale', case
      when p_event.status = 'cancelled' then 'cancelled'
      when now() >= least(p_event.sales_end_at, p_event.ends_at) then 'ended'
      when p_event.sales_paused_at is not null then 'paused'
      when now() < p_event.sales_start_at then 'not_yet'
      when t.available <= 0 then 'sold_out'
      else 'open' end,
    'ticket_types', t.list)
  from listed t);
end
$$;
comment on function internal.event_card is
  'An event as the shop shows it. Available = capacity - sold - held; a lapsed hold no longer counts as held, swept or not; what goes to the waiting list does. A type''s price is that of its current release, and only as many as that release has left can be bought at once.';

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

create function public.event_feed()
returns jsonb
language sql stable security definer
set search_path = ''
as $$
  select coalesce(jsonb_agg(internal.event_card(e) order by e.event_date, e.name), '[]')
  from public.events e
  where e.status in ('published', 'cancelled') and e.ends_at > now()
$$;
comment on function public.event_feed is
  'The same with those that were called off: a calendar that has taken one must hear of it. Security definer because lapsed holds are found in orders, which the public may not read.';
grant execute on function public.event_feed to service_role;
