-- Pull: everything that a phone must know, from any point on, with nothing missed. Full sync and delta are the same
-- call.

create function internal.require_device_event(p_device public.devices, p_event_id uuid)
returns public.events
language plpgsql stable
set search_path = ''
as $$
declare
  v_event public.events;
begin
  select e.* into v_event from public.events e
  join public.device_events d on d.event_id = e.id and d.device_id = p_device.id
  where e.id = p_event_id;
  if v_event.id is null then
    perform internal.fail('event_not_allowed', 403);
  end if;
  return v_event;
end
$$;
comment on function internal.require_device_event is 'The event, if this phone may scan it, else event_not_allowed.';

create function internal.gates_of_event(p_event_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'admits', to_jsonb(g.admits)) order by g.sort, g.name), '[]')
  from public.gates g where g.event_id = p_event_id
$$;
comment on function internal.gates_of_event is 'The gates of an event with the type codes that each admits (null: all).';

create function internal.event_for_phone(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  select internal.event_base(p_event) || jsonb_build_object('code', p_event.code, 'day', to_char(p_event.event_day, 'YYYYMMDD'),
    'admits_from', internal.to_ms(coalesce(p_event.admits_from, p_event.doors_open_at)), 'admits_until', internal.to_ms(p_event.ends_at),
    'reentry', p_event.reentry, 'unsynced', p_event.unsynced_policy,
    'types', (select coalesce(jsonb_agg(jsonb_build_object('code', t.code, 'name', t.name) order by t.sort, t.name), '[]')
      from public.ticket_types t where t.event_id = p_event.id),
    'gates', internal.gates_of_event(p_event.id), 'min_age', p_event.min_age)
    || (select jsonb_build_object('bans_mark', s.bans_mark, 'id_check', s.id_check) from public.settings s)
$$;
comment on function internal.event_for_phone is 'What a phone must know about an event to decide offline.';

create function internal.note_report(p_device_id uuid, p_report jsonb)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  update public.devices d set last_seen_at = now(),
    queue_length = coalesce(internal.json_number(p_report, 'queue_length', 0, 1e9)::int, d.queue_length),
    list_age_ms = case when p_report is null then d.list_age_ms + (extract(epoch from now() - d.last_seen_at) * 1000)::bigint else internal.json_number(p_report, 'list_age_ms', 0, 1e12)::bigint end,
    battery = coalesce(internal.json_number(p_report, 'battery', 0, 1)::real, d.battery),
    app_version = coalesce(left(p_report ->> 'app_version', 40), d.app_version),
    clock_offset_ms = coalesce(internal.json_number(p_report, 'clock_offset_ms', -2e9, 2e9)::int, d.clock_offset_ms),
    gate_id = coalesce((select g.id from public.gates g join public.device_events v on v.event_id = g.event_id and v.device_id = d.id
      where g.id::text = p_report ->> 'gate_id'), d.gate_id)
  where d.id = p_device_id;
end
$$;
comment on function internal.note_report is
  'Records that a phone was heard from and what it reported about itself; a missing or nonsensical value leaves the old one. Heard from without a report, its list has aged since the last time.';

create function internal.pulled_total(p_event_id uuid)
returns bigint
language plpgsql stable
set search_path = ''
as $$
begin
  -- All that exist, less those written at or above the oldest running transaction; each of those was changed there too.
  return (
    select e.issued - (
      select count(*) from internal.listed_tickets t
      where t.event_id = e.id and t.changed_xid >= pg_snapshot_xmin(pg_current_snapshot()) and t.created_xid >= pg_snapshot_xmin(pg_current_snapshot()))
    from public.events e where e.id = p_event_id);
end
$$;
comment on function internal.pulled_total is 'How many tickets of an event a phone must have once it has pulled to the end.';

create type internal.pulled_id as (changed_xid xid8, id uuid);
comment on type internal.pulled_id is 'A ticket of a page, without its word.';

create type internal.pulled_ticket as (changed_xid xid8, id uuid, word text);
comment on type internal.pulled_ticket is 'A ticket of a page with its place in the order of changes.';

-- Which tickets a page has, read in the order of their index and no further than the page. With few statistics, as on a
-- night that has just been imported, the planner would read and sort all that follows the cursor for each page. Their words
-- are looked up apart: there it is to choose freely.
create function internal.spent_ids(p_event_id uuid, p_at internal.pull_cursor, p_limit int)
returns setof internal.pulled_id
-- plpgsql here and below, because it is planned once per session: small pages must be cheap.
language plpgsql stable
set search_path = ''
set enable_sort = off
set enable_bitmapscan = off
as $$
begin
  return query
    select c.changed_xid, c.id from internal.listed_tickets c
    where c.event_id = p_event_id and c.spent
      and (c.changed_xid, c.id) > (p_at.spent_xid, p_at.spent_id) and c.changed_xid < pg_snapshot_xmin(pg_current_snapshot())
    order by c.changed_xid, c.id limit p_limit;
end
$$;
comment on function internal.spent_ids is 'Which tickets spent_tickets gives, in their order.';

create function internal.spent_tickets(p_event_id uuid, p_at internal.pull_cursor, p_limit int)
returns setof internal.pulled_ticket
language plpgsql stable
set search_path = ''
as $$
begin
  return query
    select t.changed_xid, t.id, w.word
    from internal.spent_ids(p_event_id, p_at, p_limit) t
    join internal.ticket_words w on w.id = t.id
    order by t.changed_xid, t.id;
end
$$;
comment on function internal.spent_tickets is 'Tickets after this cursor that must not be let in (again): entered, refunded, void.';

create function internal.changed_ids(p_event_id uuid, p_at internal.pull_cursor, p_limit int)
returns setof internal.pulled_id
language plpgsql stable
set search_path = ''
set enable_sort = off
set enable_bitmapscan = off
as $$
begin
  return query
    select c.changed_xid, c.id from internal.listed_tickets c
    where c.event_id = p_event_id and (c.changed_xid, c.id) > (p_at.xid, p_at.id)
      -- Nothing at or above the oldest running transaction: what commits late is stamped there and must not be
      -- skipped.
      and c.changed_xid < pg_snapshot_xmin(pg_current_snapshot())
      -- Already sent among the spent tickets, and not changed since.
      and (not c.spent or (c.changed_xid, c.id) > (p_at.spent_xid, p_at.spent_id))
    order by c.changed_xid, c.id limit p_limit;
end
$$;
comment on function internal.changed_ids is 'Which tickets changed_tickets gives, in their order.';

create function internal.changed_tickets(p_event_id uuid, p_at internal.pull_cursor, p_limit int)
returns setof internal.pulled_ticket
language plpgsql stable
set search_path = ''
as $$
begin
  return query
    select t.changed_xid, t.id, w.word
    from internal.changed_ids(p_event_id, p_at, p_limit) t
    join internal.ticket_words w on w.id = t.id
    order by t.changed_xid, t.id;
end
$$;
comment on function internal.changed_tickets is 'Tickets of an event that changed after this cursor, oldest change first.';

create function internal.retouched_ids(p_event_id uuid, p_limit int)
returns setof internal.pulled_id
language plpgsql stable
set search_path = ''
set enable_sort = off
set enable_bitmapscan = off
as $$
begin
  return query
    select c.changed_xid, c.id from internal.listed_tickets c
    where c.event_id = p_event_id and c.changed_xid >= pg_snapshot_xmin(pg_current_snapshot())
      -- Those that are new up there are not in the total either.
      and c.created_xid < pg_snapshot_xmin(pg_current_snapshot())
    order by c.changed_xid, c.id limit p_limit;
end
$$;
comment on function internal.retouched_ids is 'Which tickets retouched_tickets gives, in their order.';

create function internal.retouched_tickets(p_event_id uuid, p_limit int)
returns setof internal.pulled_ticket
language plpgsql stable
set search_path = ''
as $$
begin
  return query
    select t.changed_xid, t.id, w.word
    from internal.retouched_ids(p_event_id, p_limit) t
    join internal.ticket_words w on w.id = t.id
    order by t.changed_xid, t.id;
end
$$;
comment on function internal.retouched_tickets is
  'Tickets changed at or above the oldest running transaction that existed below it: the change moved them out of the cursor''s reach, and an earlier change that the horizon vouches for may have gone with them.';

create function public.scanner_pull(p_event_id uuid, p_cursor text default null, p_limit int default 5000, p_report jsonb default null)
returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_device public.devices := internal.require_device();
  v_event public.events := internal.require_device_event(v_device, p_event_id);
  v_limit int := least(greatest(coalesce(p_limit, 5000), 1), 20000);
  v_epoch text := internal.current_epoch();
  v_at internal.pull_cursor := internal.read_cursor(p_cursor, v_epoch);
  v_horizon timestamptz;
  v_total bigint;
  v_spent internal.pulled_ticket[] := '{}';
  v_rest internal.pulled_ticket[] := '{}';
  v_retouched internal.pulled_ticket[] := '{}';
  v_more boolean;
begin
  perform internal.note_horizon();
  perform internal.note_report(v_device.id, p_report);
  if v_device.revoked_at is not null then
    return json_build_object('revoked', true, 'server_now', internal.to_ms(clock_timestamp()));
  end if;
  -- Both are read before the rows, so that the page contains what they guarantee.
  v_horizon := internal.horizon();
  v_total := internal.pulled_total(p_event_id);
  -- One more than requested, to know whether there are more.
  if v_at.spent_first then
    v_spent := array(select t from internal.spent_tickets(p_event_id, v_at, v_limit + 1) t);
    v_at.spent_first := cardinality(v_spent) > v_limit;
    v_spent := v_spent[1:v_limit];
    if cardinality(v_spent) > 0 then
      v_at.spent_xid := v_spent[cardinality(v_spent)].changed_xid;
      v_at.spent_id := v_spent[cardinality(v_spent)].id;
    end if;
  end if;
  v_more := v_at.spent_first;
  if not v_more then
    v_limit := v_limit - cardinality(v_spent);
    -- In one statement: were the oldest running transaction another between the two, what changed below it would be in neither.
    with rest as materialized (
      select array(select t from internal.changed_tickets(p_event_id, v_at, v_limit + 1) t) as found
    )
    select r.found, case when cardinality(r.found) <= v_limit then
      array(select t from internal.retouched_tickets(p_event_id, v_limit - cardinality(r.found) + 1) t) else '{}' end
    into v_rest, v_retouched from rest r;
    v_more := cardinality(v_rest) > v_limit;
    v_rest := v_rest[1:v_limit];
    if cardinality(v_rest) > 0 then
      v_at.xid := v_rest[cardinality(v_rest)].changed_xid;
      v_at.id := v_rest[cardinality(v_rest)].id;
    end if;
  end if;
  if not v_more then
    -- Told besides, and again later: the cursor stays below the oldest running transaction.
    v_limit := v_limit - cardinality(v_rest);
    if cardinality(v_retouched) > v_limit then
      v_retouched := v_retouched[1:v_limit];
      v_horizon := 'epoch';
    end if;
  end if;
  perform internal.nudge(p_event_id);
  return json_build_object('revoked', false, 'server_now', internal.to_ms(clock_timestamp()), 'horizon_ms', internal.to_ms(v_horizon),
    'epoch', v_epoch, 'cursor', internal.write_cursor(v_at, v_epoch), 'more', v_more,
    'event', internal.event_for_phone(v_event) || jsonb_build_object('crowd',
      jsonb_build_object('people', internal.people_inside(p_event_id), 'capacity', internal.people_limit(v_event)),
      'door', internal.door_for_phone(v_event, v_device.id)),
    'keys', (select coalesce(jsonb_agg(jsonb_build_object('kid', k.kid, 'public_key', internal.base64url(k.public_key)) order by k.kid), '[]')
      from public.signing_keys k where k.retired_at is null),
    'managers', internal.managers_with_pins(),
    'total', v_total, 'columns', internal.word_columns(),
    'rows', (select coalesce(json_agg(r.word::json), '[]') from unnest(v_spent || v_rest || v_retouched) r));
end
$$;
comment on function public.scanner_pull is
  'Tickets of an event that changed since the cursor, as compact rows, with all that a phone needs to decide offline; resumable at every page. A null or foreign cursor begins at zero, with the spent tickets. The list is complete up to horizon_ms once there is no more; 0 vouches for nothing new. A revoked phone is told so and gets nothing. Security definer because a phone may read no table; it gets its own events only.';
grant execute on function public.scanner_pull to authenticated;

create function public.scanner_ticket(p_event_id uuid, p_ticket_id text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_device public.devices := internal.require_device();
  v_event public.events := internal.require_device_event(v_device, p_event_id);
begin
  -- A door asks about a few guests a minute; a stolen phone must not be able to try all ids.
  if not (public.take_rate_token('scanner_ticket', v_device.id::text, 30, 30) ->> 'allowed')::boolean then
    perform internal.fail('too_many_requests', 429);
  end if;
  return jsonb_build_object('server_now', internal.to_ms(clock_timestamp()), 'revoked', v_device.revoked_at is not null,
    'word', (select w.word::jsonb from internal.ticket_words w
      where w.ticket_id = p_ticket_id and w.event_id = v_event.id and v_device.revoked_at is null));
end
$$;
comment on function public.scanner_ticket is
  'The word on one ticket of this event, or null when there is no such ticket: for a ticket that is not in the phone''s list. Thirty a minute per phone. Security definer because a phone may read no table; it gets its own events only.';
grant execute on function public.scanner_ticket to authenticated;

create function public.scanner_events()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_device public.devices := internal.require_device();
begin
  return (
    select coalesce(jsonb_agg(internal.event_base(e) || jsonb_build_object('gates', internal.gates_of_event(e.id)) order by e.event_date), '[]')
    from public.events e join public.device_events d on d.event_id = e.id
    where d.device_id = v_device.id and v_device.revoked_at is null);
end
$$;
comment on function public.scanner_events is
  'The events that the calling phone may scan, none once it is revoked. Security definer because a phone may read no table.';
grant execute on function public.scanner_events to authenticated;
