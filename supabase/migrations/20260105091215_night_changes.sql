-- What an edit of a night changes, and for whom: shown before it is saved, checked again on saving.

create function internal.night_change(p_field text, p_from jsonb, p_to jsonb, p_of text default null, p_hurts text default null, p_count int default null)
returns jsonb
language sql immutable
return jsonb_strip_nulls(jsonb_build_object('field', p_field, 'of', p_of, 'hurts', p_hurts, 'count', p_count))
  || jsonb_build_object('from', coalesce(p_from, 'null'), 'to', coalesce(p_to, 'null'));
comment on function internal.night_change is
  'One change: the field, the type, gate or pool it belongs to, the old and new values; if it hurts somebody, how and how many.';

create function internal.part_changes(p_kind text, p_from jsonb, p_to jsonb)
returns table (id text, field text, name text, was jsonb, will jsonb)
language sql stable
set search_path = ''
as $$
  select coalesce(o.item ->> 'id', n.item ->> 'id'), p_kind || case when o.item is null then '.added' when n.item is null then '.removed' else '.' || k.key end,
    coalesce(o.item ->> 'name', n.item ->> 'name'), case when o.item is not null and n.item is not null then o.item -> k.key end,
    case when o.item is not null and n.item is not null then n.item -> k.key end
  from jsonb_array_elements(p_from -> p_kind) o (item)
  full join jsonb_array_elements(p_to -> p_kind) n (item) on o.item ->> 'id' = n.item ->> 'id'
  cross join lateral (
    select x.key from jsonb_object_keys(o.item) x (key) where o.item is not null and n.item is not null and o.item -> x.key is distinct from n.item -> x.key
    union all select '' where o.item is null or n.item is null
  ) k
$$;
comment on function internal.part_changes is 'The differences between two documents in their pools, types or gates, one row per field.';

create function internal.night_changes(p_event public.events, p_from jsonb, p_to jsonb)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_changes jsonb := '[]';
  v_buyers int := internal.buyers_of_event(p_event.id);
  v_change record;
  v_count int;
begin
  for v_change in
    select k.key as field, p_from -> k.key as was, p_to -> k.key as will from jsonb_object_keys(p_to) k (key)
    where k.key not in ('types', 'gates', 'pools') and p_from -> k.key is distinct from p_to -> k.key order by k.key
  loop
    v_changes := v_changes || internal.night_change(v_change.field, v_change.was, v_change.will, null,
      case when v_buyers = 0 then null
        when v_change.field in ('event_date', 'doors_open_at', 'timezone') then 'moved'
        when v_change.field in ('venue_name', 'venue_address') then 'moved'
        when v_change.field = 'min_age' and coalesce((v_change.will #>> '{}')::int, 0) > coalesce((v_change.was #>> '{}')::int, 0) then 'age_raised'
        when v_change.field = 'reentry' and v_change.will = 'false' then 'reentry_ended' end, nullif(v_buyers, 0));
  end loop;
  for v_change in select * from internal.part_changes('types', p_from, p_to) loop
    select t.sold + t.held into v_count from public.ticket_types t where t.id = v_change.id::uuid and t.event_id = p_event.id;
    v_changes := v_changes || internal.night_change(v_change.field, v_change.was, v_change.will, v_change.name,
      case when v_count > 0 and v_change.field in ('types.price', 'types.releases') then 'price_sold' end, nullif(v_count, 0));
  end loop;
  for v_change in select * from internal.part_changes('pools', p_from, p_to) loop
    v_changes := v_changes || internal.night_change(v_change.field, v_change.was, v_change.will, v_change.name);
  end loop;
  for v_change in select * from internal.part_changes('gates', p_from, p_to) loop
    select count(*) into v_count from public.devices d where d.gate_id = v_change.id::uuid and d.revoked_at is null;
    v_changes := v_changes || internal.night_change(v_change.field, v_change.was, v_change.will, v_change.name,
      case when v_count > 0 and v_change.field = 'gates.removed' then 'gate_in_use' end, nullif(v_count, 0));
  end loop;
  select v_changes || coalesce(jsonb_agg(internal.night_change(k.key || '.order', null, null)), '[]') into v_changes
  from unnest(array['types', 'pools', 'gates']) k (key)
  where (select jsonb_agg(i.item -> 'id' order by i.n) from jsonb_array_elements(p_from -> k.key) with ordinality i (item, n) where (p_to -> k.key) @> jsonb_build_array(jsonb_build_object('id', i.item -> 'id')))
    is distinct from
    (select jsonb_agg(i.item -> 'id' order by i.n) from jsonb_array_elements(p_to -> k.key) with ordinality i (item, n) where (p_from -> k.key) @> jsonb_build_array(jsonb_build_object('id', i.item -> 'id')));
  return v_changes;
end
$$;
comment on function internal.night_changes is
  'The changes between two documents of a night. "hurts" means that somebody has relied on the old value: moved, age_raised, reentry_ended (buyers), price_sold (tickets), gate_in_use (phones).';

create function internal.check_night(p_event public.events, p_night jsonb)
returns void
language plpgsql stable
set search_path = ''
as $$
declare
  v_bad record;
begin
  -- Changes that no confirmation can allow.
  select i.n - 1 as n, t.sold + t.held as taken into v_bad
  from jsonb_array_elements(p_night -> 'types') with ordinality i (item, n)
  join public.ticket_types t on t.id = (i.item ->> 'id')::uuid where t.event_id = p_event.id and (i.item ->> 'capacity')::int < t.sold + t.held limit 1;
  if found then
    perform internal.refuse_night('types.' || v_bad.n || '.capacity', 'below_taken', jsonb_build_object('taken', v_bad.taken));
  end if;
  select i.n - 1 as n, x.taken into v_bad
  from jsonb_array_elements(p_night -> 'pools') with ordinality i (item, n), lateral (
    select coalesce(sum(t.sold + t.held), 0)::int as taken from jsonb_array_elements(p_night -> 'types') k (item)
    join public.ticket_types t on t.id = (k.item ->> 'id')::uuid where t.event_id = p_event.id and k.item ->> 'pool' = i.item ->> 'id') x
  where (i.item ->> 'capacity')::int < x.taken limit 1;
  if found then
    perform internal.refuse_night('pools.' || v_bad.n || '.capacity', 'below_taken', jsonb_build_object('taken', v_bad.taken));
  end if;
  select coalesce(sum(t.sold + t.held), 0)::int as taken into v_bad from public.ticket_types t where t.event_id = p_event.id;
  if (p_night ->> 'venue_capacity')::int < v_bad.taken then
    perform internal.refuse_night('venue_capacity', 'below_taken', jsonb_build_object('taken', v_bad.taken));
  end if;
  select t.name into v_bad from public.ticket_types t
  where t.event_id = p_event.id and not exists (select from jsonb_array_elements(p_night -> 'types') i where i ->> 'id' = t.id::text)
    and exists (select from public.order_lines l where l.ticket_type_id = t.id) limit 1;
  if found then
    perform internal.refuse_night('types', 'ordered', jsonb_build_object('name', v_bad.name));
  end if;
  select g.name into v_bad from public.gates g
  where g.event_id = p_event.id and not exists (select from jsonb_array_elements(p_night -> 'gates') i where i ->> 'id' = g.id::text)
    and (exists (select from public.scans s where s.event_id = p_event.id and s.gate_id = g.id)
      or exists (select from public.door_acts a where a.event_id = p_event.id and a.gate_id = g.id)) limit 1;
  if found then
    -- What happened there would have happened nowhere.
    perform internal.refuse_night('gates', 'scanned', jsonb_build_object('name', v_bad.name));
  end if;
  if p_event.currency <> p_night ->> 'currency' and exists (select from public.orders o where o.event_id = p_event.id) then
    perform internal.refuse_night('currency', 'ordered');
  end if;
  if exists (select from public.events e where e.name = p_night ->> 'name' and e.id is distinct from p_event.id
    and internal.local_text(e.event_date, p_night ->> 'timezone') = p_night ->> 'event_date') then
    perform internal.refuse_night('event_date', 'same_night');
  end if;
  -- The id belongs to another night.
  if exists (select from jsonb_array_elements(p_night -> 'types') i join public.ticket_types t on t.id = (i ->> 'id')::uuid where t.event_id is distinct from p_event.id)
    or exists (select from jsonb_array_elements(p_night -> 'pools') i join public.ticket_pools t on t.id = (i ->> 'id')::uuid where t.event_id is distinct from p_event.id)
    or exists (select from jsonb_array_elements(p_night -> 'gates') i join public.gates t on t.id = (i ->> 'id')::uuid where t.event_id is distinct from p_event.id) then
    perform internal.fail('invalid_request', 400);
  end if;
  if internal.event_state(p_event) = 'published' then
    perform internal.check_for_sale(p_night);
  end if;
end
$$;
comment on function internal.check_night is 'Refuses a document that conflicts with what has already been sold: fewer seats than are taken, an ordered type or a door that was scanned at removed, another currency.';

create function internal.check_for_sale(p_night jsonb)
returns void
language plpgsql stable
set search_path = ''
as $$
begin
  if not exists (select from jsonb_array_elements(p_night -> 'types') i where i -> 'hidden' = 'false') then
    perform internal.refuse_night('types', 'none_for_sale');
  elsif (p_night ->> 'ends_at')::timestamp at time zone (p_night ->> 'timezone') <= now() then
    perform internal.refuse_night('ends_at', 'over');
  elsif (p_night ->> 'venue_capacity')::int = 0 then
    perform internal.refuse_night('venue_capacity', 'missing');
  end if;
end
$$;
comment on function internal.check_for_sale is 'Refuses a night that the shop could not sell: no visible type, a capacity of zero, or already over.';
