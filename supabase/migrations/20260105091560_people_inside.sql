-- Who is in the building beyond the tickets: double entries that were let in, with what a manager noted about each, and heads
-- counted by hand; and how many may be.

create table public.double_entry_notes (
  scan_id uuid primary key references public.scans (id) on delete cascade,
  event_id uuid not null references public.events (id) on delete cascade,
  noted_at timestamptz not null default now(),
  noted_by uuid,
  note text not null check (char_length(note) <= 500)
);
comment on table public.double_entry_notes is
  'Double entries that a manager has seen, by the second scan, with what was found out. A note may be changed; the audit log keeps the earlier ones.';
create index double_entry_notes_by_event on public.double_entry_notes (event_id);
alter table public.double_entry_notes enable row level security;
create policy "Managers can read notes on double entries" on public.double_entry_notes
  for select to authenticated using ((select internal.is_manager()));
grant select on public.double_entry_notes to authenticated, service_role;

create function internal.people_beyond_tickets(p_event_id uuid)
returns int
language sql stable
set search_path = ''
as $$
  select coalesce(sum(greatest(0, x.came - x.went) - x.counted), 0)::int
  from (
    select count(*) filter (where s.result in ('entry', 'readmission', 'double_entry')) as came,
      count(*) filter (where s.result = 'exit') as went,
      (t.presence = 'inside')::int as counted
    from (select distinct d.ticket_id from public.scans d where d.event_id = p_event_id and d.result = 'double_entry') twice
    join public.tickets t on t.ticket_id = twice.ticket_id
    join public.scans s on s.ticket_id = twice.ticket_id
    group by t.ticket_id, t.presence
    union all
    -- Let in by a phone all the same, on a ticket that is not here (yet), or another night's.
    select count(*) filter (where internal.verdict_moves(s.verdict, s.direction) = 'in'),
      count(*) filter (where internal.verdict_moves(s.verdict, s.direction) = 'out'), 0
    from public.scans s where s.event_id = p_event_id and s.result in ('unknown_ticket', 'other_event')
      and not exists (select from public.scans u where u.refers_to = s.id and u.verdict = 'undo' and u.device_id = s.device_id and not u.after_revocation)
    group by s.ticket_id
  ) x
$$;
comment on function internal.people_beyond_tickets is
  'How many more people are inside than tickets: of each ticket that was let in twice, or that is none of this night''s, those who came less those who left, less the one whom the ticket itself counts.';

create function internal.people_inside(p_event_id uuid)
returns int
language sql stable
set search_path = ''
as $$
  -- Ticket holders who leave uncounted by a phone may be counted out by hand; below nought it is still nobody.
  select greatest(0, (select coalesce(sum(c.inside), 0) from public.event_counts c
    where c.event_id = p_event_id and (starts_with(c.key, 'type:') or starts_with(c.key, 'hand:')))
    + internal.people_beyond_tickets(p_event_id) + internal.people_by_lists(p_event_id))::int
$$;
comment on function internal.people_inside is 'Everybody inside, as far as the server has heard: what the manager''s large figure shows and the phones'' limit counts.';

create function internal.counted_by_hand(p_event_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('came', coalesce(sum(c.entered), 0), 'left', coalesce(sum(c.entered - c.inside), 0))
  from public.event_counts c where c.event_id = p_event_id and starts_with(c.key, 'hand:')
$$;
comment on function internal.counted_by_hand is 'How many people were counted in and out by hand, on all phones together.';

create table public.limit_raises (
  id bigint generated always as identity primary key,
  event_id uuid not null references public.events (id) on delete cascade,
  people integer not null check (people between 1 and 1000000),
  people_before integer not null,
  raised_at timestamptz not null default now(),
  raised_by uuid
);
comment on table public.limit_raises is
  'How many people a manager has allowed inside tonight, beyond the house''s own limit. The last of a night counts; none is changed. Seats on sale are not touched by it.';
comment on column public.limit_raises.people_before is 'What was allowed until then: the house''s own limit can be edited later.';
create index limit_raises_of_event on public.limit_raises (event_id, id desc);
alter table public.limit_raises enable row level security;
create policy "Managers can read raised limits" on public.limit_raises
  for select to authenticated using ((select internal.is_manager()));
grant select on public.limit_raises to authenticated, service_role;

create function internal.people_limit(p_event public.events)
returns int
language sql stable
set search_path = ''
as $$
  select greatest((p_event).venue_capacity,
    (select r.people from public.limit_raises r where r.event_id = (p_event).id order by r.id desc limit 1))
$$;
comment on function internal.people_limit is 'How many people may be inside tonight: the house''s limit, or what a manager raised it to.';

create function public.raise_limit(p_event_id uuid, p_people int)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_event public.events;
  v_before int;
begin
  perform internal.require_action('raise_limit');
  -- One raise at a time, so that each says what it raised.
  select * into v_event from public.events e where e.id = p_event_id for no key update;
  if v_event.id is null then
    perform internal.fail('event_not_found', 404);
  end if;
  if p_people is null or p_people < v_event.venue_capacity or p_people not between 1 and 1000000 then
    perform internal.fail('invalid_request', 400);
  end if;
  v_before := internal.people_limit(v_event);
  insert into public.limit_raises (event_id, people, people_before, raised_by) values (p_event_id, p_people, v_before, auth.uid());
  perform internal.log_action('raise_limit', p_event_id, null, '', jsonb_build_object('from', v_before, 'to', p_people));
  perform internal.broadcast(p_event_id, 'limit', jsonb_build_object('at', internal.to_ms(clock_timestamp()), 'capacity', p_people));
  perform internal.nudge(p_event_id, 'scans');
  return jsonb_build_object('capacity', p_people);
end
$$;
comment on function public.raise_limit is
  'Sets how many people may be inside tonight: the house''s limit or more; the house''s own takes a raise back. Phones are told at once. Security definer because nobody writes raises but through it; it checks the caller''s role itself.';
grant execute on function public.raise_limit to authenticated;

create function internal.is_undone(p_scan public.scans)
returns boolean
language sql stable
return (p_scan).result = 'undone' or (p_scan).result in ('unknown_ticket', 'other_event') and exists (select from public.scans u
  where u.refers_to = (p_scan).id and u.verdict = 'undo' and u.device_id = (p_scan).device_id and not u.after_revocation);
comment on function internal.is_undone is 'Whether the phone that made this scan took it back. Of a ticket of this night the merge says so itself; of a stranger''s the undo is looked for.';

create view internal.answers as
select a.refers_to, a.event_id from public.scans a
where a.verdict in ('override', 'let_in', 'turned_away') and not internal.is_undone(a) and not a.after_revocation;
comment on view internal.answers is
  'What was answered or overruled, unless that was taken back or does not count: the answer tells of such a refusal, not its verdict.';

create view internal.refusals as
select r.id, r.event_id, r.merged_at, r.verdict::text as cause, '' as words, r.ticket_id, r.gate_id, r.device_id
from public.scans r
where r.result = 'refusal' and not exists (select from internal.answers a where a.refers_to = r.id and a.event_id = r.event_id)
union all
select a.id, a.event_id, a.merged_at, a.payload ->> 'cause', a.payload ->> 'words', null, a.gate_id, a.device_id
from public.door_acts a where a.kind = 'refusal' and not a.after_revocation;
comment on view internal.refusals is 'Who was not let in and why: by a phone''s verdict, or by hand with a cause.';

create function internal.refusal_causes(p_event_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('verdict', c.cause, 'total', c.total, 'recent', c.recent, 'before', c.before)
    order by c.total desc, c.cause), '[]')
  from (
    select r.cause, count(*) as total,
      count(*) filter (where r.merged_at > now() - interval '10 minutes') as recent,
      count(*) filter (where r.merged_at <= now() - interval '10 minutes' and r.merged_at > now() - interval '20 minutes') as before
    from internal.refusals r where r.event_id = p_event_id
    group by r.cause
  ) c
$$;
comment on function internal.refusal_causes is 'Refusals by cause: in all, in the last ten minutes, and in the ten before those.';

create function public.acknowledge_double_entry(p_scan_id uuid, p_note text)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_scan public.scans;
  v_note text := left(btrim(coalesce(p_note, '')), 500);
begin
  perform internal.require_action('watch_night');
  select * into v_scan from public.scans s where s.id = p_scan_id and s.result = 'double_entry';
  if v_scan.id is null then
    perform internal.fail('not_found', 404);
  end if;
  insert into public.double_entry_notes (scan_id, event_id, noted_by, note) values (v_scan.id, v_scan.event_id, auth.uid(), v_note)
  on conflict (scan_id) do update set note = excluded.note, noted_by = excluded.noted_by, noted_at = excluded.noted_at;
  perform internal.log_action('acknowledge_double_entry', v_scan.event_id, null, v_note,
    jsonb_build_object('scan_id', v_scan.id, 'ticket_id', v_scan.ticket_id));
  perform internal.nudge(v_scan.event_id, 'scans');
end
$$;
comment on function public.acknowledge_double_entry is
  'Marks a double entry as seen, with a note. Fails with not_found for anything else. Security definer because nobody writes notes but through it; it checks the caller''s role itself.';
grant execute on function public.acknowledge_double_entry to authenticated;
