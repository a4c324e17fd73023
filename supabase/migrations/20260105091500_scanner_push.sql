-- Push: a batch of scans in, the authoritative outcome of each out. One bad scan never blocks the others.

create function internal.parse_scans(p_device public.devices, p_scans jsonb[])
returns table (ord bigint, error text, scan public.scans)
-- plpgsql in this file where a statement is part of every push: it is planned once per session.
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
    -- Every cast stands behind a CASE that proves it possible: whatever a phone sends, nothing here raises.
    -- Materialized, because a step that is merged into the next is computed again wherever that one names it.
    with raw as materialized (
      select u.ord, u.s,
        case when pg_input_is_valid(u.s ->> 'id', 'uuid') then (u.s ->> 'id')::uuid end as id,
        case when pg_input_is_valid(u.s ->> 'event_id', 'uuid') then (u.s ->> 'event_id')::uuid end as event_id,
        case when pg_input_is_valid(u.s ->> 'gate_id', 'uuid') then (u.s ->> 'gate_id')::uuid end as gate_id,
        case when pg_input_is_valid(u.s ->> 'verdict', 'internal.verdict') then (u.s ->> 'verdict')::internal.verdict end as verdict,
        case when jsonb_typeof(u.s -> 'ticket_id') = 'string' then u.s ->> 'ticket_id' end as ticket_id,
        u.s ->> 'direction' as direction,
        case when jsonb_typeof(u.s -> 'offline') = 'boolean' then (u.s -> 'offline')::boolean end as offline,
        u.s ->> 'override_reason' as override_reason,
        -- 2001 to 2100: a phone whose clock is farther off has no time to speak of.
        internal.json_number(u.s, 'scanned_at', 1e12, 4102444800000) as scanned_at,
        internal.json_number(u.s, 'device_time', 0, 4102444800000) as device_time,
        internal.json_number(u.s, 'clock_offset_ms', -2147483647, 2147483647) as clock_offset_ms,
        internal.json_number(u.s, 'clock_uncertainty_ms', 0, 2147483647) as uncertainty_ms,
        internal.json_number(u.s, 'cache_age_ms', 0, 1e12) as cache_age_ms
      from unnest(p_scans) with ordinality u (s, ord)
    ), checked as materialized (
      select r.*, internal.from_ms(r.scanned_at) as at, least(r.uncertainty_ms, 60000)::double precision * interval '1 millisecond' as slack,
        coalesce(jsonb_typeof(r.s) = 'object' and r.id is not null and r.event_id is not null and r.verdict is not null
          and length(r.ticket_id) between 1 and 64 and r.direction in ('in', 'out')
          and r.scanned_at is not null and r.device_time is not null and r.clock_offset_ms is not null and r.uncertainty_ms is not null
          and (r.cache_age_ms is not null or coalesce(jsonb_typeof(r.s -> 'cache_age_ms'), 'null') <> 'number')
          and r.offline is not null and coalesce(length(r.override_reason), 0) <= 500, false) as is_whole
      from raw r
    ), bounded as materialized (
      select c.*, n.at as received_at, least(greatest(c.at, p_device.paired_at - c.slack), n.at + c.slack) as merged_at
      from checked c cross join (select date_trunc('milliseconds', now()) as at) n
    ), placed as (
      select b.*, g.id as known_gate_id, d.event_id is not null as is_allowed,
        coalesce(b.merged_at > p_device.revoked_at, false) as after_revocation,
        -- Off the bounds it is off by at least as much, and never sure.
        case when b.merged_at = b.at then b.uncertainty_ms
          else greatest(60001, b.uncertainty_ms, abs(internal.to_ms(b.at) - internal.to_ms(b.merged_at))) end as merged_uncertainty_ms
      from bounded b
      left join public.device_events d on d.device_id = p_device.id and d.event_id = b.event_id
      left join public.gates g on g.id = b.gate_id and g.event_id = b.event_id
    )
    select p.ord, case when not p.is_whole then 'invalid_request' when not p.is_allowed then 'event_not_allowed' end,
      case when p.is_whole then (
        -- In the order of the table's columns.
        select scan::public.scans from (select
          p.id as id,
          p.ticket_id as ticket_id,
          p.event_id as event_id,
          p_device.id as device_id,
          p.known_gate_id as gate_id,
          p.direction as direction,
          p.verdict as verdict,
          p.at as scanned_at,
          internal.from_ms(p.device_time) as device_time,
          round(p.clock_offset_ms)::int as clock_offset_ms,
          round(p.uncertainty_ms)::int as clock_uncertainty_ms,
          round(p.cache_age_ms)::bigint as cache_age_ms,
          p.offline as offline,
          p.override_reason as override_reason,
          p.merged_at as merged_at,
          least(round(p.merged_uncertainty_ms), 2147483647)::int as merged_uncertainty_ms,
          p_device.revoked_at is not null as from_revoked,
          p.after_revocation as after_revocation,
          p.received_at as received_at,
          -- Unless the merge knows better: a movement waits for its ticket, a refusal is one whatever the ticket.
          case
            when internal.verdict_moves(p.verdict, p.direction) is null then 'refusal'
            when p.after_revocation then 'after_revocation'
            else 'unknown_ticket' end as result,
          null::uuid as first_scan_id) scan) end
    from placed p;
end
$$;
comment on function internal.parse_scans is
  'Reads scans from the wire, each with the error that refuses it and, if it is well formed, as a row of scans, its time within what can be true. A gate that is not one of the event is dropped, not the scan.';

create function internal.lock_tickets(p_scans public.scans[])
returns text[]
language plpgsql volatile
set search_path = ''
as $$
begin
  return array(
    select t.ticket_id::text
    from (select distinct s.ticket_id, s.event_id from unnest(p_scans) s) w
    join public.tickets t on t.ticket_id = w.ticket_id and t.event_id = w.event_id
    -- In id order, as everyone who locks more than one ticket does.
    order by t.id for no key update of t);
end
$$;
comment on function internal.lock_tickets is
  'Locks the tickets that these scans may spend, which are those of the scans'' own events, and returns their ids.';

create function internal.new_scans(p_scans public.scans[])
returns public.scans[]
language plpgsql stable
set search_path = ''
as $$
begin
  return array(
    select distinct on (s.id) s::public.scans from unnest(p_scans) s
    where not exists (select from public.scans k where k.id = s.id)
    order by s.id);
end
$$;
comment on function internal.new_scans is 'Those of these scans that are not stored yet, each id once.';

create function internal.push_outcomes(p_device public.devices, p_raw jsonb[], p_errors text[], p_scans public.scans[], p_new uuid[])
-- json, because it is only written: building jsonb costs twice as much.
returns json
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    with input as materialized (
      select i.id, i.ticket_id, i.event_id, i.direction, i.verdict, i.scanned_at, i.device_time, r.ord, r.raw ->> 'id' as wire_id, r.error,
        row_number() over (partition by i.id order by r.ord) as nth
      from unnest(p_raw, p_errors) with ordinality r (raw, error, ord)
      join unnest(p_scans) with ordinality i on i.ordinality = r.ord
    )
    select coalesce(json_agg(json_build_object(
        'id', i.wire_id,
        'status', case when s.id is null then 'rejected' when i.nth = 1 and n.id is not null then 'stored' else 'duplicate' end,
        'result', s.result,
        'first', case when f.id is not null then json_build_object('scan_id', f.id,
          'scanned_at', internal.to_ms(f.merged_at), 'gate', g.name, 'device', d.name) end,
        'word', w.word,
        'certain', f.id is null or internal.is_certain(s, f),
        'error', case when s.id is null then coalesce(i.error, 'invalid_request') end) order by i.ord), '[]')
    from input i
    -- An id that another phone used is not this phone's scan, and says nothing about that one; unless it is the same scan to the
    -- millisecond, stored when this phone was paired before.
    left join public.scans s on s.id = i.id and (s.device_id = p_device.id
      or (s.ticket_id, s.event_id, s.direction, s.verdict, s.scanned_at, s.device_time)
        = (i.ticket_id, i.event_id, i.direction, i.verdict, i.scanned_at, i.device_time))
    left join public.scans f on f.id = s.first_scan_id
    left join public.gates g on g.id = f.gate_id
    left join public.devices d on d.id = f.device_id
    left join internal.ticket_words w on w.ticket_id = s.ticket_id and w.event_id = s.event_id
      and i.error is null and p_device.revoked_at is null
    left join unnest(p_new) n (id) on n.id = i.id);
end
$$;
comment on function internal.push_outcomes is 'The answer to a push: the outcome of each scan, in the order in which they came.';

create function public.scanner_push(scans jsonb[])
returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_device public.devices := internal.require_device();
  v_errors text[];
  v_scans public.scans[];
  v_valid public.scans[];
  v_new public.scans[];
  v_own text[];
  v_changed text[];
begin
  if coalesce(cardinality(scans), 0) > 1000 then
    perform internal.fail('payload_too_large', 413);
  end if;
  perform internal.note_horizon();
  -- One push of a phone at a time: a copy of it, delayed somewhere on the way, finds what the first one stored.
  perform pg_advisory_xact_lock(hashtextextended('push of ' || v_device.id, 0));
  select coalesce(array_agg(p.error order by p.ord), '{}'), coalesce(array_agg(p.scan order by p.ord), '{}'),
    coalesce(array_agg(p.scan) filter (where p.error is null), '{}')
  into v_errors, v_scans, v_valid from internal.parse_scans(v_device, scans) p;
  perform internal.await_tickets(v_valid);
  v_own := internal.lock_tickets(v_valid);
  -- Under these locks nobody else stores scans of these tickets, so what is new now stays new.
  v_new := internal.new_scans(v_valid);
  v_changed := internal.merge_tickets(array(select n.ticket_id from unnest(v_new) n intersect select unnest(v_own)), v_new);
  perform internal.note_report(v_device.id, null);
  perform internal.nudge(n.event_id, 'scans', (select array_agg(t.ticket_id::text) from public.tickets t
    where t.ticket_id = any (v_changed) and t.event_id = n.event_id))
  -- A refusal or a double entry changes no ticket, but managers must hear of it.
  from (select distinct s.event_id from unnest(v_new) s order by s.event_id) n;
  return internal.push_outcomes(v_device, scans, v_errors, v_scans, array(select n.id from unnest(v_new) n));
end
$$;
comment on function public.scanner_push is
  'Stores scans (ticket-core''s ScanRecord) once each and answers every one, in order: stored, duplicate or rejected, what it turned out to be, and the word on its ticket. A scan spends a ticket of its own event only. A revoked phone''s scans are taken and flagged; what it made after the revocation moves nobody. Security definer because a phone may write no table; the phone is told from its sign-in, not from the scans.';
grant execute on function public.scanner_push to authenticated;
