-- Pull: what a phone must know, from any point on, missing nothing. Full sync and delta are the same call.

create function internal.cluster_id()
returns text
language sql stable
set search_path = ''
as $$
  -- The timeline tells a point-in-time restore, which keeps the identifier but takes transactions back.
  select (pg_control_system()).system_identifier || '/' || d.oid || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
  from pg_database d where d.datname = current_database()
$$;
comment on function internal.cluster_id is 'Which cluster, database and timeline the transaction ids are from.';

insert into public.sync_epochs (cluster) values (internal.cluster_id());

create function internal.current_epoch()
returns text
language plpgsql volatile
set search_path = ''
as $$
declare
  v_cluster text := internal.cluster_id();
  v_epoch public.sync_epochs;
begin
  select * into v_epoch from public.sync_epochs;
  if v_epoch.cluster is distinct from v_cluster then
    update public.sync_epochs s set cluster = v_cluster, generation = s.generation + 1 where s.cluster <> v_cluster;
    if found then
      -- Restored elsewhere: the stamps are another cluster's and may lie ahead of ours for years.
      update public.tickets set changed_xid = pg_current_xact_id();
    end if;
    select * into v_epoch from public.sync_epochs;
  end if;
  return left(encode(sha256(convert_to(v_epoch.cluster || '/' || v_epoch.generation, 'UTF8')), 'hex'), 16);
end
$$;
comment on function internal.current_epoch is
  'The name of this database''s life. When the database was restored from another it begins a new life: every ticket counts as changed and every phone pulls from zero.';

create function internal.require_device_event(p_device public.devices, p_event_id uuid)
returns public.events
language plpgsql stable
set search_path = ''
as $$
declare
  v_event public.events;
begin
  select e.* into v_event from public.events e
  join public.device_events d on d.event_id = e.id and d.device_id = p_device.id
  where e.id = p_event_id;
  if v_event.id is null then
    perform internal.fail('event_not_allowed', 403);
  end if;
  return v_event;
end
$$;
comment on function internal.require_device_event is 'The event, if this phone may scan it, else event_not_allowed.';

create function internal.gates_of_event(p_event_id uuid)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'admits', to_jsonb(g.admits)) order by g.sort, g.name), '[]')
    from public.gates g where g.event_id = p_event_id);
end
$$;
comment on function internal.gates_of_event is 'The gates of an event with the type codes that each admits (null: all).';

create function internal.event_for_phone(p_event public.events)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('id', p_event.id, 'name', p_event.name, 'code', p_event.code, 'day', to_char(p_event.event_day, 'YYYYMMDD'),
      'admits_from', internal.to_ms(coalesce(p_event.admits_from, p_event.doors_open_at)), 'admits_until', internal.to_ms(p_event.ends_at),
      'reentry', p_event.reentry, 'unsynced', p_event.unsynced_policy, 'timezone', p_event.timezone,
      'types', (select coalesce(jsonb_agg(jsonb_build_object('code', t.code, 'name', t.name) order by t.sort, t.name), '[]')
        from public.ticket_types t where t.event_id = p_event.id),
      'gates', internal.gates_of_event(p_event.id)));
end
$$;
comment on function internal.event_for_phone is 'What a phone must know of an event to decide alone.';

create function internal.note_report(p_device_id uuid, p_report jsonb)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  update public.devices d set last_seen_at = now(),
    queue_length = coalesce(internal.json_number(p_report, 'queue_length', 0, 1e9)::int, d.queue_length),
    list_age_ms = case when p_report is null then d.list_age_ms else internal.json_number(p_report, 'list_age_ms', 0, 1e12)::bigint end,
    battery = coalesce(internal.json_number(p_report, 'battery', 0, 1)::real, d.battery),
    app_version = coalesce(left(p_report ->> 'app_version', 40), d.app_version),
    clock_offset_ms = coalesce(internal.json_number(p_report, 'clock_offset_ms', -2e9, 2e9)::int, d.clock_offset_ms),
    gate_id = coalesce((select g.id from public.gates g join public.device_events v on v.event_id = g.event_id and v.device_id = d.id
      where g.id::text = p_report ->> 'gate_id'), d.gate_id)
  where d.id = p_device_id;
end
$$;
comment on function internal.note_report is
  'Remembers that a phone was heard and what it said of itself; what is missing or makes no sense leaves the old value.';

create function internal.changed_tickets(p_event_id uuid, p_after_xid xid8, p_after_id uuid, p_limit int)
returns table (changed_xid xid8, id uuid, cells jsonb)
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
    select t.changed_xid, t.id, jsonb_build_array(t.ticket_id, y.code, t.guest_name, t.status, t.presence, t.entry_scan_id,
      (extract(epoch from t.entered_at) * 1000)::bigint, g.name, d.name)
    from (
      select c.* from public.tickets c
      where c.event_id = p_event_id and (c.changed_xid, c.id) > (p_after_xid, p_after_id)
        -- Nothing at or above the oldest running transaction: what commits late is stamped there and is not passed over.
        and c.changed_xid < pg_snapshot_xmin(pg_current_snapshot())
      order by c.changed_xid, c.id limit p_limit
    ) t
    join public.ticket_types y on y.id = t.ticket_type_id
    left join public.scans s on s.id = t.entry_scan_id
    left join public.gates g on g.id = s.gate_id
    left join public.devices d on d.id = s.device_id
    order by t.changed_xid, t.id;
end
$$;
comment on function internal.changed_tickets is
  'Tickets of an event that changed after this point of (changed_xid, id), oldest change first, as the pull''s rows.';

create function public.scanner_pull(p_event_id uuid, p_cursor text default null, p_limit int default 5000, p_report jsonb default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_device public.devices := internal.require_device();
  v_event public.events := internal.require_device_event(v_device, p_event_id);
  v_limit int := least(greatest(coalesce(p_limit, 5000), 1), 20000);
  v_epoch text := internal.current_epoch();
  v_xid xid8 := '0';
  v_id uuid := '00000000-0000-0000-0000-000000000000';
  v_page record;
  v_base jsonb;
begin
  perform internal.note_report(v_device.id, p_report);
  v_base := jsonb_build_object('epoch', v_epoch, 'server_now', internal.to_ms(clock_timestamp()), 'revoked', v_device.revoked_at is not null,
    'columns', '["ticket_id","type","guest","status","presence","entry_scan","entered_at","entry_gate","entry_device"]'::jsonb);
  if v_device.revoked_at is not null then
    return v_base || jsonb_build_object('cursor', p_cursor, 'more', false, 'event', null, 'keys', '[]'::jsonb, 'total', 0, 'rows', '[]'::jsonb);
  end if;
  -- Anything but a cursor of this epoch means: from zero.
  if p_cursor ~ ('^' || v_epoch || '\.[0-9]{1,19}\.[0-9a-f-]{36}$') and pg_input_is_valid(split_part(p_cursor, '.', 3), 'uuid') then
    v_xid := split_part(p_cursor, '.', 2)::xid8;
    v_id := split_part(p_cursor, '.', 3)::uuid;
  end if;
  -- One more than asked for tells whether there is more.
  select coalesce(jsonb_agg(c.cells order by c.n) filter (where c.n <= v_limit), '[]') as rows,
    coalesce(max(c.n), 0) > v_limit as more,
    (array_agg(c.changed_xid::text || '.' || c.id order by c.n) filter (where c.n <= v_limit))[least(max(c.n), v_limit)] as last
  into v_page
  from (
    select row_number() over (order by t.changed_xid, t.id) as n, t.*
    from internal.changed_tickets(p_event_id, v_xid, v_id, v_limit + 1) t
  ) c;
  return v_base || jsonb_build_object(
    'cursor', v_epoch || '.' || coalesce(v_page.last, v_xid::text || '.' || v_id), 'more', v_page.more,
    'event', internal.event_for_phone(v_event),
    'keys', (select coalesce(jsonb_agg(jsonb_build_object('kid', k.kid, 'public_key', internal.base64url(k.public_key)) order by k.kid), '[]')
      from public.signing_keys k where k.retired_at is null),
    'total', v_event.issued, 'rows', v_page.rows);
end
$$;
comment on function public.scanner_pull is
  'Tickets of an event that changed since the cursor, as compact rows, with all that a phone needs to decide alone; resumable at every page. A null or foreign cursor begins at zero. A revoked phone is told so and gets nothing. Security definer because a phone may read no table; it gets its own events only.';
grant execute on function public.scanner_pull to authenticated;

create function public.scanner_events()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_device public.devices := internal.require_device();
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'event_date', e.event_date, 'timezone', e.timezone,
      'gates', internal.gates_of_event(e.id)) order by e.event_date), '[]')
    from public.events e join public.device_events d on d.event_id = e.id
    where d.device_id = v_device.id and v_device.revoked_at is null);
end
$$;
comment on function public.scanner_events is
  'The events that the calling phone may scan, none once it is revoked. Security definer because a phone may read no table.';
grant execute on function public.scanner_events to authenticated;
