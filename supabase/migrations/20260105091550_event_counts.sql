-- Who is in, by ticket type, gate and minute, and who was counted by hand: kept with every merge, so that a look at the night costs the same after 100,000 scans as after ten.

create table public.event_counts (
  event_id uuid not null references public.events (id) on delete cascade,
  -- "C", so that starts_with can use the index in a database of any locale.
  key text collate "C" not null,
  entered integer not null,
  inside integer not null,
  primary key (event_id, key)
) with (fillfactor = 50);
comment on table public.event_counts is
  'Tickets with an entry, and those whose guest is inside, under each key of count_keys; and under each key of hand_keys who was counted in by hand, and that less who was counted out. Follows from tickets and acts; internal.event_recount says the same. No policy: managers read event_live.';
alter table public.event_counts enable row level security;
grant select on public.event_counts to service_role;

create function internal.count_keys(p_ticket_type_id uuid, p_gate_id uuid, p_entered_at timestamptz)
returns text[]
language sql stable
return array['type:' || p_ticket_type_id, 'gate:' || coalesce(p_gate_id::text, ''),
  'minute:' || internal.to_ms(date_bin('1 minute', p_entered_at, 'epoch')) || ':' || p_ticket_type_id || ':' || coalesce(p_gate_id::text, '')];
comment on function internal.count_keys is
  'What an entry is counted under: the ticket''s type, the gate (empty when there was none), and the minute in Unix milliseconds with type and gate.';

create function internal.hand_keys(p_gate_id uuid, p_counted_at timestamptz)
returns text[]
language sql stable
return array['hand:' || coalesce(p_gate_id::text, ''),
  'minute:' || internal.to_ms(date_bin('1 minute', p_counted_at, 'epoch')) || ':hand:' || coalesce(p_gate_id::text, '')];
comment on function internal.hand_keys is
  'What a head counted by hand is counted under: the gate (empty when there was none), and the minute in Unix milliseconds with the gate.';

create view internal.event_recount as
select t.event_id, k.key, count(*)::int as entered, (count(*) filter (where t.presence = 'inside'))::int as inside
from public.tickets t
join public.scans s on s.id = t.entry_scan_id
cross join lateral unnest(internal.count_keys(t.ticket_type_id, s.gate_id, t.entered_at)) k (key)
group by t.event_id, k.key
union all
select a.event_id, k.key, (count(*) filter (where (a.payload ->> 'heads')::int > 0))::int, sum((a.payload ->> 'heads')::int)::int
from public.door_acts a
cross join lateral unnest(internal.hand_keys(a.gate_id, a.merged_at)) k (key)
where a.kind = 'count' and not a.after_revocation
group by 1, 2;
comment on view internal.event_recount is 'What event_counts must say, counted anew.';

create function internal.count_entries()
returns trigger
language plpgsql volatile
set search_path = ''
set enable_seqscan = off
as $$
begin
  insert into public.event_counts as c (event_id, key, entered, inside)
  select m.event_id, k.key, sum(m.entered), coalesce(sum(m.inside), 0)
  from (
    -- Those who came in the same minute first: a text for each guest would cost as much as storing the scan.
    select v.event_id, v.ticket_type_id, s.gate_id, date_bin('1 minute', v.entered_at, 'epoch') as entered_at,
      sum(v.sign) as entered, sum(v.sign) filter (where v.presence = 'inside') as inside
    from (
      select o.event_id, o.ticket_type_id, o.entry_scan_id, o.entered_at, o.presence, -1 as sign from before o where o.entry_scan_id is not null
      union all
      select n.event_id, n.ticket_type_id, n.entry_scan_id, n.entered_at, n.presence, 1 from after n where n.entry_scan_id is not null
    ) v
    -- By the index, whatever the table was like when this was planned.
    cross join lateral (select x.gate_id from public.scans x where x.id = v.entry_scan_id offset 0) s
    group by 1, 2, 3, 4
  ) m
  cross join lateral unnest(internal.count_keys(m.ticket_type_id, m.gate_id, m.entered_at)) k (key)
  group by m.event_id, k.key
  having sum(m.entered) <> 0 or sum(m.inside) <> 0
  -- Every writer of counts locks the rows in this order.
  order by m.event_id, k.key
  on conflict (event_id, key) do update set entered = c.entered + excluded.entered, inside = c.inside + excluded.inside;
  return null;
end
$$;
comment on function internal.count_entries is 'Trigger: keeps event_counts in step with the entries and the presence of tickets.';
create trigger tickets_count_entries after update on public.tickets referencing old table as before new table as after
  for each statement execute function internal.count_entries();

create function internal.count_heads()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  insert into public.event_counts as c (event_id, key, entered, inside)
  select i.event_id, k.key, count(*) filter (where (i.payload ->> 'heads')::int > 0), sum((i.payload ->> 'heads')::int)
  from inserted i cross join lateral unnest(internal.hand_keys(i.gate_id, i.merged_at)) k (key)
  where i.kind = 'count' and not i.after_revocation
  group by 1, 2
  -- Every writer of counts locks the rows in this order.
  order by 1, 2
  on conflict (event_id, key) do update set entered = c.entered + excluded.entered, inside = c.inside + excluded.inside;
  return null;
end
$$;
comment on function internal.count_heads is
  'Trigger: keeps event_counts in step with the heads counted by hand. Counts merge by being added up: ticket-core''s peopleCounted.';
create trigger door_acts_count_heads after insert on public.door_acts referencing new table as inserted
  for each statement execute function internal.count_heads();
