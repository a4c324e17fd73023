-- Scans are immutable facts from phones; what each one means is merged from all scans of its ticket.
-- The merge rule is packages/ticket-core/src/reconcile.ts; tests/vectors/reconcile.json and a property test prove the two equal.

create table public.scans (
  id uuid primary key,
  ticket_id text check (length(ticket_id) <= 64),
  event_id uuid not null references public.events (id),
  device_id uuid not null references public.devices (id),
  gate_id uuid references public.gates (id) on delete set null,
  direction text not null check (direction in ('in', 'out')),
  verdict text not null check (verdict in ('admit', 'readmit', 'admit_unsynced', 'exit', 'override', 'unverified', 'already_used',
    'wrong_event', 'wrong_gate', 'refunded', 'void', 'not_yet_valid', 'expired', 'forged', 'mistyped', 'not_a_ticket',
    'unknown_ticket', 'revoked_device')),
  admits boolean not null generated always as
    (direction = 'in' and verdict in ('admit', 'readmit', 'admit_unsynced', 'override')) stored,
  scanned_at timestamptz not null,
  device_time timestamptz not null,
  clock_offset_ms integer not null,
  clock_uncertainty_ms integer not null,
  cache_age_ms bigint,
  offline boolean not null,
  override_reason text check (length(override_reason) <= 500),
  from_revoked boolean not null default false,
  received_at timestamptz not null default now(),
  result text not null default 'unknown_ticket'
    check (result in ('entry', 'readmission', 'double_entry', 'exit', 'refusal', 'unknown_ticket')),
  first_scan_id uuid,
  check ((first_scan_id is not null) = (result = 'double_entry'))
);
comment on table public.scans is
  'Every scan of every phone, as the phone saw it. Immutable but for result and first_scan_id, which follow from the other scans of the ticket. Never deleted.';
comment on column public.scans.id is 'UUIDv7, made on the phone: the idempotency key from the phone to here.';
comment on column public.scans.admits is 'Whether the phone let somebody in: ticket-core''s scanAdmits.';
comment on column public.scans.scanned_at is 'Device time corrected by the measured clock offset; decides who was first.';
comment on column public.scans.first_scan_id is 'The entry that a double entry repeats.';
comment on column public.scans.from_revoked is 'The phone was revoked when this arrived: kept and counted, but to be looked at.';
create index scans_of_ticket on public.scans (ticket_id, scanned_at, id);
create index scans_by_result on public.scans (event_id, result, scanned_at desc);
create index scans_by_device on public.scans (device_id, scanned_at desc);
create index scans_by_gate on public.scans (gate_id);
alter table public.scans enable row level security;
create policy "Managers can read scans" on public.scans
  for select to authenticated using ((select internal.is_manager()));
grant select on public.scans to authenticated, service_role;

create function internal.merge_scans(p_ticket_ids text[], p_new public.scans[])
returns table (id uuid, ticket_id text, is_new boolean, moves text, scanned_at timestamptz, result text, first_scan_id uuid)
language plpgsql stable rows 50
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
    with all_scans as (
      select s.id, s.ticket_id, false as is_new, s.scanned_at, s.admits, s.direction, s.verdict
      -- Joins, not "= any (array)": without statistics that would compare every scan with every id.
      from unnest(p_ticket_ids) i (ticket_id) join public.scans s on s.ticket_id = i.ticket_id
      union all
      select n.id, n.ticket_id, true, n.scanned_at, n.direction = 'in' and n.verdict in ('admit', 'readmit', 'admit_unsynced', 'override'),
        n.direction, n.verdict
      from unnest(p_new) n
    ), movements as (
      -- An exit is a movement only where the phone said so; a refusal at the exit moves nobody.
      select a.*, e.reentry, case when a.admits then 'in' when a.direction = 'out' and a.verdict = 'exit' then 'out' end as moves
      from all_scans a
      join public.tickets t on t.ticket_id = a.ticket_id
      join public.events e on e.id = t.event_id
    ), ordered as (
      select m.*,
        first_value(m.id) over (partition by m.ticket_id order by (m.moves = 'in') desc nulls last, m.scanned_at, m.id) as first_id,
        lag(m.moves) over (partition by m.ticket_id, m.moves is null order by m.scanned_at, m.id) as moved_before
      from movements m
    ), named as (
      select o.*, case
        when o.moves is null then 'refusal'
        when o.moves = 'out' then 'exit'
        when o.id = o.first_id then 'entry'
        when o.reentry and o.moved_before = 'out' then 'readmission'
        else 'double_entry' end as result
      from ordered o
    )
    select n.id, n.ticket_id, n.is_new, n.moves, n.scanned_at, n.result, case n.result when 'double_entry' then n.first_id end
    from named n;
end
$$;
comment on function internal.merge_scans is
  'What every scan of these tickets (distinct ids) means, the stored ones and p_new together: the merge rule, and nothing but it. Scans of unknown tickets are left out.';

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
      clock_uncertainty_ms, cache_age_ms, offline, override_reason, from_revoked, result, first_scan_id)
    select n.id, n.ticket_id, n.event_id, n.device_id, n.gate_id, n.direction, n.verdict, n.scanned_at, n.device_time, n.clock_offset_ms,
      n.clock_uncertainty_ms, n.cache_age_ms, n.offline, n.override_reason, n.from_revoked, coalesce(m.result, n.result), m.first_scan_id
    from unnest(p_new) n left join merged m on m.is_new and m.id = n.id
    order by n.id
  ), entries as (
    select m.ticket_id, max(m.id::text) filter (where m.result = 'entry') as entry_id,
      max(m.scanned_at) filter (where m.result = 'entry') as entered_at,
      (array_agg(m.moves order by m.scanned_at desc, m.id desc) filter (where m.moves is not null))[1] as last_move
    from merged m group by m.ticket_id
  ), moved as (
    update public.tickets t set entry_scan_id = e.entry_id::uuid, entered_at = e.entered_at,
      presence = case when e.entry_id is null then 'never' when e.last_move = 'in' then 'inside' else 'left' end
    from entries e
    where t.ticket_id = e.ticket_id and (t.entry_scan_id, t.entered_at, t.presence) is distinct from
      (e.entry_id::uuid, e.entered_at, case when e.entry_id is null then 'never' when e.last_move = 'in' then 'inside' else 'left' end)
    returning t.ticket_id
  )
  select coalesce(array_agg(m.ticket_id), '{}') into v_changed from moved m;
  return v_changed;
end
$$;
comment on function internal.merge_tickets is
  'Stores p_new (scans that are not there yet) and brings the results of all scans of these tickets, and the tickets'' entry and presence, to what the merge rule says; writes only what differs and returns the tickets that changed. The caller holds the tickets'' row locks.';

create function internal.adopt_scans()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
declare
  v_known text[];
begin
  -- Against a push of the same id at this moment: whoever comes second sees what the first wrote. Sales share the lock.
  perform pg_advisory_xact_lock_shared(hashtextextended('scans of unknown tickets', 0));
  select array_agg(distinct i.ticket_id) into v_known
  from inserted i join public.scans s on s.ticket_id = i.ticket_id;
  if v_known is not null then
    perform internal.merge_tickets(v_known);
  end if;
  return null;
end
$$;
comment on function internal.adopt_scans is
  'Trigger: merges scans that were stored as unknown_ticket before their ticket appeared.';
create trigger tickets_adopt_scans after insert on public.tickets referencing new table as inserted
  for each statement execute function internal.adopt_scans();
