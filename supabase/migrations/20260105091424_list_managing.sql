-- Guest lists as the house keeps them, and the one way in which names get onto a list, whoever brings them.

create function internal.until_of(p_event public.events, p_clock text)
returns timestamptz
language sql stable
set search_path = ''
as $$
  select case when d.at >= p_event.doors_open_at then d.at
    else ((p_event.doors_open_at at time zone p_event.timezone)::date + 1 + p_clock::time) at time zone p_event.timezone end
  from (select ((p_event.doors_open_at at time zone p_event.timezone)::date + p_clock::time) at time zone p_event.timezone as at) d
$$;
comment on function internal.until_of is 'The first time after doors that a clock on the venue''s wall shows p_clock (HH:MM): 00:30 is after midnight.';

create function internal.move_lists(p_before public.events, p_after public.events)
returns void
language sql volatile
set search_path = ''
as $$
  update public.guest_lists l
  set until_at = internal.until_of(p_after, to_char(l.until_at at time zone p_before.timezone, 'HH24:MI'))
  where l.event_id = p_after.id and l.until_at is not null
$$;
comment on function internal.move_lists is 'Lists hold until the same time on the wall of a night that was moved.';

create function internal.list_row(p_list public.guest_lists)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('id', p_list.id, 'event_id', p_list.event_id, 'name', p_list.name, 'promoter_id', p_list.promoter_id,
    'promoter_name', (select p.name from public.promoters p where p.id = p_list.promoter_id), 'quota', p_list.quota, 'overbook', p_list.overbook,
    'most_plus', p_list.most_plus, 'price', p_list.price::text, 'until_at', p_list.until_at,
    'until', to_char(p_list.until_at at time zone e.timezone, 'HH24:MI'), 'late_price', p_list.late_price::text, 'currency', e.currency,
    'door_note', p_list.door_note, 'closed_at', p_list.closed_at, 'names', f.names, 'heads', f.heads, 'arrived', f.arrived)
  from public.events e, internal.list_figures(p_list.id) f where e.id = p_list.event_id
$$;
comment on function internal.list_row is 'A guest list with its figures, as the house and its promoter see it.';

create function internal.entry_row(p_entry public.list_entries)
returns jsonb
language sql stable
return jsonb_build_object('id', (p_entry).id, 'name', coalesce((p_entry).name, ''), 'plus', (p_entry).plus, 'note', (p_entry).note,
  'by_promoter', (p_entry).by_promoter, 'added_at', (p_entry).added_at, 'arrived', (p_entry).arrived);
comment on function internal.entry_row is 'A name on a list, as the house and the list''s promoter see it.';

create function internal.entries_of_list(p_list_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(internal.entry_row(e) order by e.name_key, e.id), '[]') from public.list_entries e
  where e.list_id = p_list_id and (e.removed_at is null or e.arrived > 0)
$$;
comment on function internal.entries_of_list is 'The names of a list, and those taken off since that somebody had come in on.';

create function public.night_lists(p_event_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('list_names');
  if not exists (select from public.events e where e.id = p_event_id) then
    perform internal.fail('event_not_found', 404);
  end if;
  return (select coalesce(jsonb_agg(internal.list_row(l) order by l.promoter_id is not null, l.created_at, l.id), '[]')
    from public.guest_lists l where l.event_id = p_event_id);
end
$$;
comment on function public.night_lists is
  'The lists of a night, the house''s first. Security definer because it also answers staff who may not read the table; it checks the caller''s role itself.';
grant execute on function public.night_lists to authenticated;

create function public.list_names(p_list_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_list public.guest_lists;
begin
  perform internal.require_action('list_names');
  select * into v_list from public.guest_lists l where l.id = p_list_id;
  if v_list.id is null then
    perform internal.fail('not_found', 404);
  end if;
  return jsonb_build_object('list', internal.list_row(v_list), 'entries', internal.entries_of_list(p_list_id));
end
$$;
comment on function public.list_names is
  'A list with its names. Security definer because it also answers staff who may not read the table; it checks the caller''s role itself.';
grant execute on function public.list_names to authenticated;

create function public.save_guest_list(p_event_id uuid, p_list_id uuid, p_list jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_event public.events;
  v_name text := trim(coalesce(p_list ->> 'name', ''));
  v_promoter uuid := case when pg_input_is_valid(p_list ->> 'promoter_id', 'uuid') then (p_list ->> 'promoter_id')::uuid end;
  v_quota numeric := internal.json_number(p_list, 'quota', 1, 20000);
  v_most_plus numeric := internal.json_number(p_list, 'most_plus', 0, 30);
  v_price decimal := case when pg_input_is_valid(p_list ->> 'price', 'numeric') then (p_list ->> 'price')::decimal end;
  v_late decimal := case when pg_input_is_valid(p_list ->> 'late_price', 'numeric') then (p_list ->> 'late_price')::decimal end;
  v_until timestamptz;
  v_wrong text;
  v_saved public.guest_lists;
begin
  perform internal.require_action('guest_lists');
  select * into v_event from public.events e where e.id = p_event_id;
  if v_event.id is null then
    perform internal.fail('event_not_found', 404);
  end if;
  if p_list ->> 'until' ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' then
    v_until := internal.until_of(v_event, p_list ->> 'until');
  end if;
  -- What was meant as a limit must not become none.
  v_wrong := case
    when length(v_name) not between 1 and 80 then 'name'
    when p_list ->> 'promoter_id' is not null and not exists (select from public.promoters p where p.id = v_promoter) then 'promoter_id'
    when p_list ->> 'quota' is not null and (v_quota is null or v_quota <> trunc(v_quota)) then 'quota'
    when v_most_plus is null or v_most_plus <> trunc(v_most_plus) then 'most_plus'
    when v_price is null or v_price not between 0 and 99999 or not internal.fits_currency(v_price, v_event.currency) or v_price <> round(v_price, 2) then 'price'
    when p_list ->> 'until' is not null and v_until is null or v_until >= v_event.ends_at then 'until'
    when p_list ->> 'late_price' is not null and (v_late is null or v_until is null or v_late not between 0 and 99999
      or not internal.fits_currency(v_late, v_event.currency) or v_late <> round(v_late, 2)) then 'late_price'
    when length(trim(coalesce(p_list ->> 'door_note', ''))) > 200 then 'door_note' end;
  if v_wrong is not null then
    perform internal.fail('invalid_request', 400, jsonb_build_object('field', v_wrong));
  end if;
  begin
    insert into public.guest_lists as l (id, event_id, promoter_id, name, quota, overbook, most_plus, price, until_at, late_price, door_note, closed_at, created_by)
    values (coalesce(p_list_id, gen_random_uuid()), p_event_id, v_promoter, v_name, v_quota::int, coalesce((p_list -> 'overbook') = 'true', false),
      v_most_plus::int, v_price, v_until, v_late, trim(coalesce(p_list ->> 'door_note', '')), case when (p_list -> 'closed') = 'true' then now() end, auth.uid())
    on conflict (id) do update set promoter_id = excluded.promoter_id, name = excluded.name, quota = excluded.quota, overbook = excluded.overbook,
      most_plus = excluded.most_plus, price = excluded.price, until_at = excluded.until_at, late_price = excluded.late_price, door_note = excluded.door_note,
      closed_at = case when excluded.closed_at is not null then coalesce(l.closed_at, excluded.closed_at) end
      where l.event_id = excluded.event_id
    returning * into v_saved;
  exception
    when unique_violation then
      perform internal.fail('list_name_taken', 409);
  end;
  if v_saved.id is null then
    perform internal.fail('not_found', 404);
  end if;
  perform internal.log_action('save_guest_list', p_event_id, null, '', jsonb_build_object('list_id', v_saved.id, 'list', v_saved.name,
    'quota', v_saved.quota, 'price', v_saved.price, 'until', v_saved.until_at, 'late_price', v_saved.late_price, 'promoter_id', v_saved.promoter_id));
  perform internal.nudge(p_event_id, 'sales');
  return internal.list_row(v_saved);
end
$$;
comment on function public.save_guest_list is
  'Makes a list with this id, or changes it: {name, promoter_id, quota, overbook, most_plus, price, until (HH:MM at the venue), late_price, door_note, closed}. Names already on it stay, also beyond a smaller quota. Security definer because no role may write lists directly; it checks the caller''s role itself.';
grant execute on function public.save_guest_list to authenticated;
