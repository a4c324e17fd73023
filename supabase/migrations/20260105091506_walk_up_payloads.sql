-- What the acts of a sale at the door must say: packages/wire/src/door-acts/walk-up.ts and drawer.ts say the same.

create function internal.is_walk_up(p_payload jsonb)
returns boolean
language sql immutable
set search_path = ''
as $$
  select case when jsonb_typeof(p_payload) = 'object' and jsonb_typeof(p_payload -> 'tickets') = 'array' then
    coalesce(p_payload - array['tickets', 'type', 'price', 'paid'] = '{}'
      and jsonb_array_length(p_payload -> 'tickets') between 1 and 10
      and (select bool_and(jsonb_typeof(t.id) = 'string' and length(t.id #>> '{}') <= 40 and t.id #>> '{}' ~ '^MGY-[0-9A-Z-]+$') and count(distinct t.id) = count(*)
        from jsonb_array_elements(p_payload -> 'tickets') t (id))
      and jsonb_typeof(p_payload -> 'type') = 'string' and p_payload ->> 'type' ~ '^[0-9A-Z]{1,4}$'
      and jsonb_typeof(p_payload -> 'price') = 'string' and p_payload ->> 'price' ~ '^[0-9]{1,5}\.[0-9]{2}$'
      and p_payload -> 'paid' in ('"cash"', '"terminal"'), false) else false end
$$;
comment on function internal.is_walk_up is
  'Whether this is a sale at the door: which tickets of the phone''s stock, of which type, for how much each, and paid in cash or at the house''s terminal.';

create function internal.is_walk_up_undo(p_payload jsonb)
returns boolean
language sql immutable
set search_path = ''
as $$
  select case when jsonb_typeof(p_payload) = 'object' then
    coalesce(p_payload - array['walk_up', 'after_ms'] = '{}' and jsonb_typeof(p_payload -> 'walk_up') = 'string'
      and p_payload ->> 'walk_up' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
      -- ticket-core's UNDO_WITHIN_MS.
      and internal.json_number(p_payload, 'after_ms', 0, 10000) % 1 = 0, false) else false end
$$;
comment on function internal.is_walk_up_undo is 'Whether this takes a sale at the door back: which one, and how long after it.';

create function internal.is_drawer(p_payload jsonb)
returns boolean
language sql immutable
set search_path = ''
as $$
  select case when jsonb_typeof(p_payload) = 'object' then
    coalesce(p_payload - array['step', 'amount', 'by'] = '{}' and p_payload -> 'step' in ('"open"', '"close"')
      and jsonb_typeof(p_payload -> 'amount') = 'string' and p_payload ->> 'amount' ~ '^[0-9]{1,7}\.[0-9]{2}$'
      and jsonb_typeof(p_payload -> 'by') = 'string' and p_payload ->> 'by' ~ '\S' and length(p_payload ->> 'by') <= 40, false) else false end
$$;
comment on function internal.is_drawer is 'Whether this is a count of a phone''s drawer: at the start of a shift (open) or at its end (close), how much, and by whom.';
