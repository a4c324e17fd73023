-- Push: a batch of scans in, the authoritative outcome of each out. One bad scan never blocks the others.

create function internal.parse_scans(p_device public.devices, p_scans jsonb[])
returns table (ord bigint, error text, scan public.scans)
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
    -- Every cast stands behind a CASE that proves it possible: whatever a phone sends, nothing here raises.
    with raw as (
      select u.ord, u.s,
        case when pg_input_is_valid(u.s ->> 'id', 'uuid') then (u.s ->> 'id')::uuid end as id,
        case when pg_input_is_valid(u.s ->> 'event_id', 'uuid') then (u.s ->> 'event_id')::uuid end as event_id,
        case when pg_input_is_valid(u.s ->> 'gate_id', 'uuid') then (u.s ->> 'gate_id')::uuid end as gate_id,
        case when jsonb_typeof(u.s -> 'scanned_at') = 'number' then (u.s ->> 'scanned_at')::numeric end as scanned_at,
        case when jsonb_typeof(u.s -> 'device_time') = 'number' then (u.s ->> 'device_time')::numeric end as device_time,
        case when jsonb_typeof(u.s -> 'clock_offset_ms') = 'number' then (u.s ->> 'clock_offset_ms')::numeric end as clock_offset_ms,
        case when jsonb_typeof(u.s -> 'clock_uncertainty_ms') = 'number' then (u.s ->> 'clock_uncertainty_ms')::numeric end as uncertainty_ms,
        case when jsonb_typeof(u.s -> 'cache_age_ms') = 'number' then (u.s ->> 'cache_age_ms')::numeric end as cache_age_ms
      from unnest(p_scans) with ordinality u (s, ord)
    ), checked as (
      select r.*, case
        when coalesce(
          jsonb_typeof(r.s) = 'object' and r.id is not null and r.event_id is not null
          and jsonb_typeof(r.s -> 'ticket_id') = 'string' and length(r.s ->> 'ticket_id') between 1 and 64
          and r.s ->> 'direction' in ('in', 'out')
          and r.s ->> 'verdict' in ('admit', 'readmit', 'admit_unsynced', 'exit', 'override', 'unverified', 'already_used', 'wrong_event',
            'wrong_gate', 'refunded', 'void', 'not_yet_valid', 'expired', 'forged', 'mistyped', 'not_a_ticket', 'unknown_ticket',
            'revoked_device')
          -- 2001 to 2100: a phone whose clock is farther off has no time to speak of.
          and r.scanned_at between 1e12 and 4102444800000 and r.device_time between 0 and 4102444800000
          and r.clock_offset_ms between -2147483647 and 2147483647 and r.uncertainty_ms between 0 and 2147483647
          and coalesce(r.cache_age_ms, 0) between 0 and 1e12
          and jsonb_typeof(r.s -> 'offline') = 'boolean'
          and coalesce(length(r.s ->> 'override_reason'), 0) <= 500, false) is false then 'invalid_request'
        when d.event_id is null then 'event_not_allowed'
        end as error, g.id as known_gate_id
      from raw r
      left join public.device_events d on d.device_id = p_device.id and d.event_id = r.event_id
      left join public.gates g on g.id = r.gate_id and g.event_id = r.event_id
    )
    select c.ord, c.error, case when c.error is null then row(
        c.id, c.s ->> 'ticket_id', c.event_id, p_device.id, c.known_gate_id, c.s ->> 'direction', c.s ->> 'verdict', null,
        'epoch'::timestamptz + round(c.scanned_at)::double precision * interval '1 millisecond',
        'epoch'::timestamptz + round(c.device_time)::double precision * interval '1 millisecond',
        round(c.clock_offset_ms)::int, round(c.uncertainty_ms)::int, round(c.cache_age_ms)::bigint, (c.s -> 'offline')::boolean,
        c.s ->> 'override_reason', p_device.revoked_at is not null, now(),
        -- Until the merge knows better: a movement waits for its ticket, a refusal is one whatever the ticket.
        case when c.s ->> 'direction' = 'out' and c.s ->> 'verdict' = 'exit'
            or c.s ->> 'direction' = 'in' and c.s ->> 'verdict' in ('admit', 'readmit', 'admit_unsynced', 'override')
          then 'unknown_ticket' else 'refusal' end, null)::public.scans end
    from checked c;
end
$$;
comment on function internal.parse_scans is
  'Reads scans from the wire, each with the error that refuses it or as a row of scans. A gate that is not one of the event is dropped, not the scan.';

create function internal.lock_tickets(p_ticket_ids text[])
returns boolean
language plpgsql volatile
set search_path = ''
as $$
declare
  v_locked int;
begin
  -- In id order, as everyone who locks more than one ticket does.
  perform from public.tickets t where t.ticket_id = any (p_ticket_ids) order by t.id for no key update;
  get diagnostics v_locked = row_count;
  return v_locked = cardinality(p_ticket_ids);
end
$$;
comment on function internal.lock_tickets is 'Locks these tickets (distinct ids) in id order; false when some do not exist.';

create function internal.new_scans(p_scans public.scans[])
returns public.scans[]
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select coalesce(array_agg(n.scan), '{}') from (
      select distinct on (s.id) s::public.scans as scan from unnest(p_scans) s
      where not exists (select from public.scans k where k.id = s.id)
      order by s.id
    ) n);
end
$$;
comment on function internal.new_scans is 'Those of these scans that are not stored yet, each id once.';

create function internal.broadcast_scans(p_event_ids uuid[], p_ticket_ids text[])
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  perform internal.broadcast(e.event_id, 'scans', jsonb_build_object('tickets', coalesce(c.tickets, '[]'), 'at', internal.to_ms(clock_timestamp())))
  from (select distinct u.event_id from unnest(p_event_ids) u (event_id)) e
  left join (
    select t.event_id, jsonb_agg(jsonb_build_object('ticket_id', t.ticket_id, 'presence', t.presence, 'entry_scan', t.entry_scan_id,
      'entered_at', (extract(epoch from t.entered_at) * 1000)::bigint, 'entry_gate', g.name, 'entry_device', d.name)) as tickets
    from public.tickets t
    left join public.scans s on s.id = t.entry_scan_id
    left join public.gates g on g.id = s.gate_id
    left join public.devices d on d.id = s.device_id
    -- A message has a size limit and is a hint only: after a long time offline the pull brings the rest.
    where t.ticket_id = any (p_ticket_ids[1:200])
    group by t.event_id
  ) c on c.event_id = e.event_id;
end
$$;
comment on function internal.broadcast_scans is
  'Tells phones and managers that there are new scans at these events and which tickets'' entries they changed, one message per event. A refusal or a double entry changes no ticket, and is news all the same.';

create function public.scanner_push(scans jsonb[])
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_device public.devices := internal.require_device();
  v_parsed public.scans[];
  v_errors text[];
  v_new public.scans[];
  v_ticket_ids text[];
  v_changed text[];
begin
  if coalesce(cardinality(scans), 0) > 1000 then
    perform internal.fail('payload_too_large', 413);
  end if;
  select coalesce(array_agg(p.scan) filter (where p.error is null), '{}'), array_agg(p.error order by p.ord)
  into v_parsed, v_errors from internal.parse_scans(v_device, scans) p;
  select coalesce(array_agg(distinct s.ticket_id), '{}') into v_ticket_ids from unnest(v_parsed) s;

  if not internal.lock_tickets(v_ticket_ids) then
    -- Some ticket is unknown: if it is being sold at this moment, wait for that sale (see internal.adopt_scans) and look again.
    perform pg_advisory_xact_lock(hashtextextended('scans of unknown tickets', 0));
    perform internal.lock_tickets(v_ticket_ids);
  end if;
  -- Behind the locks nobody else stores scans of these tickets: what is new now stays new.
  v_new := internal.new_scans(v_parsed);
  v_changed := internal.merge_tickets(array(select distinct n.ticket_id from unnest(v_new) n), v_new);
  update public.devices set last_seen_at = now() where id = v_device.id;
  perform internal.broadcast_scans(array(select n.event_id from unnest(v_new) n), v_changed);
  return internal.push_outcomes(v_device.id, scans, v_errors, array(select n.id from unnest(v_new) n));
end
$$;
comment on function public.scanner_push is
  'Stores scans (ticket-core''s ScanRecord) once each and answers every one, in order: stored, duplicate or rejected, and what it turned out to be. A revoked phone''s scans are taken and flagged. Security definer because a phone may write no table; the phone is told from its sign-in, not from the scans.';
grant execute on function public.scanner_push to authenticated;

create function internal.push_outcomes(p_device_id uuid, p_scans jsonb[], p_errors text[], p_new uuid[])
returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_ids uuid[];
begin
  select array_agg(case when i.error is null then (i.raw ->> 'id')::uuid end order by i.ord)
  into v_ids from unnest(p_scans, p_errors) with ordinality i (raw, error, ord);
  return (
    with input as (
      select i.*, row_number() over (partition by i.id order by i.ord) as nth
      from unnest(p_scans, p_errors, v_ids) with ordinality i (raw, error, id, ord)
    ), known as materialized (
      -- An id that another phone used is not this phone's scan, and says nothing about that one.
      select s.id, s.result, case when f.id is not null then jsonb_build_object('scan_id', f.id,
        'scanned_at', (extract(epoch from f.scanned_at) * 1000)::bigint, 'gate', g.name, 'device', d.name) end as first
      from (select distinct u.id from unnest(v_ids) u (id)) u
      join public.scans s on s.id = u.id and s.device_id = p_device_id
      left join public.scans f on f.id = s.first_scan_id
      left join public.gates g on g.id = f.gate_id
      left join public.devices d on d.id = f.device_id
    )
    select coalesce(jsonb_agg(jsonb_build_object(
        'id', i.raw ->> 'id',
        'status', case when k.id is null then 'rejected' when i.nth = 1 and n.id is not null then 'stored' else 'duplicate' end,
        'result', k.result, 'first', k.first,
        'error', coalesce(i.error, case when k.id is null then 'invalid_request' end)) order by i.ord), '[]')
    from input i
    left join known k on k.id = i.id
    left join unnest(p_new) n (id) on n.id = i.id);
end
$$;
comment on function internal.push_outcomes is 'The answer to a push: the outcome of each scan, in the order in which they came.';
