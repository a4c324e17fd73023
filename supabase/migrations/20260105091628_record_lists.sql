-- The record's part of guest lists: who let in how many on which list, and what went beyond it. Lists are named, guests are not.

create function internal.record_lists(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  with arrivals as (
    select e.list_id, a.entry_id, sum(a.heads) as heads, sum(a.heads * a.paid) as paid
    from internal.list_arrivals a left join public.list_entries e on e.id = a.entry_id and e.event_id = a.event_id
    where a.event_id = p_event.id group by 1, 2
  )
  select jsonb_build_object(
    'lists', (select coalesce(jsonb_agg(jsonb_build_object('list', l.name, 'promoter', p.name, 'quota', l.quota,
        'allowed', (select coalesce(sum(1 + e.plus), 0) from public.list_entries e where e.list_id = l.id and e.removed_at is null),
        'arrived', (select coalesce(sum(greatest(0, a.heads)), 0) from arrivals a where a.list_id = l.id),
        'paid', (select coalesce(sum(a.paid), 0)::text from arrivals a where a.list_id = l.id)) order by l.name, l.id), '[]')
      from public.guest_lists l left join public.promoters p on p.id = l.promoter_id where l.event_id = p_event.id),
    -- Ticked on a name that is on none of this night's lists.
    'unknown', (select coalesce(sum(greatest(0, a.heads)), 0) from arrivals a where a.list_id is null),
    'excess', (select coalesce(jsonb_agg(jsonb_build_object('at', internal.to_ms((x ->> 'at')::timestamptz), 'list', x ->> 'list', 'what', x ->> 'what',
        'excess', (x ->> 'excess')::int, 'gate', x ->> 'gate', 'phone', x ->> 'device') order by x ->> 'at', x ->> 'act_id', x ->> 'what'), '[]')
      from jsonb_array_elements(internal.list_excess(p_event.id)) x))
$$;
comment on function internal.record_lists is
  'By list: whose it is, its quota, how many were allowed by name, how many came and what they paid at the door; those who came on a name of no list; and what was let in beyond a name or a quota. No guest''s name.';

insert into internal.record_parts (part) values ('lists');
