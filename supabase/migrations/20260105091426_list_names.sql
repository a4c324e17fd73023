-- Names onto a list, changed and taken off; by staff, or by the list's promoter with their private link.

create function internal.take_names(p_list_id uuid, p_names jsonb, p_by_promoter boolean)
returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  c_most_at_once constant int := 500;
  c_most_of_list constant int := 20000;
  v_list public.guest_lists;
  v_figures record;
  v_name jsonb;
  v_text text;
  v_key text;
  v_plus numeric;
  v_twin text;
  v_why text;
  v_added jsonb := '[]';
  v_left jsonb := '[]';
begin
  if jsonb_typeof(p_names) is distinct from 'array' or jsonb_array_length(p_names) not between 1 and c_most_at_once then
    perform internal.fail('invalid_request', 400);
  end if;
  -- One at a time, so that two pastes don't both take the last places or the same name.
  select * into v_list from public.guest_lists l where l.id = p_list_id for no key update;
  perform internal.require_open_list(v_list);
  select * into v_figures from internal.list_figures(p_list_id);
  for v_name in select n.value from jsonb_array_elements(p_names) n loop
    v_text := regexp_replace(trim(coalesce(v_name ->> 'name', '')), '\s+', ' ', 'g');
    v_key := internal.name_key(v_text);
    v_plus := coalesce(internal.json_number(v_name, 'plus', 0, 1000), case when v_name -> 'plus' is null then 0 end);
    v_twin := null;
    if pg_input_is_valid(v_name ->> 'id', 'uuid') and exists (select from public.list_entries e where e.id = (v_name ->> 'id')::uuid) then
      -- Sent before.
      if exists (select from public.list_entries e where e.id = (v_name ->> 'id')::uuid and e.list_id = p_list_id) then
        v_added := v_added || jsonb_build_array(v_name -> 'id');
      end if;
      continue;
    end if;
    if (v_name -> 'again') is distinct from 'true' then
      select l.name into v_twin from public.list_entries e join public.guest_lists l on l.id = e.list_id
      where e.event_id = v_list.event_id and e.name_key = v_key and e.removed_at is null
        -- A promoter hears nothing of lists that are not theirs.
        and (not p_by_promoter or l.promoter_id = v_list.promoter_id)
      order by l.id = p_list_id desc limit 1;
    end if;
    v_why := case
      when v_key is null or length(v_text) > 120 or not pg_input_is_valid(v_name ->> 'id', 'uuid')
        or v_plus is null or v_plus <> trunc(v_plus) or length(coalesce(v_name ->> 'note', '')) > 120 then 'unreadable'
      when v_plus > v_list.most_plus then 'too_many_plus'
      when v_twin is not null then 'twin'
      when not v_list.overbook and v_figures.heads + 1 + v_plus > v_list.quota or v_figures.names >= c_most_of_list then 'full' end;
    if v_why is not null then
      v_left := v_left || jsonb_build_array(jsonb_build_object('id', v_name -> 'id', 'name', left(v_text, 120), 'why', v_why, 'on_list', v_twin));
      continue;
    end if;
    insert into public.list_entries (id, event_id, list_id, name, name_key, plus, note, by_promoter, added_by)
    values ((v_name ->> 'id')::uuid, v_list.event_id, p_list_id, v_text, v_key, v_plus::int, trim(coalesce(v_name ->> 'note', '')), p_by_promoter, auth.uid());
    v_figures.names := v_figures.names + 1;
    v_figures.heads := v_figures.heads + 1 + v_plus::int;
    v_added := v_added || jsonb_build_array(v_name -> 'id');
  end loop;
  perform internal.log_action('add_list_names', v_list.event_id, null, '', jsonb_build_object('list_id', p_list_id, 'added', jsonb_array_length(v_added),
    'promoter_id', case when p_by_promoter then v_list.promoter_id end));
  perform internal.nudge(v_list.event_id, 'sales');
  return jsonb_build_object('added', v_added, 'left_out', v_left, 'list', internal.list_row(v_list), 'entries', internal.entries_of_list(p_list_id));
end
$$;
comment on function internal.take_names is
  'Adds names {id, name, plus, note, again} to a list, each once, and says which were left out and why: a twin of somebody on a list already (unless "again"), more "+n" than allowed, no room, or no name.';

create function internal.require_open_list(p_list public.guest_lists)
returns void
language plpgsql stable
set search_path = ''
as $$
begin
  if p_list.id is null then
    perform internal.fail('not_found', 404);
  elsif p_list.closed_at is not null
    or not exists (select from public.events e where e.id = p_list.event_id and e.status <> 'cancelled' and now() < e.ends_at) then
    perform internal.fail('list_closed', 409);
  end if;
end
$$;
comment on function internal.require_open_list is 'Raises list_closed if the list takes no more names, not_found if there is none.';

create function internal.change_name(p_entry public.list_entries, p_change jsonb)
returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  v_list public.guest_lists;
  v_plus int := coalesce(internal.json_number(p_change, 'plus', 0, 1000)::int, p_entry.plus);
  v_remove boolean := coalesce((p_change -> 'removed') = 'true', false);
  v_entry public.list_entries;
  v_before int;
  v_after int;
begin
  select * into v_list from public.guest_lists l where l.id = p_entry.list_id for no key update;
  perform internal.require_open_list(v_list);
  select * into v_entry from public.list_entries e where e.id = p_entry.id for no key update;
  v_before := case when v_entry.removed_at is null then 1 + v_entry.plus else 0 end;
  v_after := case when v_remove then 0 else 1 + v_plus end;
  if v_after < v_entry.arrived then
    perform internal.fail('guest_arrived', 409);
  elsif v_plus > greatest(v_list.most_plus, v_entry.plus) or length(coalesce(p_change ->> 'note', '')) > 120 then
    perform internal.fail('invalid_request', 400, '{"field": "plus"}');
  elsif v_after > v_before and not v_list.overbook
    and (select f.heads from internal.list_figures(v_list.id) f) + v_after - v_before > v_list.quota then
    perform internal.fail('list_full', 409);
  end if;
  update public.list_entries e set plus = v_plus, note = coalesce(trim(p_change ->> 'note'), e.note),
    removed_at = case when v_remove then coalesce(e.removed_at, now()) end
  where e.id = v_entry.id;
  perform internal.log_action('change_list_name', v_list.event_id, null, '', jsonb_build_object('list_id', v_list.id, 'entry_id', v_entry.id,
    'plus', v_plus, 'removed', v_remove));
  perform internal.nudge(v_list.event_id, 'sales');
  return jsonb_build_object('list', internal.list_row(v_list), 'entries', internal.entries_of_list(v_list.id));
end
$$;
comment on function internal.change_name is 'Changes {plus, note} of a name on a list, or takes it off ({removed: true}) or puts it back; never below those who have come in.';

create function public.add_list_names(p_list_id uuid, p_names jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform internal.require_action('list_names');
  return internal.take_names(p_list_id, p_names, false);
end
$$;
comment on function public.add_list_names is
  'Adds names to a list, at most 500 at once: {id, name, plus, note, again}. Security definer because no role may write names directly; it checks the caller''s role itself.';
grant execute on function public.add_list_names to authenticated;

create function public.change_list_name(p_entry_id uuid, p_change jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_entry public.list_entries;
begin
  perform internal.require_action('list_names');
  select * into v_entry from public.list_entries e where e.id = p_entry_id;
  if v_entry.id is null then
    perform internal.fail('not_found', 404);
  end if;
  return internal.change_name(v_entry, p_change);
end
$$;
comment on function public.change_list_name is
  'Changes a name''s "+n" or note, or takes it off: {plus, note, removed}. Security definer because no role may write names directly; it checks the caller''s role itself.';
grant execute on function public.change_list_name to authenticated;

create function internal.forget_list_names(p_event_ids uuid[])
returns void
language sql volatile
set search_path = ''
as $$
  update public.list_entries e set name = null, name_key = null, note = '' where e.event_id = any (p_event_ids) and e.name is not null;
  update public.guest_lists l set door_note = '' where l.event_id = any (p_event_ids) and l.door_note <> '';
$$;
comment on function internal.forget_list_names is 'Erases the names on these nights'' lists, and what the door was told about them; how many came stays.';
