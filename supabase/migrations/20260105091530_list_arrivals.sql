-- Arrivals on guest lists: acts of the doormen, and what follows from them. Two phones that don't hear of each other may
-- let in more than a name or a list allows; that is found here, with both doors.

create index door_acts_of_entry on public.door_acts (((payload ->> 'entry_id')::uuid)) where kind = 'list_arrival';

create view internal.list_arrivals as
select a.id, a.event_id, a.device_id, a.gate_id, (a.payload ->> 'entry_id')::uuid as entry_id, (a.payload ->> 'heads')::int as heads,
  (a.payload ->> 'paid')::decimal(10, 2) as paid, a.merged_at, a.merged_uncertainty_ms, a.received_at
from public.door_acts a where a.kind = 'list_arrival' and not a.after_revocation;
comment on view internal.list_arrivals is 'Heads that came in on a name, or were taken back (below zero), at which door; those that count.';

create function internal.settle_arrivals()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
declare
  v_entries uuid[];
begin
  select array_agg(distinct (n.payload ->> 'entry_id')::uuid) into v_entries from inserted n where n.kind = 'list_arrival';
  if v_entries is null then
    return null;
  end if;
  perform from public.list_entries e where e.id = any (v_entries) order by e.id for no key update;
  update public.list_entries e set arrived = s.heads
  from (
    -- A name of another night is not this phone's to tick.
    select i.id, (select greatest(0, coalesce(sum(a.heads), 0)) from internal.list_arrivals a where a.entry_id = i.id and a.event_id = i.event_id) as heads
    from public.list_entries i where i.id = any (v_entries)
  ) s
  where e.id = s.id and e.arrived <> s.heads;
  return null;
end
$$;
comment on function internal.settle_arrivals is 'Trigger: derives how many came in on each name that these acts are about, from all acts.';
create trigger door_acts_settle_arrivals after insert on public.door_acts referencing new table as inserted
  for each statement execute function internal.settle_arrivals();

create function internal.people_by_lists(p_event_id uuid)
returns int
language sql stable
set search_path = ''
as $$
  select coalesce(sum(x.heads), 0)::int from (
    select greatest(0, sum(a.heads)) as heads from internal.list_arrivals a where a.event_id = p_event_id group by a.entry_id) x
$$;
comment on function internal.people_by_lists is 'How many came in on this night''s lists, also on names that the server does not know.';

create function internal.list_moves(p_event_id uuid)
returns table (at timestamptz, uncertainty_ms int, received_at timestamptz, change int, gate_id uuid)
language sql stable
set search_path = ''
as $$
  with totals as (
    select a.entry_id, a.id, a.merged_at, a.merged_uncertainty_ms, a.received_at, a.gate_id,
      greatest(0, sum(a.heads) over (partition by a.entry_id order by a.merged_at, a.id)) as heads
    from internal.list_arrivals a where a.event_id = p_event_id
  ), changes as (
    select t.*, (t.heads - lag(t.heads, 1, 0::bigint) over (partition by t.entry_id order by t.merged_at, t.id))::int as change from totals t
  )
  select c.merged_at, c.merged_uncertainty_ms, c.received_at, c.change, c.gate_id from changes c where c.change <> 0
$$;
comment on function internal.list_moves is 'Each arrival on a list that changed how many people are inside, by how many, and at which gate. Their sum is people_by_lists.';

create function internal.list_excess(p_event_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$
  with arrivals as (
    select a.*, l.id as list_id, l.name as list_name, l.quota, e.name, case when e.removed_at is null then 1 + e.plus else 0 end as allowed,
      g.name as gate, d.name as device, row_number() over w as place,
      sum(a.heads) over (partition by e.id order by (a.merged_uncertainty_ms > 60000), a.merged_at, a.id) as on_name,
      sum(a.heads) over (partition by l.id order by (a.merged_uncertainty_ms > 60000), a.merged_at, a.id) as on_list
    from internal.list_arrivals a
    join public.list_entries e on e.id = a.entry_id
    join public.guest_lists l on l.id = e.list_id
    left join public.gates g on g.id = a.gate_id
    left join public.devices d on d.id = a.device_id
    where a.event_id = p_event_id and e.event_id = p_event_id
    window w as (order by a.merged_at, a.id)
  ), lasting as (
    select a.*, min(a.on_name) over (partition by a.entry_id order by (a.merged_uncertainty_ms > 60000), a.merged_at, a.id
        rows between current row and unbounded following) as stays_on_name,
      min(a.on_list) over (partition by a.list_id order by (a.merged_uncertainty_ms > 60000), a.merged_at, a.id
        rows between current row and unbounded following) as stays_on_list
    from arrivals a
  ), over_allowed as (
    -- The act that went beyond, as far as it was not taken back since: each head too many is told once.
    select x.*, 'name' as what, x.allowed as most, x.stays_on_name - greatest(x.allowed, x.on_name - x.heads) as excess
    from lasting x where x.heads > 0 and x.stays_on_name > x.allowed
    union all
    select x.*, 'quota', x.quota, x.stays_on_list - greatest(x.quota, x.on_list - x.heads)
    from lasting x where x.heads > 0 and x.stays_on_list > x.quota
  )
  select coalesce(jsonb_agg(jsonb_build_object('act_id', o.id, 'what', o.what, 'list_id', o.list_id, 'list', o.list_name, 'name', o.name,
    'allowed', o.most, 'excess', o.excess, 'heads', o.heads, 'at', o.merged_at, 'gate', o.gate, 'device', o.device,
    'before', (
      select coalesce(jsonb_agg(jsonb_build_object('at', b.merged_at, 'heads', b.heads, 'gate', b.gate, 'device', b.device, 'name', b.name)
        order by b.merged_at desc, b.id desc), '[]')
      from (select y.* from arrivals y where y.place < o.place and y.heads > 0
        and case o.what when 'name' then y.entry_id = o.entry_id else y.list_id = o.list_id end order by y.merged_at desc limit 4) b))
    order by o.merged_at desc, o.what), '[]')
  from over_allowed o where o.excess > 0
$$;
comment on function internal.list_excess is
  'Arrivals beyond what a name or a list''s quota allows, newest first, each with its door and minute and those of the arrivals before it. The order is that of a merge: a time that is unsure comes after every sure one.';

create function public.list_excess(p_event_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('list_names');
  return internal.list_excess(p_event_id);
end
$$;
comment on function public.list_excess is
  'Who was let in on a night''s lists beyond what they allow, with both doors. Security definer because it reads acts, which the front desk may not; it checks the caller''s role itself.';
grant execute on function public.list_excess to authenticated;
