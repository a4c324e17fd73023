-- Incidents: what a doorman writes down for the record of the night.

create function internal.is_incident(p_payload jsonb)
returns boolean
language sql immutable
set search_path = ''
as $$
  select jsonb_typeof(p_payload) = 'object' and p_payload - array['what', 'place', 'words', 'minutes_ago'] = '{}'
    and p_payload -> 'what' in ('"incident"', '"removal"')
    and jsonb_typeof(p_payload -> 'place') = 'string' and length(p_payload ->> 'place') <= 60
    and jsonb_typeof(p_payload -> 'words') = 'string' and p_payload ->> 'words' ~ '\S' and length(p_payload ->> 'words') <= 500
    and coalesce(internal.json_number(p_payload, 'minutes_ago', 0, 240) % 1 = 0, false)
$$;
comment on function internal.is_incident is
  'Whether this is an incident or a removal: where (empty: at the gate where it was written), in which words, and how many minutes before it was written.';
