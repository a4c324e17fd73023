-- Scans are facts from phones; the result of each one is derived from all scans of its ticket.
-- The merge rule is packages/ticket-core/src/reconcile.ts; tests/vectors/reconcile.json and a property test check that
-- the two agree.

create domain internal.verdict as text check (value in ('admit', 'readmit', 'admit_unsynced', 'exit', 'override', 'unverified',
  'already_used', 'wrong_event', 'wrong_gate', 'refunded', 'void', 'not_yet_valid', 'expired', 'forged', 'mistyped', 'not_a_ticket',
  'unknown_ticket', 'revoked_device', 'let_in', 'turned_away', 'undo'));
comment on domain internal.verdict is
  'What a phone showed, or what was done about it: the codes of ticket-core''s verdict.ts. The last three refer to the scan that they answer or take back.';

create function internal.verdict_admits(p_verdict internal.verdict)
returns boolean
language sql immutable
return p_verdict in ('admit', 'readmit', 'admit_unsynced', 'override', 'let_in');
comment on function internal.verdict_admits is 'Whether a phone that showed this at the entrance let somebody in.';

create function internal.verdict_moves(p_verdict internal.verdict, p_direction text)
returns text
language sql immutable
return case
  when p_direction = 'in' and internal.verdict_admits(p_verdict) then 'in'
  -- A refusal on the way out moves nobody.
  when p_direction = 'out' and p_verdict = 'exit' then 'out' end;
comment on function internal.verdict_moves is 'Which way a scan moved its guest: in, out, or null for a refusal. ticket-core''s scanMoves.';

create table public.scans (
  id uuid primary key,
  ticket_id text check (length(ticket_id) <= 64),
  event_id uuid not null references public.events (id),
  device_id uuid not null references public.devices (id),
  gate_id uuid references public.gates (id) on delete set null,
  direction text not null check (direction in ('in', 'out')),
  verdict internal.verdict not null,
  scanned_at timestamptz not null,
  device_time timestamptz not null,
  clock_offset_ms integer not null,
  clock_uncertainty_ms integer not null,
  cache_age_ms bigint,
  offline boolean not null,
  override_reason text check (length(override_reason) <= 500),
  override_by uuid,
  override_allowed boolean,
  refers_to uuid,
  after_ms integer,
  merged_at timestamptz not null,
  merged_uncertainty_ms integer not null,
  from_revoked boolean not null default false,
  after_revocation boolean not null default false,
  received_at timestamptz not null default now(),
  result text not null default 'unknown_ticket'
    check (result in ('entry', 'readmission', 'double_entry', 'exit', 'refusal', 'undo', 'undone', 'unknown_ticket', 'after_revocation', 'other_event')),
  first_scan_id uuid,
  check ((first_scan_id is not null) = (result = 'double_entry'))
);
comment on table public.scans is
  'Every scan of every phone, as the phone saw it. Immutable but for result and first_scan_id, which follow from the other scans of the ticket. Never deleted.';
comment on column public.scans.id is 'UUIDv7, made on the phone: the idempotency key from the phone to here.';
comment on column public.scans.scanned_at is 'Device time corrected by the measured clock offset, as the phone sent it.';
comment on column public.scans.merged_at is
  'scanned_at clamped to the possible range, from the phone''s pairing to the receipt of the scan; decides who was first.';
comment on column public.scans.merged_uncertainty_ms is
  'How far merged_at may be off. Above a minute, as it always is for a scan that had to be clamped, its time is unsure and displaces no sure one.';
comment on column public.scans.override_by is
  'The manager whose PIN overruled the verdict. No foreign key: it is what the phone says, and the fact outlives the staff member.';
comment on column public.scans.override_allowed is 'Whether that manager could overrule when the scan arrived; null unless it overrules.';
comment on column public.scans.refers_to is 'The scan that this one answers, overrules or takes back. No foreign key: that one may arrive later.';
comment on column public.scans.after_ms is 'How long after that scan, by the phone''s monotonic clock.';
comment on column public.scans.first_scan_id is 'The entry that a double entry repeats.';
comment on column public.scans.from_revoked is 'The phone was already revoked when this arrived: needs review.';
comment on column public.scans.after_revocation is 'Scanned after the phone was revoked: kept, but it moves nobody.';
create index scans_of_ticket on public.scans (ticket_id);
create index scans_by_result on public.scans (event_id, result, merged_at desc);
create index scans_by_device on public.scans (device_id, scanned_at desc);
create index scans_by_gate on public.scans (gate_id);
create index scans_decided on public.scans (event_id, merged_at desc) where verdict in ('override', 'let_in', 'undo');
create index scans_by_reference on public.scans (refers_to) where refers_to is not null;
alter table public.scans enable row level security;
create policy "Managers can read scans" on public.scans
  for select to authenticated using ((select internal.is_manager()));
grant select on public.scans to authenticated, service_role;

create function internal.is_unsure(p_uncertainty_ms int)
returns boolean
language sql immutable
return p_uncertainty_ms > 60000;
comment on function internal.is_unsure is 'Whether a time with this uncertainty is too unsure to displace a sure one. ticket-core''s isUnsure.';

create function internal.is_certain(p_scan public.scans, p_first public.scans)
returns boolean
language sql stable
return not internal.is_unsure(greatest((p_scan).merged_uncertainty_ms, (p_first).merged_uncertainty_ms))
  and abs(internal.to_ms((p_scan).merged_at) - internal.to_ms((p_first).merged_at))
    > (p_scan).merged_uncertainty_ms::bigint + (p_first).merged_uncertainty_ms;
comment on function internal.is_certain is 'Whether it is certain which of two scans came first: their times are farther apart than their two uncertainties together.';

create function internal.merge_scans(p_ticket_ids text[], p_new public.scans[])
returns table (id uuid, ticket_id text, is_new boolean, moves text, merged_at timestamptz, is_last boolean, result text, first_scan_id uuid)
-- plpgsql, because it is planned once per session; in SQL it would be planned at every push.
language plpgsql stable rows 50
set search_path = ''
-- The plan is kept for the session, and may be made while the table is tiny: it must not be a plan for a tiny table.
set enable_seqscan = off
as $$
#variable_conflict use_column
begin
  return query
    with all_scans as (
      select s.id, s.ticket_id, s.event_id, s.device_id, internal.verdict_moves(s.verdict, s.direction) as moves, s.merged_at,
        s.merged_uncertainty_ms, s.after_revocation, case s.verdict when 'undo' then s.refers_to end as undoes, false as is_new
      -- Forces the index, whatever the planner knows of the table: "offset 0" keeps it from reading the whole table.
      from unnest(p_ticket_ids) i (ticket_id) cross join lateral (select * from public.scans k where k.ticket_id = i.ticket_id offset 0) s
      union all
      select n.id, n.ticket_id, n.event_id, n.device_id, internal.verdict_moves(n.verdict, n.direction), n.merged_at,
        n.merged_uncertainty_ms, n.after_revocation, case n.verdict when 'undo' then n.refers_to end, true
      from unnest(p_ticket_ids) i (ticket_id) join unnest(p_new) n on n.ticket_id = i.ticket_id
    ), undone as materialized (
      select distinct a.ticket_id, a.undoes, a.device_id, a.event_id from all_scans a where a.undoes is not null and not a.after_revocation
    ), weighed as (
      select a.id, a.ticket_id, a.is_new, a.moves, a.merged_at, e.reentry, internal.is_unsure(a.merged_uncertainty_ms) as unsure,
        case
          when a.moves is null and a.undoes is null then 'refusal'
          when a.after_revocation then 'after_revocation'
          when a.event_id <> t.event_id then 'other_event'
          when a.undoes is not null then 'undo'
          -- By its own phone only, whichever of the two arrives first.
          when (a.ticket_id, a.id, a.device_id, a.event_id) in (select u.ticket_id, u.undoes, u.device_id, u.event_id from undone u) then 'undone' end as aside
      from all_scans a
      join public.tickets t on t.ticket_id = a.ticket_id
      join public.events e on e.id = t.event_id
    ), ordered as (
      select w.*,
        first_value(w.id) over by_claim as entry_id, first_value(w.merged_at) over by_claim as entered_at,
        lag(w.moves) over by_time as moved_before, lead(w.id) over by_time is null and w.aside is null as is_last
      from weighed w
      window by_claim as (partition by w.ticket_id, w.aside is null order by w.moves = 'in' desc, w.unsure, w.merged_at, w.id),
        by_time as (partition by w.ticket_id, w.aside is null order by w.merged_at, w.id)
    ), named as (
      select o.*, case
        when o.aside is not null then o.aside
        when o.moves = 'out' then 'exit'
        when o.id = o.entry_id then 'entry'
        when o.reentry and o.moved_before = 'out' and (o.merged_at, o.id) > (o.entered_at, o.entry_id) then 'readmission'
        else 'double_entry' end as result
      from ordered o
    )
    select n.id, n.ticket_id, n.is_new, case when n.aside is null then n.moves end, n.merged_at, n.is_last, n.result,
      case n.result when 'double_entry' then n.entry_id end
    from named n;
end
$$;
comment on function internal.merge_scans is
  'The result of every scan of these tickets (distinct ids), stored ones and p_new together: the merge rule and nothing else. Scans of other or unknown tickets are left out.';

create function internal.merge_tickets(p_ticket_ids text[], p_new public.scans[] default '{}')
returns text[]
language plpgsql volatile
set search_path = ''
as $$
declare
  v_changed text[];
begin
  with merged as materialized (
    select * from internal.merge_scans(p_ticket_ids, p_new)
  ), corrected as (
    update public.scans s set result = m.result, first_scan_id = m.first_scan_id
    from merged m
    where not m.is_new and s.id = m.id and (s.result, s.first_scan_id) is distinct from (m.result, m.first_scan_id)
  ), stored as (
    insert into public.scans (id, ticket_id, event_id, device_id, gate_id, direction, verdict, scanned_at, device_time, clock_offset_ms,
      clock_uncertainty_ms, cache_age_ms, offline, override_reason, override_by, override_allowed, refers_to, after_ms, merged_at,
      merged_uncertainty_ms, from_revoked, after_revocation, received_at, result, first_scan_id)
    select n.id, n.ticket_id, n.event_id, n.device_id, n.gate_id, n.direction, n.verdict, n.scanned_at, n.device_time, n.clock_offset_ms,
      n.clock_uncertainty_ms, n.cache_age_ms, n.offline, n.override_reason, n.override_by, n.override_allowed, n.refers_to, n.after_ms,
      n.merged_at, n.merged_uncertainty_ms, n.from_revoked, n.after_revocation, n.received_at,
      -- A ticket that is there and not merged is another event's.
      coalesce(m.result, case when n.result in ('unknown_ticket', 'undo') and exists (select from public.tickets t where t.ticket_id = n.ticket_id)
        then 'other_event' else n.result end), m.first_scan_id
    from unnest(p_new) n left join merged m on m.is_new and m.id = n.id
    order by n.id
  ), states as (
    select m.ticket_id, max(m.id::text) filter (where m.result = 'entry') as entry_id,
      max(m.merged_at) filter (where m.result = 'entry') as entered_at,
      max(m.merged_at) filter (where m.is_last) as moved_at, max(m.moves) filter (where m.is_last) as last_move
    from merged m group by m.ticket_id
  ), derived as (
    select s.ticket_id, s.entry_id::uuid as entry_id, s.entered_at, s.moved_at,
      case when s.entry_id is null then 'never' when s.last_move = 'in' then 'inside' else 'left' end as presence
    from states s
  ), moved as (
    update public.tickets t set entry_scan_id = d.entry_id, entered_at = d.entered_at, moved_at = d.moved_at, presence = d.presence,
      -- As tickets_stamp would do, row by row.
      changed_xid = pg_current_xact_id(), revision = t.revision + 1
    from derived d
    where t.ticket_id = d.ticket_id
      and (t.entry_scan_id, t.entered_at, t.moved_at, t.presence) is distinct from (d.entry_id, d.entered_at, d.moved_at, d.presence)
    returning t.ticket_id
  )
  select coalesce(array_agg(m.ticket_id), '{}') into v_changed from moved m;
  return v_changed;
end
$$;
comment on function internal.merge_tickets is
  'Stores p_new (scans that are not there yet) and brings the results of all scans of these tickets, and the tickets'' entry, presence and last movement, to what the merge rule says; writes only what differs and returns the tickets that changed. The caller holds the tickets'' row locks.';
