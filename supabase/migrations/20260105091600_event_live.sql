-- What a manager watches.

create function internal.phones_of_event(p_event_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'gate', g.name, 'gate_id', d.gate_id,
    'paired_at', internal.to_ms(d.paired_at), 'last_seen_at', internal.to_ms(d.last_seen_at),
    'list_age_ms', d.list_age_ms, 'queue_length', d.queue_length, 'battery', d.battery, 'app_version', d.app_version,
    'clock_offset_ms', d.clock_offset_ms, 'revoked', d.revoked_at is not null) order by d.revoked_at nulls first, d.name, d.id), '[]')
  from public.devices d
  join public.device_events v on v.device_id = d.id
  left join public.gates g on g.id = d.gate_id
  where v.event_id = p_event_id
$$;
comment on function internal.phones_of_event is 'The phones of an event with what each last said of itself.';

create function internal.scan_place(p_scan public.scans)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('scan_id', p_scan.id, 'at', internal.to_ms(p_scan.merged_at),
    'gate', (select g.name from public.gates g where g.id = p_scan.gate_id),
    'device', (select d.name from public.devices d where d.id = p_scan.device_id))
$$;
comment on function internal.scan_place is 'When, at which gate and by which phone a scan was made.';

create function internal.double_entries(p_event_id uuid, p_limit int)
returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('ticket_id', x.ticket_id, 'type', t.ticket_type, 'guest', t.guest_name,
    'first', internal.scan_place(f), 'second', internal.scan_place(x), 'certain', internal.is_certain(x, f),
    'noted', case when n.scan_id is not null then jsonb_build_object('at', internal.to_ms(n.noted_at), 'note', n.note,
      'by', (select m.name from public.staff_members m where m.user_id = n.noted_by)) end) order by x.merged_at desc, x.id), '[]')
  from (select s.* from public.scans s where s.event_id = p_event_id and s.result = 'double_entry' order by s.merged_at desc limit p_limit) x
  join public.tickets t on t.ticket_id = x.ticket_id
  join public.scans f on f.id = x.first_scan_id
  left join public.double_entry_notes n on n.scan_id = x.id
$$;
comment on function internal.double_entries is 'The latest double entries with both doors, times and phones, and what a manager noted.';

create function internal.last_refusals(p_event_id uuid, p_limit int)
returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('at', internal.to_ms(r.merged_at), 'verdict', r.cause, 'words', r.words, 'gate', g.name, 'device', d.name,
    'ticket_id', r.ticket_id) order by r.merged_at desc, r.id), '[]')
  from (select n.* from internal.refusals n where n.event_id = p_event_id order by n.merged_at desc limit p_limit) r
  left join public.gates g on g.id = r.gate_id
  left join public.devices d on d.id = r.device_id
$$;
comment on function internal.last_refusals is 'The latest refusals, by verdict or by hand.';

create function internal.door_decisions(p_event_id uuid, p_limit int)
returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('scan_id', d.id, 'at', internal.to_ms(d.merged_at), 'kind', d.verdict, 'ticket_id', d.ticket_id,
    'about', (select a.verdict from public.scans a where a.id = d.refers_to), 'reason', d.override_reason,
    'by', (select m.name from public.staff_members m where m.id = d.override_by), 'allowed', coalesce(d.override_allowed, true),
    'undone', d.is_undone, 'gate', g.name, 'device', p.name) order by d.merged_at desc, d.id), '[]')
  from (select s.*, internal.is_undone(s) as is_undone from public.scans s where s.event_id = p_event_id and s.verdict in ('override', 'let_in', 'undo')
    order by s.merged_at desc limit p_limit) d
  left join public.gates g on g.id = d.gate_id
  left join public.devices p on p.id = d.device_id
$$;
comment on function internal.door_decisions is
  'The latest decisions of people at the door: ambers let in, verdicts overruled (by whom and why) and greens taken back.';

create function internal.arrivals(p_event_id uuid, p_since timestamptz)
returns table (minute bigint, part text, gate_id text, people int)
language sql stable
set search_path = ''
as $$
  select k.parts[2]::bigint, k.parts[3], k.parts[4], c.entered
  from public.event_counts c cross join lateral (select string_to_array(c.key, ':') offset 0) k (parts)
  where c.event_id = p_event_id and starts_with(c.key, 'minute:') and c.entered > 0 and k.parts[2]::bigint >= internal.to_ms(p_since)
  union all
  select internal.to_ms(date_bin('1 minute', s.merged_at, 'epoch')), coalesce(t.ticket_type_id::text, 'other'), coalesce(s.gate_id::text, ''), 1
  from public.scans s
  left join public.tickets t on t.ticket_id = s.ticket_id and s.result = 'double_entry'
  where s.event_id = p_event_id and s.merged_at >= p_since and s.result in ('double_entry', 'unknown_ticket', 'other_event')
    and (s.result = 'double_entry' or internal.verdict_moves(s.verdict, s.direction) = 'in' and not internal.is_undone(s))
  union all
  select internal.to_ms(date_bin('1 minute', l.at, 'epoch')), 'list', coalesce(l.gate_id::text, ''), l.change
  from internal.list_moves(p_event_id) l where l.change > 0 and l.at >= p_since
$$;
comment on function internal.arrivals is
  'Who came in since then, by minute (Unix milliseconds), gate (its id, empty for none) and part: the id of the ticket''s type, double entries included; hand for those counted by hand; list for guest lists; other for tickets that are not here, or another night''s. What people_inside counts, less those who left or came back.';

create function internal.arrivals_per_minute(p_event_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$
  with arrivals as materialized (
    select a.minute, a.gate_id, y.code, case when y.id is null then a.part end as other, a.people
    from internal.arrivals(p_event_id, date_bin('1 minute', now(), 'epoch') - interval '119 minutes') a
    left join public.ticket_types y on y.event_id = p_event_id and y.id::text = a.part
  ), parts as (
    select x.minute, jsonb_object_agg(x.code, x.people) filter (where x.code is not null) as types,
      jsonb_object_agg(x.other, x.people) filter (where x.other is not null) as others
    from (select a.minute, a.code, a.other, sum(a.people) as people from arrivals a group by 1, 2, 3) x
    group by 1
  ), gates as (
    select x.minute, jsonb_object_agg(x.gate_id, x.people) as gates, sum(x.people) as people
    from (select a.minute, a.gate_id, sum(a.people) as people from arrivals a group by 1, 2) x
    group by 1
  )
  select coalesce(jsonb_agg(jsonb_build_object('minute', g.minute, 'admitted', g.people, 'types', coalesce(p.types, '{}'),
    'others', coalesce(p.others, '{}'), 'gates', g.gates) order by g.minute), '[]')
  from gates g join parts p using (minute)
$$;
comment on function internal.arrivals_per_minute is
  'Arrivals by minute over the last two hours, with how many were of each ticket type (by its code), of no type of this night''s (hand, list, other) and at each gate (by its id, empty for none); a minute without any is left out.';

create function internal.entries_by_gate(p_event_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'admitted', coalesce(c.entered, 0)) order by g.sort, g.name), '[]')
  from public.gates g
  left join public.event_counts c on c.event_id = g.event_id and c.key = 'gate:' || g.id
  where g.event_id = p_event_id
$$;
comment on function internal.entries_by_gate is 'Entries by gate, gates without any included.';

create function public.event_live(p_event_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_event public.events;
  v_types jsonb;
  v_sold int;
  v_inside int;
  v_left int;
  v_unheard int;
  v_unheard_since timestamptz;
begin
  perform internal.require_action('watch_night');
  select * into v_event from public.events e where e.id = p_event_id;
  if v_event.id is null then
    perform internal.fail('event_not_found', 404);
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('code', t.code, 'name', t.name, 'sold', t.sold, 'admitted', coalesce(c.entered, 0))
      order by t.sort, t.name), '[]'),
    coalesce(sum(t.sold), 0), coalesce(sum(c.inside), 0), coalesce(sum(c.entered - c.inside), 0)
  into v_types, v_sold, v_inside, v_left
  from public.ticket_types t
  left join public.event_counts c on c.event_id = t.event_id and c.key = 'type:' || t.id
  where t.event_id = p_event_id;
  -- Phones contact us at least every 30 s; after 90 s of silence what they let in is not in the count.
  select count(*), min(d.last_seen_at) into v_unheard, v_unheard_since
  from public.devices d join public.device_events v on v.device_id = d.id
  where v.event_id = p_event_id and d.revoked_at is null and d.last_seen_at < now() - interval '90 seconds';
  return jsonb_build_object('server_now', internal.to_ms(now()),
    'inside', v_inside, 'people_inside', internal.people_inside(p_event_id), 'admitted', v_inside + v_left, 'exited', v_left, 'sold', v_sold, 'capacity', internal.people_limit(v_event),
    'house_limit', v_event.venue_capacity, 'by_hand', internal.counted_by_hand(p_event_id), 'by_lists', internal.people_by_lists(p_event_id),
    'beyond_tickets', internal.people_beyond_tickets(p_event_id),
    'door', internal.door_takings(p_event_id) || jsonb_build_object('currency', v_event.currency, 'sells', exists (select from public.door_prices p where p.event_id = p_event_id)),
    'unheard_phones', v_unheard, 'unheard_since_ms', internal.to_ms(v_unheard_since),
    'by_type', v_types, 'by_gate', internal.entries_by_gate(p_event_id), 'per_minute', internal.arrivals_per_minute(p_event_id),
    'refusals', internal.last_refusals(p_event_id, 10), 'refusal_causes', internal.refusal_causes(p_event_id),
    'double_entries', internal.double_entries(p_event_id, 50), 'decisions', internal.door_decisions(p_event_id, 10),
    'phones', internal.phones_of_event(p_event_id));
end
$$;
comment on function public.event_live is
  'The night as it stands: people inside and the limit, those counted by hand, those who came in on lists or beyond the tickets, what the door sold, tickets inside, admitted, exited, by type, gate and minute, refusals, double entries, phones, and since when how many phones are unheard. Security definer because it reads across tables in one call; it checks the caller''s role itself.';
grant execute on function public.event_live to authenticated;

create function public.event_phones(p_event_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('watch_night');
  return jsonb_build_object('server_now', internal.to_ms(now()), 'phones', internal.phones_of_event(p_event_id));
end
$$;
comment on function public.event_phones is
  'The phones of an event, with the server''s time, because a manager''s clock may be wrong. Security definer because it is one call of the manager''s app; it checks the caller''s role itself.';
grant execute on function public.event_phones to authenticated;

create function public.manager_events()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('see_nights');
  return (
    select coalesce(jsonb_agg(internal.event_base(e) || jsonb_build_object('gates', internal.gates_of_event(e.id)) order by e.event_date), '[]')
    from public.events e where e.ends_at > now() - interval '2 days');
end
$$;
comment on function public.manager_events is
  'Events that are to come or just over, drafts included, with their gates. Security definer because it is one call of the manager''s app; it checks the caller''s role itself.';
grant execute on function public.manager_events to authenticated;
