-- The names on a night's lists for its phones: the same cursor, epoch and horizon as the tickets'.

create function internal.entry_columns()
returns jsonb
language sql immutable
return '["id", "list_id", "name", "plus", "note", "arrived", "removed", "revision"]'::jsonb;
comment on function internal.entry_columns is 'The names of an entry''s cells, in their order: packages/wire''s scanner-lists.ts.';

create function internal.lists_for_phone(p_event public.events, p_device_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name,
    'promoter', (select p.name from public.promoters p where p.id = l.promoter_id), 'quota', l.quota, 'overbook', l.overbook,
    'price', l.price::text, 'until', internal.to_ms(l.until_at), 'late_price', l.late_price::text, 'currency', p_event.currency,
    'door_note', l.door_note, 'arrived', (select f.arrived from internal.list_figures(l.id) f),
    'granted', s.granted, 'wanted', exists (select from public.list_shares o join public.devices d on d.id = o.device_id
      where o.list_id = l.id and o.wants and o.device_id <> p_device_id and d.revoked_at is null))
    order by l.created_at, l.id), '[]')
  from public.guest_lists l left join public.list_shares s on s.list_id = l.id and s.device_id = p_device_id
  where l.event_id = p_event.id
$$;
comment on function internal.lists_for_phone is 'The lists of a night as a phone needs them to decide offline, with its share of each that is overbooked.';

create function public.scanner_lists(p_event_id uuid, p_cursor text default null, p_limit int default 2000)
returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  c_most_above constant int := 500;
  v_device public.devices := internal.require_device();
  v_event public.events := internal.require_device_event(v_device, p_event_id);
  v_limit int := least(greatest(coalesce(p_limit, 2000), 1), 5000);
  v_epoch text := internal.current_epoch();
  v_parts text[] := string_to_array(p_cursor, '.');
  v_xid xid8 := '0';
  v_id uuid := '00000000-0000-0000-0000-000000000000';
  v_horizon timestamptz;
  v_page public.list_entries[];
  v_above public.list_entries[] := '{}';
  v_more boolean;
begin
  perform internal.note_horizon();
  if v_device.revoked_at is not null then
    return json_build_object('revoked', true, 'server_now', internal.to_ms(clock_timestamp()));
  end if;
  perform internal.first_shares(v_device.id, v_event.id);
  -- Anything but a cursor of this epoch means a pull from zero.
  if p_cursor ~ ('^' || v_epoch || '\.[0-9]{1,19}\.[0-9a-f-]{36}$') and pg_input_is_valid(v_parts[3], 'uuid') then
    v_xid := v_parts[2]::xid8;
    v_id := v_parts[3]::uuid;
  end if;
  v_horizon := internal.horizon();
  -- Both in one statement: were the oldest running transaction another between the two, what changed below it would be in neither.
  with below as materialized (
    select array(select e from public.list_entries e
      where e.event_id = p_event_id and (e.changed_xid, e.id) > (v_xid, v_id) and e.changed_xid < pg_snapshot_xmin(pg_current_snapshot())
      order by e.changed_xid, e.id limit v_limit + 1) as found
  )
  select b.found, case when cardinality(b.found) <= v_limit then array(select e from public.list_entries e
    where e.event_id = p_event_id and e.changed_xid >= pg_snapshot_xmin(pg_current_snapshot())
    order by e.changed_xid, e.id limit c_most_above + 1) else '{}' end
  into v_page, v_above from below b;
  v_more := cardinality(v_page) > v_limit;
  v_page := v_page[1:v_limit];
  if cardinality(v_page) > 0 then
    v_xid := v_page[cardinality(v_page)].changed_xid;
    v_id := v_page[cardinality(v_page)].id;
  end if;
  -- Told besides, and again later: the cursor stays below the oldest running transaction.
  if cardinality(v_above) > c_most_above then
    v_horizon := 'epoch';
  end if;
  return json_build_object('revoked', false, 'server_now', internal.to_ms(clock_timestamp()), 'horizon_ms', internal.to_ms(v_horizon), 'epoch', v_epoch,
    'cursor', concat_ws('.', v_epoch, v_xid::text, v_id::text), 'more', v_more, 'lists', internal.lists_for_phone(v_event, v_device.id),
    'columns', internal.entry_columns(),
    'rows', (select coalesce(json_agg(json_build_array(e.id, e.list_id, e.name, e.plus, e.note, e.arrived, e.removed_at is not null, e.revision)), '[]')
      from unnest(v_page || v_above[1:c_most_above]) e));
end
$$;
comment on function public.scanner_lists is
  'A night''s guest lists, with the names that changed since the cursor as compact rows; resumable at every page. A name that is null was forgotten. Security definer because a phone may read no table; it gets its own events only.';
grant execute on function public.scanner_lists to authenticated;
