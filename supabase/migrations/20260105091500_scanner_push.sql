-- Push: a batch of scans in, the authoritative outcome of each out. One bad scan never blocks the others.

create type internal.sent_scan as (id uuid, event_id uuid, gate_id text, verdict internal.verdict, ticket_id text, direction text, offline jsonb,
  override_reason text, override_by uuid, refers_to uuid, after_ms double precision, scanned_at double precision, device_time double precision, clock_offset_ms double precision,
  clock_uncertainty_ms double precision, cache_age_ms double precision);
comment on type internal.sent_scan is 'A scan as it stands on the wire: ticket-core''s ScanRecord.';

create type internal.parsed_scans as (errors text[], scans public.scans[], valid public.scans[]);
comment on type internal.parsed_scans is
  'A batch in its order: what refuses each scan (null: nothing), and each as a row of scans (null: it is none). Then those that nothing refuses.';

create function internal.read_scans(p_device public.devices, p_scans jsonb[])
returns internal.parsed_scans
-- plpgsql in this file where a statement is part of every push: it is planned once per session.
language plpgsql stable
set search_path = ''
as $$
declare
  v_read internal.parsed_scans;
begin
  -- Materialized, because a step that is merged into the next is computed again wherever that one names it.
  with checked as materialized (
    select u.ord, x.*, internal.from_ms(x.scanned_at) as at,
      internal.clock_slack(x.clock_uncertainty_ms) as slack,
      coalesce(x.id is not null and x.event_id is not null and x.verdict is not null
        and length(x.ticket_id) between 1 and 64 and x.direction in ('in', 'out') and jsonb_typeof(x.offline) = 'boolean'
        and internal.is_told_time(x.scanned_at, x.device_time, x.clock_offset_ms, x.clock_uncertainty_ms)
        -- Only information: however old, it refuses no scan. NaN is above 'Infinity'.
        and coalesce(x.cache_age_ms, 0) >= 0 and coalesce(x.cache_age_ms, 0) < 'Infinity'
        and coalesce(length(x.override_reason), 0) <= 500 and coalesce(x.after_ms, 0) between 0 and 2147483647
        and case
          when x.verdict = 'override' then x.override_by is not null and x.refers_to is not null and trim(x.override_reason) <> ''
          -- ticket-core's UNDO_WITHIN_MS.
          when x.verdict = 'undo' then x.refers_to is not null and x.after_ms <= 10000
          when x.verdict in ('let_in', 'turned_away') then x.refers_to is not null
          else true end, false) as is_whole
    from unnest(p_scans) with ordinality u (s, ord) cross join lateral jsonb_populate_record(null::internal.sent_scan, u.s) x
  ), bounded as materialized (
    select c.*, n.at as received_at, internal.bounded_at(c.at, c.slack, p_device.paired_at, n.at) as merged_at
    from checked c cross join (select date_trunc('milliseconds', now()) as at) n
  ), placed as materialized (
    select b.*, g.id as known_gate_id, d.event_id is not null as is_allowed,
      coalesce(b.merged_at > p_device.revoked_at, false) as after_revocation,
      internal.bounded_uncertainty_ms(b.at, b.merged_at, b.clock_uncertainty_ms) as merged_uncertainty_ms
    from bounded b
    left join public.device_events d on d.device_id = p_device.id and d.event_id = b.event_id
    left join public.gates g on g.id::text = b.gate_id and g.event_id = b.event_id
  ), parsed as (
    select p.ord, case when not p.is_whole then 'invalid_request' when not p.is_allowed then 'event_not_allowed' end as error,
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
          round(p.clock_uncertainty_ms)::int as clock_uncertainty_ms,
          round(least(p.cache_age_ms, 1e12))::bigint as cache_age_ms,
          p.offline::boolean as offline,
          p.override_reason as override_reason,
          case p.verdict when 'override' then p.override_by end as override_by,
          case p.verdict when 'override' then internal.may_overrule(p.override_by) end as override_allowed,
          p.refers_to as refers_to,
          round(p.after_ms)::int as after_ms,
          p.merged_at as merged_at,
          least(round(p.merged_uncertainty_ms), 2147483647)::int as merged_uncertainty_ms,
          p_device.revoked_at is not null as from_revoked,
          p.after_revocation as after_revocation,
          p.received_at as received_at,
          -- Unless the merge knows better: a movement waits for its ticket, a refusal is one whatever the ticket.
          case
            when internal.verdict_moves(p.verdict, p.direction) is null and p.verdict <> 'undo' then 'refusal'
            when p.after_revocation then 'after_revocation'
            when p.verdict = 'undo' then 'undo'
            else 'unknown_ticket' end as result,
          null::uuid as first_scan_id) scan) end as scan
    from placed p order by p.ord
  )
  select coalesce(array_agg(p.error), '{}'), coalesce(array_agg(p.scan), '{}'), coalesce(array_agg(p.scan) filter (where p.error is null), '{}')
  into v_read.errors, v_read.scans, v_read.valid from parsed p;
  return v_read;
end
$$;
comment on function internal.read_scans is
  'Reads scans from the wire, each time within what can be true; raises where a cell is not of its type. A gate that is not one of the event is dropped, not the scan.';

create function internal.parse_scans(p_device public.devices, p_scans jsonb[])
returns internal.parsed_scans
language plpgsql stable
set search_path = ''
as $$
declare
  v_half int := cardinality(p_scans) / 2;
  v_first internal.parsed_scans;
  v_second internal.parsed_scans;
begin
  return internal.read_scans(p_device, p_scans);
-- An infinite time is what Postgres calls a feature that it doesn't support.
exception when data_exception or check_violation or feature_not_supported then
  -- Checking each cell before it is read costs many times as much as reading them all, and a broken scan is rare.
  if v_half = 0 then
    return row(array['invalid_request'], array[null]::public.scans[], '{}'::public.scans[])::internal.parsed_scans;
  end if;
  v_first := internal.parse_scans(p_device, p_scans[1:v_half]);
  v_second := internal.parse_scans(p_device, p_scans[v_half + 1:]);
  return row(v_first.errors || v_second.errors, v_first.scans || v_second.scans, v_first.valid || v_second.valid)::internal.parsed_scans;
end
$$;
comment on function internal.parse_scans is 'Reads a batch of scans, whatever a phone sends: by halves where one of them can''t be read, so that only that one is refused. Never raises.';

create function internal.lock_tickets(p_scans public.scans[], p_orders uuid[])
returns text[]
language plpgsql volatile
set search_path = ''
as $$
begin
  if p_orders <> '{}' then
    perform internal.lock_late_seats(p_scans, p_orders);
  end if;
  return array(
    select t.ticket_id::text
    from (select distinct s.ticket_id, s.event_id from unnest(p_scans) s) w
    join public.tickets t on t.ticket_id = w.ticket_id and t.event_id = w.event_id
    -- In id order, as everyone who locks more than one ticket does.
    order by t.id for no key update of t);
end
$$;
comment on function internal.lock_tickets is
  'Locks the tickets that these scans may spend, which are those of the scans'' own events, and returns their ids; and what settling p_orders needs.';

create function internal.new_places(p_scans public.scans[], p_errors text[])
returns bigint[]
language plpgsql stable
set search_path = ''
-- The plan is kept for the session, and may be made while the table is small: it must not read all of it for each push.
set enable_seqscan = off
as $$
begin
  return array(
    select min(s.ord) from (select i.id, i.ordinality as ord from unnest(p_scans) with ordinality i) s
    where p_errors[s.ord] is null and not exists (select from public.scans k where k.id = s.id)
    group by s.id);
end
$$;
comment on function internal.new_places is 'Where in the batch those of these scans stand that are not stored yet, each id once.';

create function internal.push_outcomes(p_device public.devices, p_raw jsonb[], p_errors text[], p_scans public.scans[], p_new bigint[])
-- json, because it is only written: building jsonb costs twice as much.
returns json
language plpgsql stable
set search_path = ''
set enable_seqscan = off
as $$
begin
  return (
    with input as materialized (
      select i.id, i.ticket_id, i.event_id, i.direction, i.verdict, i.scanned_at, i.device_time, i.ordinality as ord,
        p_errors[i.ordinality] as error, coalesce(i.id::text, p_raw[i.ordinality] ->> 'id') as wire_id
      from unnest(p_scans) with ordinality i
    )
    -- By hand, as the words are.
    select coalesce('[' || string_agg(concat('{"id":', internal.json_text(i.wire_id),
        ',"status":"', case when s.id is null then 'rejected' when n.ord is not null then 'stored' else 'duplicate' end,
        '","result":', internal.json_text(s.result),
        ',"first":', case when f.id is null then 'null' else json_build_object('scan_id', f.id,
          'scanned_at', internal.to_ms(f.merged_at), 'gate', g.name, 'device', d.name)::text end,
        ',"word":', coalesce(w.word, 'null'),
        ',"certain":', case when f.id is null or internal.is_certain(s, f) then 'true' else 'false' end,
        ',"error":', internal.json_text(case when s.id is null then coalesce(i.error, 'invalid_request') end), '}'), ',' order by i.ord) || ']', '[]')::json
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
    left join unnest(p_new) n (ord) on n.ord = i.ord);
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
  v_sent internal.parsed_scans;
  v_scans public.scans[];
  v_places bigint[];
  v_new public.scans[];
  v_orders uuid[];
  v_own text[];
  v_changed text[];
begin
  if coalesce(cardinality(scans), 0) > 1000 then
    perform internal.fail('payload_too_large', 413);
  end if;
  perform internal.note_horizon();
  -- One push of a phone at a time: a copy of it, delayed somewhere on the way, finds what the first one stored.
  perform pg_advisory_xact_lock(hashtextextended('push of ' || v_device.id, 0));
  v_sent := internal.parse_scans(v_device, scans);
  -- In a variable of its own, an array is taken apart once and not for every element.
  v_scans := v_sent.scans;
  v_orders := internal.lock_late_orders(v_sent.valid);
  perform internal.await_tickets(v_sent.valid);
  v_own := internal.lock_tickets(v_sent.valid, v_orders);
  -- Under these locks nobody else stores scans of these tickets, so what is new now stays new.
  v_places := internal.new_places(v_scans, v_sent.errors);
  v_new := array(select v_scans[p.ord] from unnest(v_places) p (ord));
  v_changed := internal.merge_tickets(array(select n.ticket_id from unnest(v_new) n intersect select unnest(v_own)), v_new);
  perform internal.note_report(v_device.id, null);
  -- A refusal or a double entry changes no ticket, but managers must hear of it.
  perform internal.nudge(n.event_id, 'scans', n.changed) from (
    select s.event_id, coalesce(array_agg(s.ticket_id) filter (where c.ticket_id is not null), '{}') as changed
    from unnest(v_new) s left join unnest(v_changed) c (ticket_id) on c.ticket_id = s.ticket_id
    group by s.event_id order by s.event_id) n;
  perform internal.settle_late(v_orders, v_changed) where v_changed <> '{}';
  return internal.push_outcomes(v_device, scans, v_sent.errors, v_scans, v_places);
end
$$;
comment on function public.scanner_push is
  'Stores scans (ticket-core''s ScanRecord) once each and answers every one, in order: stored, duplicate or rejected, what it turned out to be, and the word on its ticket. A scan spends a ticket of its own event only. A revoked phone''s scans are taken and flagged; what it made after the revocation moves nobody. Security definer because a phone may write no table; the phone is told from its sign-in, not from the scans.';
grant execute on function public.scanner_push to authenticated;
