-- The record's part of what was sold at the door, and of the drawers.

create function internal.record_walk_ups(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  select internal.door_takings(p_event.id) - 'carried' || jsonb_build_object(
    'sales', (select coalesce(jsonb_agg(jsonb_build_object('type', coalesce(t.name, s.type_code), 'price', s.price::text, 'paid', s.paid, 'undone', s.undone,
      'tickets', s.tickets, 'amount', (s.price * s.tickets)::decimal(12, 2)::text) order by s.type_code, s.price, s.paid, s.undone), '[]')
      from (select w.type_code, w.price, w.paid, w.undone, sum(w.tickets) as tickets from internal.walk_ups w where w.event_id = p_event.id group by 1, 2, 3, 4) s
      left join public.ticket_types t on t.event_id = p_event.id and t.code = s.type_code),
    'drawers', (select coalesce(jsonb_agg(jsonb_build_object('phone', d.name, 'opened_at', internal.to_ms(x.opened_at), 'opened_by', x.opened_by,
      'float', x.started_with::text, 'cash', x.cash::decimal(12, 2)::text, 'terminal', x.terminal::decimal(12, 2)::text, 'tickets', x.tickets,
      'closed_at', internal.to_ms(x.closed_at), 'closed_by', x.closed_by, 'counted', x.counted::text,
      'difference', (x.counted - x.started_with - x.cash)::text) order by d.name, d.id, x.opened_at nulls first), '[]')
      from internal.drawers(p_event.id) x join public.devices d on d.id = x.device_id))
$$;
comment on function internal.record_walk_ups is
  'Sales at the door by type, price and how they were paid, those taken back apart, those without a seat; and each drawer: by whom it was opened and counted, what should be in it, and the difference.';

insert into internal.record_parts (part) values ('walk_ups');
