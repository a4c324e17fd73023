-- What the door sells, and the stock of signed tickets that each phone carries for it, so that it can sell without a network.

create table public.door_prices (
  ticket_type_id uuid primary key,
  event_id uuid not null,
  price decimal(10, 2) not null check (price between 0 and 99999.99),
  stock integer not null check (stock between 0 and 20),
  foreign key (event_id, ticket_type_id) references public.ticket_types (event_id, id) on delete cascade
);
comment on table public.door_prices is 'Which types of a night are sold at the door, and for how much; a type that is not here is not.';
comment on column public.door_prices.stock is 'How many signed tickets each phone keeps ready. They are held like seats in a basket.';
create index door_prices_by_event on public.door_prices (event_id);
alter table public.door_prices enable row level security;
create policy "Managers can read door prices" on public.door_prices
  for select to authenticated using ((select internal.is_manager()));
grant select on public.door_prices to authenticated, service_role;

create table public.door_stock (
  ticket_id internal.ticket_id primary key,
  event_id uuid not null,
  ticket_type_id uuid not null,
  device_id uuid not null references public.devices (id),
  qr_code_data text not null unique,
  granted_at timestamptz not null default now(),
  ended text check (ended in ('sold', 'returned', 'undone')),
  order_id uuid references public.orders (id),
  check (order_id is null or ended = 'sold'),
  foreign key (event_id, ticket_type_id) references public.ticket_types (event_id, id) on delete cascade
);
comment on table public.door_stock is
  'Signed tickets that one phone, and no other, may sell at the door. Each that has not ended holds a seat of its type; it becomes a ticket only when it is sold. No policy: whoever reads a code could come in on it.';
comment on column public.door_stock.ended is
  'sold: it has an order. returned: its seat is on sale again; should it have been sold after all, by a phone that was not heard, a seat is taken again if there is one. undone: sold and taken back before the server heard of it.';
create index door_stock_unsold on public.door_stock (event_id, device_id) where ended is null;
create index door_stock_by_type on public.door_stock (ticket_type_id);
create index door_stock_by_device on public.door_stock (device_id);
create index door_stock_by_order on public.door_stock (order_id);
alter table public.door_stock enable row level security;
grant select on public.door_stock to service_role;

create function internal.unsold_stock(p_event_id uuid, p_device_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('ticket_id', s.ticket_id, 'type', t.code, 'qr', s.qr_code_data) order by t.sort, s.ticket_id), '[]')
  from public.door_stock s join public.ticket_types t on t.id = s.ticket_type_id
  where s.event_id = p_event_id and s.device_id = p_device_id and s.ended is null
$$;
comment on function internal.unsold_stock is 'The tickets that this phone may sell, as far as the server has heard.';

create function internal.door_for_phone(p_event public.events, p_device_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$
  -- Whoever has begun a drawer must be able to count it, also when nothing is sold any more.
  select case when count(*) > 0 or exists (select from public.door_acts a where a.event_id = p_event.id and a.device_id = p_device_id and a.kind in ('drawer', 'walk_up'))
  then jsonb_build_object('currency', p_event.currency,
    'types', coalesce(jsonb_agg(jsonb_build_object('code', t.code, 'name', t.name, 'price', p.price::text, 'stock', p.stock) order by t.sort, t.name), '[]'),
    -- A phone whose stock was taken back learns of it by another mark, also where it has not pulled since it got it: no
    -- mark comes a second time.
    'mark', (select md5(coalesce(string_agg(concat(s.ticket_id, s.ended), ' ' order by s.ticket_id), '')) from public.door_stock s
      where s.event_id = p_event.id and s.device_id = p_device_id)) end
  from public.door_prices p join public.ticket_types t on t.id = p.ticket_type_id where p.event_id = p_event.id
$$;
comment on function internal.door_for_phone is 'What the door sells and for how much, with a mark of this phone''s stock; null where nothing is sold at the door, nor was by this phone.';

create function internal.stock_wanted(p_event public.events, p_device public.devices, p_least jsonb)
returns table (ticket_type_id uuid, code text, wanted int)
language sql stable
set search_path = ''
as $$
  select p.ticket_type_id, t.code, greatest(0, greatest(p.stock, coalesce(internal.json_number(p_least, t.code, 0, 20)::int, 0))
    - (select count(*)::int from public.door_stock s where s.device_id = p_device.id and s.ticket_type_id = p.ticket_type_id and s.ended is null))
  from public.door_prices p join public.ticket_types t on t.id = p.ticket_type_id
  where p.event_id = p_event.id and p_device.revoked_at is null and p_event.status = 'published'
    -- A phone that was paired on Monday doesn't keep Friday's seats from the shop.
    and now() >= p_event.doors_open_at - interval '12 hours' and now() < p_event.ends_at
$$;
comment on function internal.stock_wanted is 'How many more tickets of each type this phone should carry tonight; p_least: for a group in front of it, by type code.';

create function public.scanner_stock(p_event_id uuid, p_least jsonb default '{}')
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_device public.devices := internal.require_device();
  v_event public.events := internal.require_device_event(v_device, p_event_id);
begin
  return jsonb_build_object('device_id', v_device.id, 'code', v_event.code, 'day', to_char(v_event.event_day, 'YYYYMMDD'),
    'tickets', internal.unsold_stock(v_event.id, v_device.id),
    'wanted', (select coalesce(jsonb_agg(jsonb_build_object('ticket_type_id', w.ticket_type_id, 'code', w.code, 'quantity', w.wanted)), '[]')
      from internal.stock_wanted(v_event, v_device, p_least) w where w.wanted > 0));
end
$$;
comment on function public.scanner_stock is
  'The tickets that this phone may sell at the door, and how many more it should have, which the functions sign. Security definer because a phone may read no table; it gets its own events only.';
grant execute on function public.scanner_stock to authenticated;

create function internal.seats_left(p_type public.ticket_types)
returns int
language sql stable
set search_path = ''
as $$
  select greatest(0, least(p_type.capacity - p_type.sold - p_type.held,
    (select p.capacity - p.taken from public.ticket_pools p where p.id = p_type.pool_id),
    case when p_type.shares_venue then (select e.venue_capacity - e.taken from public.events e where e.id = p_type.event_id) end))
$$;
comment on function internal.seats_left is 'Seats of a type that nobody has or holds, as this transaction sees them.';

create function public.grant_stock(p_device_id uuid, p_event_id uuid, p_least jsonb, p_tickets jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_device public.devices;
  v_event public.events;
  v_lapsed record;
  v_types uuid[];
  v_seats int[];
begin
  -- A copy of this request finds what the first one was given.
  perform pg_advisory_xact_lock(hashtextextended('stock of ' || p_device_id, 0));
  -- All types: those whose holds have lapsed are given back too.
  perform from public.ticket_types t where t.event_id = p_event_id order by t.id for no key update;
  -- Read once the types are locked: whoever revokes the phone waits for them, or has been here before.
  select * into v_device from public.devices d where d.id = p_device_id;
  select e.* into v_event from public.events e join public.device_events d on d.event_id = e.id and d.device_id = p_device_id where e.id = p_event_id;
  if v_event.id is null then
    perform internal.fail('event_not_allowed', 403);
  end if;
  select * into v_lapsed from internal.lapse_holds(p_event_id, 100);
  perform internal.shift_seats(p_event_id, v_lapsed.type_ids, v_lapsed.held, array_fill(0, array[cardinality(v_lapsed.held)]));
  select array_agg(n.id), array_agg(n.seats) into v_types, v_seats
  from (
    select t.id, least(w.wanted, internal.seats_left(t), count(k.ticket))::int as seats
    from internal.stock_wanted(v_event, v_device, p_least) w
    join public.ticket_types t on t.id = w.ticket_type_id
    join jsonb_array_elements(p_tickets) k (ticket) on k.ticket ->> 'ticket_type_id' = t.id::text
      and starts_with(k.ticket ->> 'ticket_id', internal.ticket_id_prefix(v_event))
      and starts_with(k.ticket ->> 'qr_code_data', (k.ticket ->> 'ticket_id') || '.' || t.code || '.')
    group by t.id, w.wanted
  ) n where n.seats > 0;
  begin
    if v_types is not null then
      perform internal.shift_seats(p_event_id, v_types, v_seats, array_fill(0, array[cardinality(v_types)]));
    end if;
    insert into public.door_stock (ticket_id, event_id, ticket_type_id, device_id, qr_code_data)
    select k.ticket ->> 'ticket_id', p_event_id, k.type_id, p_device_id, k.ticket ->> 'qr_code_data'
    from (
      select e.ticket, (e.ticket ->> 'ticket_type_id')::uuid as type_id, row_number() over (partition by e.ticket ->> 'ticket_type_id' order by e.ord) as place
      from jsonb_array_elements(p_tickets) with ordinality e (ticket, ord)
    ) k join unnest(v_types, v_seats) g (type_id, seats) on g.type_id = k.type_id and k.place <= g.seats;
  exception when sqlstate 'PT409' then
    -- The last seats of the venue went to others, or two types share fewer than both want: the next request asks for what is left then.
    null;
  end;
  return internal.unsold_stock(p_event_id, p_device_id);
end
$$;
comment on function public.grant_stock is
  'Gives a phone as many of these signed tickets as it wants and as there are seats for, and returns all that it may sell; the others are nothing. It says the whole and not the difference, so that asking twice is asking once. Security definer because no role may write stock or counters directly.';
grant execute on function public.grant_stock to service_role;

create function internal.return_stock(p_event_id uuid, p_device_id uuid default null, p_type_ids uuid[] default null)
returns int
language plpgsql volatile
set search_path = ''
as $$
declare
  v_types uuid[];
  v_seats int[];
begin
  -- The types first, as whoever sells or grants a ticket does.
  perform from public.ticket_types t where t.id in (select s.ticket_type_id from public.door_stock s where s.event_id = p_event_id and s.ended is null)
  order by t.id for no key update;
  with gone as (
    update public.door_stock s set ended = 'returned'
    where s.event_id = p_event_id and s.ended is null and (p_device_id is null or s.device_id = p_device_id)
      and (p_type_ids is null or s.ticket_type_id = any (p_type_ids))
    returning s.ticket_type_id
  )
  select array_agg(n.ticket_type_id), array_agg(-n.seats) into v_types, v_seats
  from (select g.ticket_type_id, count(*)::int as seats from gone g group by 1) n;
  if v_types is not null then
    perform internal.shift_seats(p_event_id, v_types, v_seats, array_fill(0, array[cardinality(v_types)]));
  end if;
  return coalesce((select -sum(n) from unnest(v_seats) n), 0);
end
$$;
comment on function internal.return_stock is 'Takes unsold tickets of a night back from its phones, or from one, and puts their seats on sale again; returns how many.';

create function internal.return_stock_of_past_nights()
returns void
language sql volatile
set search_path = ''
as $$
  select internal.return_stock(e.id) from public.events e
  where (e.ends_at <= now() or e.status = 'cancelled') and exists (select from public.door_stock s where s.event_id = e.id and s.ended is null)
  order by e.id
$$;
comment on function internal.return_stock_of_past_nights is 'Takes back what the doors of nights that are over, or cancelled, have not sold.';
