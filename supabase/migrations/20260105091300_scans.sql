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

-- A scan is stored before its ticket is marked: the reference holds at every moment.
alter table public.tickets add foreign key (entry_scan_id) references public.scans (id);
create index tickets_by_entry on public.tickets (entry_scan_id) where entry_scan_id is not null;

create function internal.merge_tickets(p_ticket_ids text[])
returns text[]
language plpgsql volatile
set search_path = ''
as $$
declare
  v_changed text[];
begin
  -- An exit is a movement only where the phone said so; a refusal at the exit moves nobody.
  with all_scans as (
    select s.id, s.ticket_id, s.scanned_at, e.reentry, s.result, s.first_scan_id,
      case when s.admits then 'in' when s.direction = 'out' and s.verdict = 'exit' then 'out' end as moves
    from public.scans s
    join public.tickets t on t.ticket_id = s.ticket_id
    join public.events e on e.id = t.event_id
    where s.ticket_id = any (p_ticket_ids)
  ), ordered as (
    select a.*,
      first_value(a.id) over (partition by a.ticket_id order by (a.moves = 'in') desc nulls last, a.scanned_at, a.id) as first_id,
      lag(a.moves) over (partition by a.ticket_id, a.moves is null order by a.scanned_at, a.id) as moved_before
    from all_scans a
  ), merged as (
    select o.id, o.result, o.first_scan_id, case
        when o.moves is null then 'refusal'
        when o.moves = 'out' then 'exit'
        when o.id = o.first_id then 'entry'
        when o.reentry and o.moved_before = 'out' then 'readmission'
        else 'double_entry' end as new_result,
      o.first_id
    from ordered o
  )
  update public.scans s set result = m.new_result, first_scan_id = case m.new_result when 'double_entry' then m.first_id end
  from merged m
  where s.id = m.id
    and (s.result, s.first_scan_id) is distinct from (m.new_result, case m.new_result when 'double_entry' then m.first_id end);

  with entries as (
    select t.id, e.id as entry_id, e.scanned_at,
      case when e.id is null then 'never' else (
        select case when l.admits then 'inside' else 'left' end
        from public.scans l where l.ticket_id = t.ticket_id and (l.admits or l.result = 'exit')
        order by l.scanned_at desc, l.id desc limit 1) end as presence
    from public.tickets t
    left join public.scans e on e.ticket_id = t.ticket_id and e.result = 'entry'
    where t.ticket_id = any (p_ticket_ids)
  ), moved as (
    update public.tickets t set entry_scan_id = e.entry_id, entered_at = e.scanned_at, presence = e.presence
    from entries e
    where t.id = e.id and (t.entry_scan_id, t.entered_at, t.presence) is distinct from (e.entry_id, e.scanned_at, e.presence)
    returning t.ticket_id
  )
  select coalesce(array_agg(m.ticket_id), '{}') into v_changed from moved m;
  return v_changed;
end
$$;
comment on function internal.merge_tickets is
  'Recomputes the results of all scans of these tickets, and the tickets'' entry and presence, from the scans alone; writes only what differs and returns the tickets that changed. The caller holds the tickets'' row locks.';

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
