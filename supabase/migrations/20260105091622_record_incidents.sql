-- The record's part of what was written at the door, with time and place.

create function internal.record_incidents(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('incidents', coalesce(jsonb_agg(jsonb_build_object(
    'at', internal.to_ms(a.merged_at - (a.payload ->> 'minutes_ago')::int * interval '1 minute'), 'written_at', internal.to_ms(a.merged_at),
    'what', a.payload ->> 'what', 'place', a.payload ->> 'place', 'words', a.payload ->> 'words', 'gate', g.name, 'phone', d.name,
    'after_revocation', a.after_revocation) order by a.merged_at - (a.payload ->> 'minutes_ago')::int * interval '1 minute', a.id), '[]'))
  from public.door_acts a
  join public.devices d on d.id = a.device_id
  left join public.gates g on g.id = a.gate_id
  where a.event_id = p_event.id and a.kind = 'incident'
$$;
comment on function internal.record_incidents is
  'Incidents and removals in the order in which they happened. Those that a phone wrote after its revocation are told as such.';

insert into internal.record_parts (part) values ('incidents');
