-- Sales at the door: acts of the doormen, and what follows from them. The money is in the drawer and the guest is inside
-- whatever the server thinks of it, so a sale is never refused; one that found no seat is told to a manager.

create index door_acts_taken_back on public.door_acts ((payload ->> 'walk_up')) where kind = 'walk_up_undo';

create view internal.walk_ups as
select a.id, a.event_id, a.device_id, a.gate_id, a.merged_at, a.acted_at, a.payload ->> 'type' as type_code,
  array(select jsonb_array_elements_text(a.payload -> 'tickets')) as ticket_ids, jsonb_array_length(a.payload -> 'tickets') as tickets,
  (a.payload ->> 'price')::decimal(10, 2) as price, a.payload ->> 'paid' as paid,
  exists (select from public.door_acts u where u.kind = 'walk_up_undo' and u.payload ->> 'walk_up' = a.id::text and u.device_id = a.device_id
    and u.event_id = a.event_id and not u.after_revocation) as undone
from public.door_acts a where a.kind = 'walk_up' and not a.after_revocation;
comment on view internal.walk_ups is 'Sales at the door that count, and whether their own phone took them back. price: of each ticket.';

create function internal.order_of_walk_up(p_walk_up internal.walk_ups)
returns uuid
language plpgsql volatile
set search_path = ''
as $$
declare
  v_event public.events;
  v_order uuid;
begin
  select * into v_event from public.events e where e.id = p_walk_up.event_id;
  insert into public.orders (kind, event_id, event_name, customer_email, total_amount, currency, ticket_count, client_key, request_hash, hold_expires_at)
  values ('door', v_event.id, v_event.name, '', p_walk_up.price * p_walk_up.tickets, v_event.currency, p_walk_up.tickets,
    'door ' || p_walk_up.id, 'door', now())
  returning id into v_order;
  -- The seats that the phone's stock held are now held by the order.
  insert into public.order_lines (order_id, ticket_type_id, quantity, unit_price, held)
  select v_order, s.ticket_type_id, count(*), p_walk_up.price, count(*) filter (where s.ended is null)
  from public.door_stock s where s.ticket_id = any (p_walk_up.ticket_ids) group by s.ticket_type_id;
  update public.door_stock s set ended = 'sold', order_id = v_order where s.ticket_id = any (p_walk_up.ticket_ids);
  perform internal.settle_order(v_order, (select jsonb_agg(jsonb_build_object('ticket_id', s.ticket_id, 'ticket_type_id', s.ticket_type_id,
    'qr_code_data', s.qr_code_data)) from public.door_stock s where s.order_id = v_order));
  return v_order;
-- Signed for a day or a type code that the night has no more: there is no ticket, and the sale stands without one.
exception when sqlstate 'PT400' then
  return null;
end
$$;
comment on function internal.order_of_walk_up is
  'Makes the order of a sale at the door and settles it like any other: with its tickets, or declined where the night is cancelled or no seat is left for what came back from the phone before.';

create function internal.settle_walk_up(p_walk_up internal.walk_ups)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_order uuid;
  v_types uuid[];
  v_seats int[];
begin
  select o.id into v_order from public.orders o where o.client_key = 'door ' || p_walk_up.id;
  if p_walk_up.undone and v_order is not null then
    insert into public.ticket_voids (ticket_id, reason) select t.ticket_id, 'walk_up_undo' from public.tickets t where t.order_id = v_order
    on conflict (ticket_id) do nothing;
    perform internal.settle_order(v_order);
  elsif p_walk_up.undone then
    -- Somebody may have a picture of them: nobody else gets these.
    with gone as (
      update public.door_stock s set ended = 'undone' where s.ticket_id = any (p_walk_up.ticket_ids) and s.event_id = p_walk_up.event_id and s.ended is null
      returning s.ticket_type_id
    )
    select array_agg(n.ticket_type_id), array_agg(-n.seats) into v_types, v_seats
    from (select g.ticket_type_id, count(*)::int as seats from gone g group by 1) n;
    if v_types is not null then
      perform internal.shift_seats(p_walk_up.event_id, v_types, v_seats, array_fill(0, array[cardinality(v_types)]));
    end if;
  elsif v_order is null and p_walk_up.tickets = (
    select count(*) from public.door_stock s
    where s.ticket_id = any (p_walk_up.ticket_ids) and s.event_id = p_walk_up.event_id and s.order_id is null and s.ended is distinct from 'undone'
  ) then
    perform internal.order_of_walk_up(p_walk_up);
  end if;
end
$$;
comment on function internal.settle_walk_up is
  'Derives the order of a sale at the door from the acts: made once, and its tickets void when it was taken back. Tickets that no phone was given, or that were sold before, make no order: the sale is found as one without a seat.';

create function internal.settle_walk_ups()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
declare
  v_ids uuid[];
  v_tickets text[];
  v_walk_up internal.walk_ups;
begin
  select array_agg(distinct x.id) into v_ids from (
    select n.id from inserted n where n.kind = 'walk_up' union all
    select (n.payload ->> 'walk_up')::uuid from inserted n where n.kind = 'walk_up_undo') x;
  if v_ids is null then
    return null;
  end if;
  select array_agg(distinct k.id) into v_tickets from internal.walk_ups w cross join unnest(w.ticket_ids) k (id) where w.id = any (v_ids);
  -- In the order of every other writer: orders, expected tickets, tickets, types.
  perform from public.orders o where o.client_key = any (array(select 'door ' || i from unnest(v_ids) i)) order by o.id for no key update;
  perform internal.expect_tickets(w.event_id, w.ticket_ids) from internal.walk_ups w where w.id = any (v_ids) order by w.event_id;
  perform from public.tickets t where t.ticket_id = any (v_tickets) order by t.id for no key update;
  perform from public.ticket_types t where t.id in (select s.ticket_type_id from public.door_stock s where s.ticket_id = any (v_tickets)) order by t.id for no key update;
  for v_walk_up in select * from internal.walk_ups w where w.id = any (v_ids) order by w.event_id, w.id loop
    perform internal.settle_walk_up(v_walk_up);
  end loop;
  return null;
end
$$;
comment on function internal.settle_walk_ups is 'Trigger: makes the orders of sales at the door, and takes back those that were undone.';
-- Named so that it comes before the counts, as tickets do for everybody who locks both.
create trigger door_acts_admit_walk_ups after insert on public.door_acts referencing new table as inserted
  for each statement execute function internal.settle_walk_ups();

create function internal.is_seated(p_walk_up internal.walk_ups)
returns boolean
language sql stable
set search_path = ''
as $$
  select exists (select from public.orders o where o.client_key = 'door ' || p_walk_up.id and o.completed_at is not null)
$$;
comment on function internal.is_seated is 'Whether a sale at the door has its tickets. One without them is a guest too many, or one of a night that was cancelled.';

create function internal.door_takings(p_event_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('tickets', coalesce(sum(w.tickets) filter (where not w.undone), 0),
    'cash', coalesce(sum(w.price * w.tickets) filter (where not w.undone and w.paid = 'cash'), 0)::decimal(12, 2)::text,
    'terminal', coalesce(sum(w.price * w.tickets) filter (where not w.undone and w.paid = 'terminal'), 0)::decimal(12, 2)::text,
    'undone', coalesce(sum(w.tickets) filter (where w.undone), 0),
    'without_seat', coalesce(sum(w.tickets) filter (where not w.undone and not internal.is_seated(w)), 0),
    'carried', (select count(*) from public.door_stock s where s.event_id = p_event_id and s.ended is null))
  from internal.walk_ups w where w.event_id = p_event_id
$$;
comment on function internal.door_takings is
  'What was sold at the door, in cash and at the house''s terminal, as the doormen said: none of it passes through the provider. Also what was taken back, what found no seat, and what phones still carry.';

create function internal.drawers(p_event_id uuid)
returns table (device_id uuid, opened_at timestamptz, opened_by text, started_with decimal, cash decimal, terminal decimal, tickets int, closed_at timestamptz,
  closed_by text, counted decimal)
language sql stable
set search_path = ''
as $$
  with steps as (
    -- Of each phone, in the order in which it made them: all by the same clock.
    select a.device_id, a.id, a.merged_at as at, a.payload ->> 'step' as step, (a.payload ->> 'amount')::decimal(12, 2) as amount, a.payload ->> 'by' as by,
      lead(a.payload ->> 'step') over w as next_step, lead(a.id) over w as next_id, lead(a.merged_at) over w as next_at,
      lead((a.payload ->> 'amount')::decimal(12, 2)) over w as next_amount, lead(a.payload ->> 'by') over w as next_by
    from public.door_acts a where a.event_id = p_event_id and a.kind = 'drawer' and not a.after_revocation
    window w as (partition by a.device_id order by a.id)
  ), sales as (
    select w.*, (select s.id from steps s where s.device_id = w.device_id and s.id < w.id order by s.id desc limit 1) as step_id
    from internal.walk_ups w where w.event_id = p_event_id and not w.undone
  )
  select coalesce(s.device_id, x.device_id), s.at, s.by, s.amount, coalesce(x.cash, 0), coalesce(x.terminal, 0), coalesce(x.tickets, 0)::int,
    case s.next_step when 'close' then s.next_at end, case s.next_step when 'close' then s.next_by end, case s.next_step when 'close' then s.next_amount end
  from (select * from steps k where k.step = 'open') s
  full join (
    select w.device_id, o.id as step_id, sum(w.price * w.tickets) filter (where w.paid = 'cash') as cash,
      sum(w.price * w.tickets) filter (where w.paid = 'terminal') as terminal, sum(w.tickets) as tickets
    from sales w left join steps o on o.id = w.step_id and o.step = 'open' group by w.device_id, o.id
  ) x on x.step_id = s.id
$$;
comment on function internal.drawers is
  'Each phone''s drawer from the count at the start to the count at the end, with what was sold in between; without a start: what was sold while no drawer was open.';
