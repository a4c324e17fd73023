-- The record's part of how often age was checked, and with what answer: never whose.

create function internal.record_age_checks(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('checks', coalesce(jsonb_agg(jsonb_build_object('how', c.how, 'rule', c.rule, 'passed', c.passed, 'min_age', c.min_age,
    'total', c.total) order by c.how, c.rule, c.passed desc, c.min_age), '[]'))
  from (
    select a.payload ->> 'how' as how, a.payload ->> 'rule' as rule, (a.payload ->> 'passed')::boolean as passed, (a.payload ->> 'min_age')::int as min_age,
      count(*) as total
    from public.door_acts a where a.event_id = p_event.id and a.kind = 'age_check' and not a.after_revocation
    group by 1, 2, 3, 4) c
$$;
comment on function internal.record_age_checks is
  'How many were asked for their age, by eye or by licence, at which age, by which rule, and whether they passed.';

insert into internal.record_parts (part) values ('age_checks');
