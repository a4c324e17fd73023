-- The record's part of tonight's limit: who allowed more people inside than the house does, and when.

create function internal.record_limits(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('raises', coalesce(jsonb_agg(jsonb_build_object('at', internal.to_ms(r.raised_at),
    'by', (select m.name from public.staff_members m where m.user_id = r.raised_by), 'from', r.people_before, 'to', r.people) order by r.id), '[]'))
  from public.limit_raises r where r.event_id = p_event.id
$$;
comment on function internal.record_limits is
  'Each change of how many people may be inside tonight, in order: by whom, from and to how many. The last one may be the house''s own limit again.';

insert into internal.record_parts (part) values ('limits');
