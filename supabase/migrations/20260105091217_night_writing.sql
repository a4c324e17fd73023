-- Writes an editor's document to the event, with the slugs and codes that the database chooses.

create function internal.plain_letters(p_text text)
returns text
language sql immutable
return regexp_replace(normalize(lower(p_text), nfd), '[\u0300-\u036f]', '', 'g');
comment on function internal.plain_letters is 'Lower case, and letters without their accents: "Ñáñez" is "nanez".';

create function internal.make_slug(p_name text, p_day date)
returns text
language plpgsql volatile
set search_path = ''
as $$
declare
  v_base text := coalesce(nullif(trim(both '-' from left(regexp_replace(internal.plain_letters(p_name), '[^a-z0-9]+', '-', 'g'), 60)), ''), 'night');
  v_slug text;
begin
  v_base := v_base || '-' || to_char(p_day, 'YYYYMMDD');
  v_slug := v_base;
  for i in 2 .. 1000 loop
    exit when not exists (select from public.events e where e.slug = v_slug);
    v_slug := v_base || '-' || i;
  end loop;
  return v_slug;
end
$$;
comment on function internal.make_slug is 'The slug of a night in the shop, from its name and day: perreo-fridays-20261127.';

create function internal.make_event_code(p_name text, p_day date, p_event_id uuid)
returns text
language plpgsql volatile
set search_path = ''
as $$
declare
  v_words text[] := regexp_split_to_array(trim(regexp_replace(translate(upper(internal.plain_letters(p_name)), 'IOLU', '101V'), '[^0-9A-Z]+', ' ', 'g')), ' ');
  v_code text;
begin
  select left(string_agg(left(w, 1), '' order by n), 4) into v_code from unnest(v_words) with ordinality w (w, n) where w <> '';
  if length(v_code) < 2 then
    v_code := left(v_words[1], 3);
  end if;
  if coalesce(length(v_code), 0) < 2 then
    v_code := 'N' || internal.random_crockford(2);
  end if;
  while exists (select from public.events e where e.code = v_code and e.event_day = p_day and e.id <> p_event_id) loop
    v_code := left(v_code, 4) || internal.random_crockford(2);
  end loop;
  return v_code;
end
$$;
comment on function internal.make_event_code is 'The code of a night in its ticket ids, from the initials of its name; unique within its day.';

create function internal.make_type_code(p_event_id uuid, p_name text)
returns text
language plpgsql volatile
set search_path = ''
as $$
declare
  v_code text := coalesce(nullif(left(regexp_replace(upper(internal.plain_letters(p_name)), '[^0-9A-Z]+', '', 'g'), 4), ''), 'T');
begin
  while exists (select from public.ticket_types t where t.event_id = p_event_id and t.code = v_code) loop
    v_code := left(v_code, 2) || internal.random_crockford(2);
  end loop;
  return v_code;
end
$$;
comment on function internal.make_type_code is 'The code of a new ticket type, from its name; signed into QR texts, so it never changes.';

create function internal.write_night_parts(p_event public.events, p_night jsonb)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_type record;
begin
  update public.ticket_types t set pool_id = null
  where t.event_id = p_event.id and t.pool_id is not null
    and not exists (select from jsonb_array_elements(p_night -> 'types') i where i ->> 'id' = t.id::text and i ->> 'pool' = t.pool_id::text);
  delete from public.ticket_types t where t.event_id = p_event.id and not exists (select from jsonb_array_elements(p_night -> 'types') i where i ->> 'id' = t.id::text);
  delete from public.ticket_pools p where p.event_id = p_event.id and not exists (select from jsonb_array_elements(p_night -> 'pools') i where i ->> 'id' = p.id::text);
  delete from public.gates g where g.event_id = p_event.id and not exists (select from jsonb_array_elements(p_night -> 'gates') i where i ->> 'id' = g.id::text);
  insert into public.ticket_pools as p (id, event_id, name, capacity, sort)
  select (i.item ->> 'id')::uuid, p_event.id, i.item ->> 'name', (i.item ->> 'capacity')::int, i.n
  from jsonb_array_elements(p_night -> 'pools') with ordinality i (item, n)
  on conflict (id) do update set name = excluded.name, capacity = excluded.capacity, sort = excluded.sort;
  for v_type in select i.item, i.n, (i.item ->> 'id')::uuid as id from jsonb_array_elements(p_night -> 'types') with ordinality i (item, n) loop
    insert into public.ticket_types as t (id, event_id, code, name, description, price, capacity, max_per_order, sales_start_at, sales_end_at, hidden, pool_id, sort)
    values (v_type.id, p_event.id, internal.make_type_code(p_event.id, v_type.item ->> 'name'), v_type.item ->> 'name', v_type.item ->> 'description',
      (v_type.item ->> 'price')::decimal, (v_type.item ->> 'capacity')::int, (v_type.item ->> 'max_per_order')::int,
      (v_type.item ->> 'sales_start_at')::timestamp at time zone p_event.timezone, (v_type.item ->> 'sales_end_at')::timestamp at time zone p_event.timezone,
      (v_type.item ->> 'hidden')::boolean, (v_type.item ->> 'pool')::uuid, v_type.n)
    on conflict (id) do update set name = excluded.name, description = excluded.description, price = excluded.price, capacity = excluded.capacity,
      max_per_order = excluded.max_per_order,
      sales_start_at = internal.keep_time(t.sales_start_at, v_type.item ->> 'sales_start_at', p_event.timezone),
      sales_end_at = internal.keep_time(t.sales_end_at, v_type.item ->> 'sales_end_at', p_event.timezone),
      hidden = excluded.hidden, pool_id = excluded.pool_id, sort = excluded.sort;
    delete from public.ticket_releases r where r.ticket_type_id = v_type.id and r.sort >= jsonb_array_length(v_type.item -> 'releases');
    insert into public.ticket_releases as r (ticket_type_id, sort, name, price, until_taken, ends_at)
    select v_type.id, i.n - 1, i.item ->> 'name', (i.item ->> 'price')::decimal, (i.item ->> 'until_taken')::int,
      (i.item ->> 'ends_at')::timestamp at time zone p_event.timezone
    from jsonb_array_elements(v_type.item -> 'releases') with ordinality i (item, n)
    on conflict (ticket_type_id, sort) do update set name = excluded.name, price = excluded.price, until_taken = excluded.until_taken,
      ends_at = case when internal.local_text(r.ends_at, p_event.timezone) = internal.local_text(excluded.ends_at, p_event.timezone) then r.ends_at
        else excluded.ends_at end;
  end loop;
  insert into public.gates as g (id, event_id, name, admits, sort)
  select (i.item ->> 'id')::uuid, p_event.id, i.item ->> 'name',
    (select array_agg(t.code order by t.sort) from public.ticket_types t where t.event_id = p_event.id and i.item -> 'admits' ? t.id::text), i.n
  from jsonb_array_elements(p_night -> 'gates') with ordinality i (item, n)
  on conflict (id) do update set name = excluded.name, admits = excluded.admits, sort = excluded.sort;
end
$$;
comment on function internal.write_night_parts is
  'Writes the document''s pools, types with their releases, and gates to the event. Two names can only be swapped by way of a third: they are unique at every step.';

create function internal.write_night(p_event public.events, p_night jsonb)
returns public.events
language plpgsql volatile
set search_path = ''
as $$
declare
  v_zone text := p_night ->> 'timezone';
  v_event public.events := p_event;
  v_day date := ((p_night ->> 'doors_open_at')::timestamp - interval '5 hours')::date;
begin
  v_event.name := p_night ->> 'name';
  v_event.timezone := v_zone;
  v_event.event_date := internal.keep_time(p_event.event_date, p_night ->> 'event_date', v_zone);
  v_event.doors_open_at := internal.keep_time(p_event.doors_open_at, p_night ->> 'doors_open_at', v_zone);
  v_event.ends_at := internal.keep_time(p_event.ends_at, p_night ->> 'ends_at', v_zone);
  v_event.sales_start_at := internal.keep_time(p_event.sales_start_at, p_night ->> 'sales_start_at', v_zone);
  v_event.sales_end_at := internal.keep_time(p_event.sales_end_at, p_night ->> 'sales_end_at', v_zone);
  if v_event.doors_open_at is distinct from p_event.doors_open_at then
    v_event.admits_from := null;
  end if;
  -- Ticket ids contain the day, so it is fixed once there is a ticket. The slug is fixed once it may have been shared.
  if p_event.issued = 0 or p_event.event_day is null then
    v_event.event_day := v_day;
    v_event.code := internal.make_event_code(coalesce(p_event.name, v_event.name), v_day, p_event.id);
  end if;
  if p_event.slug is null or p_event.status = 'draft' and (p_event.name, p_event.event_date) is distinct from (v_event.name, v_event.event_date) then
    v_event.slug := internal.make_slug(v_event.name, v_day);
  end if;
  if p_event.currency <> p_night ->> 'currency' then
    -- Nothing is ordered yet. The old prices may be invalid in the new currency, and the new ones are written below.
    delete from public.ticket_releases r using public.ticket_types t where t.id = r.ticket_type_id and t.event_id = p_event.id;
    update public.ticket_types t set price = 0 where t.event_id = p_event.id;
  end if;
  insert into public.events as e (id, name, slug, code, event_day, description, line_up, event_date, doors_open_at, admits_from, ends_at, timezone, venue_name, venue_address,
    venue_capacity, image_url, image_alt, image_focus_x, image_focus_y, min_age, currency, tax_name, tax_percent, sales_start_at, sales_end_at,
    max_per_order, reentry, unsynced_policy)
  values (p_event.id, v_event.name, v_event.slug, v_event.code, v_event.event_day, p_night ->> 'description', p_night ->> 'line_up', v_event.event_date, v_event.doors_open_at,
    v_event.admits_from, v_event.ends_at, v_zone, p_night ->> 'venue_name', p_night ->> 'venue_address', (p_night ->> 'venue_capacity')::int,
    p_night ->> 'image_url', p_night ->> 'image_alt', (p_night #>> '{image_focus,0}')::int, (p_night #>> '{image_focus,1}')::int,
    (p_night ->> 'min_age')::int, p_night ->> 'currency', p_night ->> 'tax_name', (p_night ->> 'tax_percent')::decimal, v_event.sales_start_at, v_event.sales_end_at, (p_night ->> 'max_per_order')::int,
    (p_night ->> 'reentry')::boolean, p_night ->> 'unsynced_policy')
  on conflict (id) do update set name = excluded.name, slug = excluded.slug, code = excluded.code, event_day = excluded.event_day,
    description = excluded.description, line_up = excluded.line_up, event_date = excluded.event_date, doors_open_at = excluded.doors_open_at, admits_from = excluded.admits_from,
    ends_at = excluded.ends_at, timezone = excluded.timezone, venue_name = excluded.venue_name, venue_address = excluded.venue_address,
    venue_capacity = excluded.venue_capacity, image_url = excluded.image_url, image_alt = excluded.image_alt, image_focus_x = excluded.image_focus_x,
    image_focus_y = excluded.image_focus_y, min_age = excluded.min_age, currency = excluded.currency, tax_name = excluded.tax_name, tax_percent = excluded.tax_percent, sales_start_at = excluded.sales_start_at,
    sales_end_at = excluded.sales_end_at, max_per_order = excluded.max_per_order, reentry = excluded.reentry, unsynced_policy = excluded.unsynced_policy,
    revision = e.revision + 1
  returning * into v_event;
  perform internal.write_night_parts(v_event, p_night);
  select * into v_event from public.events e where e.id = p_event.id;
  return v_event;
end
$$;
comment on function internal.write_night is 'Writes the document to the event; a new event is a draft. Slug, code and day follow the document until somebody relies on them.';
