-- The parts of a night's record. Each is derived from the facts by one function, and says nothing that a recount can't say again.
-- A further part is one migration: its function internal.record_PART(event) and its line in record_parts.

create table internal.record_parts (
  part text primary key check (part ~ '^[a-z][a-z_]*$')
);
comment on table internal.record_parts is
  'Which parts a record has; each is read by the function internal.record_PART. packages/wire/src/night-record says how they read. No policy: only functions read it.';
alter table internal.record_parts enable row level security;

create function internal.phone_facts(p_event_id uuid)
returns table (id uuid, device_id uuid, gate_id uuid, at timestamptz, received_at timestamptz, offline boolean, admitted boolean, refused boolean,
  double_entry boolean)
language sql stable
set search_path = ''
as $$
  select s.id, s.device_id, s.gate_id, s.merged_at, s.received_at, s.offline,
    internal.verdict_moves(s.verdict, s.direction) is not distinct from 'in' and not internal.is_undone(s),
    internal.is_refused(s), s.result = 'double_entry'
  from public.scans s where s.event_id = p_event_id
  union all
  select a.id, a.device_id, a.gate_id, a.merged_at, a.received_at, a.offline, false, a.kind = 'refusal', false
  from public.door_acts a where a.event_id = p_event_id
$$;
comment on function internal.phone_facts is 'Everything that the phones of a night told: when it was, when it was heard of, and whether it let somebody in or refused them.';

create function internal.record_doors(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  with scans as materialized (
    select k.gate_id, k.result, k.merged_at, internal.is_refused(k) as refused,
      k.result in ('unknown_ticket', 'other_event') and internal.verdict_moves(k.verdict, k.direction) = 'in' and not internal.is_undone(k) as unmatched
    from public.scans k where k.event_id = p_event.id
  ), figures as (
    select s.gate_id,
      count(*) filter (where s.result = 'entry') as entries,
      count(*) filter (where s.result = 'readmission') as readmissions,
      count(*) filter (where s.result = 'exit') as exits,
      count(*) filter (where s.result = 'double_entry') as double_entries,
      count(*) filter (where s.unmatched) as unmatched,
      count(*) filter (where s.refused) as refusals,
      count(*) filter (where s.result = 'after_revocation') as after_revocation,
      min(s.merged_at) filter (where s.result = 'entry') as first_at,
      max(s.merged_at) filter (where s.result = 'entry') as last_at
    from scans s group by s.gate_id
  ), doors as (
    select g.id, g.name, g.sort from public.gates g where g.event_id = p_event.id
    union all
    select null, null, null where exists (select from figures f where f.gate_id is null)
  )
  select jsonb_build_object('gates', coalesce(jsonb_agg(jsonb_build_object('gate', d.name,
    'entries', coalesce(f.entries, 0), 'readmissions', coalesce(f.readmissions, 0), 'exits', coalesce(f.exits, 0),
    'double_entries', coalesce(f.double_entries, 0), 'unmatched', coalesce(f.unmatched, 0), 'refusals', coalesce(f.refusals, 0),
    'after_revocation', coalesce(f.after_revocation, 0),
    'first_at', internal.to_ms(f.first_at), 'last_at', internal.to_ms(f.last_at)) order by d.sort nulls last, d.name), '[]'))
  from doors d left join figures f on f.gate_id is not distinct from d.id
$$;
comment on function internal.record_doors is
  'By gate (null: none was named): entries, readmissions, exits, double entries, those let in on a ticket that isn''t this night''s, refusals, scans after a revocation, and the first and last entry.';

create function internal.record_heads(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('capacity', p_event.venue_capacity, 'fullest', internal.fullest(p_event),
    'inside_at_end', internal.people_inside(p_event.id), 'quarters', internal.heads_by_quarter(p_event))
$$;
comment on function internal.record_heads is 'People inside by quarter of an hour with its margin, the legal limit, and how near it came.';

create function internal.record_shift(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  with facts as (
    select * from internal.phone_facts(p_event.id)
  ), phones as (
    select d.*, m.name as paired_by_name, f.*,
      (select coalesce(jsonb_agg(g.name order by g.sort, g.name), '[]') from public.gates g
        where g.id in (select x.gate_id from facts x where x.device_id = d.id)) as gates
    from public.device_events v
    join public.devices d on d.id = v.device_id
    left join public.staff_members m on m.id = d.paired_by
    left join lateral (
      select count(*) as facts, count(*) filter (where x.admitted) as admitted, count(*) filter (where x.refused) as refused,
        min(x.at) as first_at, max(x.at) as last_at, max(x.received_at) as heard_at
      from facts x where x.device_id = d.id) f on true
    where v.event_id = p_event.id
  ), revocations as (
    select a.detail ->> 'device_id' as device_id, (array_agg(m.name order by a.id))[1] as by
    from public.audit_log a left join public.staff_members m on m.user_id = a.actor where a.action = 'revoke_phone' group by 1
  ), staff as (
    select m.name, m.role, count(*) as acts, min(a.at) as first_at, max(a.at) as last_at
    from public.audit_log a join public.staff_members m on m.user_id = a.actor
    where a.event_id = p_event.id and a.action not in ('seal_record', 'correct_record')
      and a.at between p_event.doors_open_at - interval '6 hours' and p_event.ends_at + interval '6 hours'
    group by m.id, m.name, m.role
  )
  select jsonb_build_object(
    'phones', (select coalesce(jsonb_agg(jsonb_build_object('phone', p.name, 'gates', p.gates, 'paired_at', internal.to_ms(p.paired_at),
      'paired_by', p.paired_by_name, 'facts', p.facts, 'admitted', p.admitted, 'refused', p.refused,
      'first_at', internal.to_ms(p.first_at), 'last_at', internal.to_ms(p.last_at), 'heard_at', internal.to_ms(p.heard_at),
      'revoked_at', internal.to_ms(p.revoked_at), 'revoked_by', r.by) order by p.name, p.id), '[]')
      from phones p left join revocations r on r.device_id = p.id::text),
    'staff', (select coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'role', s.role, 'acts', s.acts,
      'first_at', internal.to_ms(s.first_at), 'last_at', internal.to_ms(s.last_at)) order by s.name, s.first_at), '[]') from staff s))
$$;
comment on function internal.record_shift is
  'The phones of a night (who paired them, where they scanned, what they did, when they were heard last, revocation), and the staff who acted on it from six hours before doors to six hours after the end.';

create function internal.record_tickets(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  with entries as (
    select t.ticket_type_id, s.gate_id, count(*) as entries
    from public.tickets t join public.scans s on s.id = t.entry_scan_id
    where t.event_id = p_event.id group by 1, 2
  )
  select jsonb_build_object('types', coalesce(jsonb_agg(jsonb_build_object('code', y.code, 'name', y.name, 'sold', y.sold,
    'entered', (select coalesce(sum(e.entries), 0) from entries e where e.ticket_type_id = y.id),
    'inside', (select count(*) from public.tickets t where t.ticket_type_id = y.id and t.presence = 'inside'),
    'gates', (select coalesce(jsonb_agg(jsonb_build_object('gate', g.name, 'entered', e.entries) order by g.sort, g.name), '[]')
      from entries e left join public.gates g on g.id = e.gate_id where e.ticket_type_id = y.id)) order by y.sort, y.name), '[]'))
  from public.ticket_types y where y.event_id = p_event.id
$$;
comment on function internal.record_tickets is 'By ticket type: sold, entered, still inside at the end, and the gates through which they came (null: none was named).';

create function internal.record_refusals(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object(
    'causes', (select coalesce(jsonb_agg(jsonb_build_object('verdict', c.verdict, 'total', c.total, 'first_at', internal.to_ms(c.first_at),
      'last_at', internal.to_ms(c.last_at)) order by c.total desc, c.verdict), '[]')
      from (select s.verdict, count(*) as total, min(s.merged_at) as first_at, max(s.merged_at) as last_at
        from public.scans s where s.event_id = p_event.id and internal.is_refused(s) group by s.verdict) c),
    'gates', (select coalesce(jsonb_agg(jsonb_build_object('gate', c.name, 'verdict', c.verdict, 'total', c.total)
      order by c.sort nulls last, c.name, c.total desc, c.verdict), '[]')
      from (select g.name, g.sort, s.verdict, count(*) as total
        from public.scans s left join public.gates g on g.id = s.gate_id
        where s.event_id = p_event.id and internal.is_refused(s) group by 1, 2, 3) c))
$$;
comment on function internal.record_refusals is 'Scans that let nobody in, less those that were answered or overruled, by cause, and by gate (null: none was named) and cause.';

create function internal.record_double_entries(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('entries', coalesce(jsonb_agg(jsonb_build_object('ticket', x.ticket_id, 'type', t.ticket_type,
    'first', internal.scan_place(f) - 'scan_id', 'second', internal.scan_place(x) - 'scan_id', 'certain', internal.is_certain(x, f),
    'note', n.note, 'noted_at', internal.to_ms(n.noted_at),
    'noted_by', (select m.name from public.staff_members m where m.user_id = n.noted_by)) order by x.merged_at, x.id), '[]'))
  from public.scans x
  join public.tickets t on t.ticket_id = x.ticket_id
  join public.scans f on f.id = x.first_scan_id
  left join public.double_entry_notes n on n.scan_id = x.id
  where x.event_id = p_event.id and x.result = 'double_entry'
$$;
comment on function internal.record_double_entries is
  'Every double entry with both doors, times and phones, and what a manager noted. Without the guest''s name: a sealed record can''t forget one.';

create function internal.record_outages(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  with waited as (
    -- What the server heard of within a minute and a half was sent in time: phones contact it every thirty seconds.
    select f.* from internal.phone_facts(p_event.id) f where f.offline or f.received_at - f.at > interval '90 seconds'
  ), marked as (
    select w.*, coalesce(w.at > max(w.received_at) over (partition by w.device_id order by w.at, w.id rows between unbounded preceding and 1 preceding),
      true) as begins
    from waited w
  ), numbered as (
    select m.*, count(*) filter (where m.begins) over (partition by m.device_id order by m.at, m.id) as outage from marked m
  ), outages as (
    select n.device_id, min(n.at) as from_at, max(n.received_at) as until_at, max(n.received_at - n.at) as longest, count(*) as facts,
      count(*) filter (where n.admitted) as admitted, count(*) filter (where n.refused) as refused, count(*) filter (where n.double_entry) as double_entries
    from numbered n group by n.device_id, n.outage
  )
  select jsonb_build_object('outages', coalesce(jsonb_agg(jsonb_build_object('phone', d.name, 'from_at', internal.to_ms(o.from_at),
    'until_at', internal.to_ms(o.until_at), 'longest_wait_ms', internal.to_ms('epoch'::timestamptz + o.longest), 'facts', o.facts,
    'admitted', o.admitted, 'refused', o.refused, 'double_entries', o.double_entries) order by o.from_at, d.name, o.device_id), '[]'))
  from outages o join public.devices d on d.id = o.device_id
$$;
comment on function internal.record_outages is
  'Spans in which a phone worked without being heard: from the first scan or act that had to wait until the last of them arrived, and what it did meanwhile.';

insert into internal.record_parts (part) values ('doors'), ('shift'), ('heads'), ('tickets'), ('refusals'), ('double_entries'), ('outages');

create function internal.record_as_it_stands(p_event public.events)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_part text;
  v_one jsonb;
  v_all jsonb := '{}';
begin
  for v_part in select p.part from internal.record_parts p order by p.part loop
    execute format('select internal.%I($1)', 'record_' || v_part) into v_one using p_event;
    v_all := v_all || jsonb_build_object(v_part, v_one);
  end loop;
  return v_all;
end
$$;
comment on function internal.record_as_it_stands is 'All parts of a night''s record, as the facts are now.';

create function internal.record_night(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('id', p_event.id, 'name', p_event.name, 'starts_at', internal.to_ms(p_event.event_date),
    'doors_at', internal.to_ms(p_event.doors_open_at), 'ends_at', internal.to_ms(p_event.ends_at), 'timezone', p_event.timezone,
    'venue', p_event.venue_name, 'address', p_event.venue_address, 'currency', p_event.currency,
    'club', (select s.club_name from public.settings s))
$$;
comment on function internal.record_night is 'What a record says of the night itself: Unix milliseconds, and the names of the day.';
