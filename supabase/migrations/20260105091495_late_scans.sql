-- Whoever is inside keeps the seat, whatever became of the ticket. So a scan that is heard after a refund, or after a void, may take
-- a seat again, and the undo of one may free it: the push settles the order, since it comes last.

create function internal.lock_late_orders(p_scans public.scans[])
returns uuid[]
language plpgsql volatile
set search_path = ''
as $$
declare
  v_orders uuid[];
begin
  v_orders := array(select distinct t.order_id from unnest(p_scans) s join public.tickets t on t.ticket_id = s.ticket_id and t.event_id = s.event_id
    where (s.verdict = 'undo' or t.status <> 'issued' and internal.verdict_moves(s.verdict, s.direction) is not null) and t.order_id is not null);
  -- Nearly always there is none.
  if v_orders <> '{}' then
    perform from public.orders o where o.id = any (v_orders) order by o.id for no key update;
  end if;
  return v_orders;
end
$$;
comment on function internal.lock_late_orders is
  'Locks, before anything else is locked, the orders whose seats may change by these scans, and returns them: of tickets that no longer stand, and of those whose admission is taken back.';

create function internal.lock_late_seats(p_scans public.scans[], p_orders uuid[])
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  -- Settling locks all tickets of an order, and then seats; the counts, which merging changes, come after both.
  perform from public.tickets t where t.id in (
    select o.id from public.tickets o where o.order_id = any (p_orders)
    union all select k.id from unnest(p_scans) s join public.tickets k on k.ticket_id = s.ticket_id and k.event_id = s.event_id)
  order by t.id for no key update;
  perform from public.ticket_types y where y.id in (select l.ticket_type_id from public.order_lines l where l.order_id = any (p_orders))
  order by y.id for no key update;
  perform from public.ticket_pools p where p.id in (
    select y.pool_id from public.order_lines l join public.ticket_types y on y.id = l.ticket_type_id where l.order_id = any (p_orders))
  order by p.id for no key update;
  perform from public.events e where e.id in (select o.event_id from public.orders o where o.id = any (p_orders)) order by e.id for no key update;
end
$$;
comment on function internal.lock_late_seats is 'Locks what these scans and the settling of these orders need, in the order in which every transaction does.';

create function internal.settle_late(p_orders uuid[], p_changed text[])
returns void
language sql volatile
set search_path = ''
as $$
  select internal.settle_order(o.id) from public.orders o
  where o.id in (select t.order_id from public.tickets t
    -- Also one that was voided after the orders were locked, and before its ticket was.
    where t.ticket_id = any (p_changed) and (t.order_id = any (p_orders) or t.status <> 'issued'))
  order by o.event_id, o.id
$$;
comment on function internal.settle_late is 'Settles again the orders of those changed tickets that no longer stand, or whose admission was taken back.';
