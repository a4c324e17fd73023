-- The record's part of refusals by hand: who was not let in for what they are or do, and not for their ticket.

create function internal.record_hand_refusals(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  with refusals as (
    select a.id, a.payload ->> 'cause' as cause, a.payload ->> 'words' as words, a.merged_at, g.name as gate, g.sort, d.name as phone
    from public.door_acts a
    join public.devices d on d.id = a.device_id
    left join public.gates g on g.id = a.gate_id
    where a.event_id = p_event.id and a.kind = 'refusal' and not a.after_revocation
  )
  select jsonb_build_object(
    'causes', (select coalesce(jsonb_agg(jsonb_build_object('cause', c.cause, 'gate', c.gate, 'total', c.total, 'first_at', internal.to_ms(c.first_at),
      'last_at', internal.to_ms(c.last_at)) order by c.cause, c.sort nulls last, c.gate), '[]')
      from (select r.cause, r.gate, r.sort, count(*) as total, min(r.merged_at) as first_at, max(r.merged_at) as last_at from refusals r group by 1, 2, 3) c),
    'words', (select coalesce(jsonb_agg(jsonb_build_object('at', internal.to_ms(r.merged_at), 'cause', r.cause, 'words', r.words, 'gate', r.gate,
      'phone', r.phone) order by r.merged_at, r.id), '[]') from refusals r where r.words <> ''))
$$;
comment on function internal.record_hand_refusals is
  'People refused by hand, by cause and gate (null: none was named), and what doormen wrote about single ones.';

insert into internal.record_parts (part) values ('hand_refusals');
