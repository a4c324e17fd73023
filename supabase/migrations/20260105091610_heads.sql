-- Heads: how many people were in the house at any moment, and when each change of that number happened and was heard of.

create function internal.is_refused(p_scan public.scans)
returns boolean
language sql stable
return (p_scan).result = 'refusal' and not exists (select from internal.answers a where a.refers_to = (p_scan).id and a.event_id = (p_scan).event_id);
comment on function internal.is_refused is 'Whether this scan turned somebody away for good. As internal.refusals.';

create function internal.ticket_moves(p_event_id uuid)
returns table (at timestamptz, uncertainty_ms int, received_at timestamptz, change int)
language sql stable
set search_path = ''
as $$
  with moves as (
    select s.ticket_id, s.id, s.merged_at, s.merged_uncertainty_ms, s.received_at, true as is_known,
      case when s.result = 'exit' then -1 else 1 end as step
    from public.scans s where s.event_id = p_event_id and s.result in ('entry', 'readmission', 'double_entry', 'exit')
    union all
    select s.ticket_id, s.id, s.merged_at, s.merged_uncertainty_ms, s.received_at, false,
      case internal.verdict_moves(s.verdict, s.direction) when 'in' then 1 when 'out' then -1 end
    from public.scans s where s.event_id = p_event_id and s.result in ('unknown_ticket', 'other_event')
      and internal.verdict_moves(s.verdict, s.direction) is not null and not internal.is_undone(s)
  ), twice as (
    select distinct s.ticket_id from public.scans s where s.event_id = p_event_id and s.result = 'double_entry'
  ), heads as (
    select m.*, case
        -- One ticket, one guest: inside if the last thing that was heard is that they came.
        when m.is_known and t.ticket_id is null then greatest(0, m.step)
        else greatest(0, sum(m.step) over w)::int end as heads
    from moves m left join twice t on m.is_known and t.ticket_id = m.ticket_id
    window w as (partition by m.is_known, m.ticket_id order by m.merged_at, m.id)
  ), changes as (
    select h.merged_at, h.merged_uncertainty_ms, h.received_at,
      h.heads - lag(h.heads, 1, 0) over (partition by h.is_known, h.ticket_id order by h.merged_at, h.id) as change
    from heads h
  )
  select c.merged_at, c.merged_uncertainty_ms, c.received_at, c.change from changes c where c.change <> 0
$$;
comment on function internal.ticket_moves is
  'Each scan that changed how many people are inside, by how many. Their sum is what people_inside says of tickets, and of those who were let in without one that is known.';

create function internal.hand_moves(p_event_id uuid)
returns table (at timestamptz, uncertainty_ms int, received_at timestamptz, change int)
language sql stable
set search_path = ''
as $$
  select a.merged_at, a.merged_uncertainty_ms, a.received_at, (a.payload ->> 'heads')::int
  from public.door_acts a where a.event_id = p_event_id and a.kind = 'count' and not a.after_revocation
$$;
comment on function internal.hand_moves is 'Each head that was counted in or out by hand.';

create function internal.head_moves(p_event_id uuid)
returns table (at timestamptz, uncertainty_ms int, received_at timestamptz, change int)
language sql stable
set search_path = ''
as $$
  select * from internal.ticket_moves(p_event_id) union all select l.at, l.uncertainty_ms, l.received_at, l.change from internal.list_moves(p_event_id) l
  union all select * from internal.hand_moves(p_event_id)
$$;
comment on function internal.head_moves is
  'Everything that changed how many people are inside: tickets, guest lists, and heads counted by hand. Their sum is people_inside; a test compares the two.';

create function internal.heads_by_quarter(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  with moves as materialized (
    select m.*, m.uncertainty_ms * interval '1 millisecond' as slack from internal.head_moves(p_event.id) m
  ), quarters as (
    -- A phone whose clock is off by days must not make a record of a thousand lines.
    select q as at from generate_series(
      (select greatest(date_bin('15 minutes', min(m.at), 'epoch') + interval '15 minutes', p_event.doors_open_at - interval '12 hours') from moves m),
      (select least(date_bin('15 minutes', max(m.at), 'epoch') + interval '15 minutes', p_event.ends_at + interval '24 hours') from moves m),
      interval '15 minutes') q
  )
  select coalesce(jsonb_agg(jsonb_build_object('at', internal.to_ms(q.at), 'came', f.came, 'went', f.went, 'people', f.people,
    'margin', f.margin, 'heard', f.heard) order by q.at), '[]')
  from quarters q cross join lateral (
    select coalesce(sum(m.change) filter (where m.at <= q.at), 0) as people,
      coalesce(sum(m.change) filter (where m.change > 0 and m.at > q.at - interval '15 minutes' and m.at <= q.at), 0) as came,
      coalesce(-sum(m.change) filter (where m.change < 0 and m.at > q.at - interval '15 minutes' and m.at <= q.at), 0) as went,
      coalesce(sum(abs(m.change)) filter (where q.at between m.at - m.slack and m.at + m.slack), 0) as margin,
      coalesce(sum(m.change) filter (where m.at <= q.at and m.received_at <= q.at), 0) as heard
    from moves m) f
$$;
comment on function internal.heads_by_quarter is
  'At the end of each quarter of an hour: who came and went in it, people inside, by how many that may be off (margin: moves whose time is too unsure to tell on which side they belong), and what the house had heard of by then.';

create function internal.fullest(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  with moments as (
    select m.at, sum(sum(m.change)) over (order by m.at) as people, lead(m.at) over (order by m.at) - m.at as lasted
    from internal.head_moves(p_event.id) m group by m.at
  )
  select jsonb_build_object(
    'people', coalesce(max(m.people), 0),
    'at', internal.to_ms((select p.at from moments p order by p.people desc, p.at limit 1)),
    'nearly_full_ms', coalesce(sum(internal.to_ms('epoch'::timestamptz + m.lasted)) filter (where m.people >= p_event.venue_capacity * 0.9), 0),
    'above_limit_ms', coalesce(sum(internal.to_ms('epoch'::timestamptz + m.lasted)) filter (where m.people > p_event.venue_capacity), 0))
  from moments m
$$;
comment on function internal.fullest is
  'When the house was fullest, with how many people, and for how long it was at nine tenths of the legal limit or more, and above the limit.';
