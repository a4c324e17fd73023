-- A night as a whole: duplicated, published, paused, moved.

create function internal.shift_night(p_night jsonb, p_by interval)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_keys text[] := array['event_date', 'doors_open_at', 'ends_at', 'sales_start_at', 'sales_end_at'];
begin
  return p_night || (
    select jsonb_object_agg(k, to_char((p_night ->> k)::timestamp + p_by, 'YYYY-MM-DD"T"HH24:MI')) from unnest(v_keys) k)
    || jsonb_build_object('types', (
      select coalesce(jsonb_agg(t.item || (
          select jsonb_object_agg(k, to_char((t.item ->> k)::timestamp + p_by, 'YYYY-MM-DD"T"HH24:MI')) from unnest(array['sales_start_at', 'sales_end_at']) k)
        || jsonb_build_object('releases', (
          select coalesce(jsonb_agg(r.item || jsonb_build_object('ends_at', to_char((r.item ->> 'ends_at')::timestamp + p_by, 'YYYY-MM-DD"T"HH24:MI')) order by r.n), '[]')
          from jsonb_array_elements(t.item -> 'releases') with ordinality r (item, n))) order by t.n), '[]')
      from jsonb_array_elements(p_night -> 'types') with ordinality t (item, n)));
end
$$;
comment on function internal.shift_night is 'A document with all its local times moved: doors at ten stay at ten, even across a change of the clocks.';

create function public.duplicate_night(p_event_id uuid, p_new_id uuid, p_date date default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_event public.events;
  v_new public.events;
  v_night text;
  v_id text;
  v_first date;
  v_date date := p_date;
begin
  perform internal.require_action('edit_nights');
  v_event := internal.require_night(p_event_id);
  select * into v_new from public.events e where e.id = p_new_id;
  if v_new.id is not null then
    return internal.night_answer(v_new);
  end if;
  v_first := (v_event.event_date at time zone v_event.timezone)::date;
  if v_date is null then
    v_date := v_first;
    loop
      v_date := v_date + 7;
      exit when v_date > (now() at time zone v_event.timezone)::date and not exists (
        select from public.events e where e.name = v_event.name and (e.event_date at time zone v_event.timezone)::date = v_date);
    end loop;
  end if;
  v_night := internal.shift_night(internal.night_document(v_event), (v_date - v_first) * interval '1 day')::text;
  -- The copy's parts get ids of their own.
  for v_id in
    select t.id::text from public.ticket_types t where t.event_id = p_event_id union all select p.id::text from public.ticket_pools p where p.event_id = p_event_id
    union all select g.id::text from public.gates g where g.event_id = p_event_id
  loop
    v_night := replace(v_night, v_id, gen_random_uuid()::text);
  end loop;
  v_new.id := p_new_id;
  perform internal.check_night(v_new, v_night::jsonb);
  v_new := internal.write_night(v_new, v_night::jsonb);
  perform internal.log_action('save_night', p_new_id, null, '', jsonb_build_object('revision', v_new.revision, 'made', true, 'from', p_event_id));
  return internal.night_answer(v_new);
end
$$;
comment on function public.duplicate_night is
  'Copies this night as a draft to that date, or to the next date on the same weekday that has no night of this name. All its times move along and keep their hours. Calling it again with the same p_new_id returns the same night. Security definer because no role may write events directly; it checks the caller''s role itself.';
grant execute on function public.duplicate_night to authenticated;

create function public.set_night_state(p_event_id uuid, p_state text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_event public.events;
begin
  perform internal.require_action('edit_nights');
  if p_state is null or p_state not in ('draft', 'published', 'paused') then
    perform internal.fail('invalid_request', 400);
  end if;
  v_event := internal.lock_night(p_event_id, false);
  if v_event.id is null then
    perform internal.fail('event_not_found', 404);
  elsif internal.event_state(v_event) = p_state then
    return internal.night_answer(v_event);
  elsif v_event.status = 'cancelled' then
    perform internal.fail('event_cancelled', 409);
  elsif p_state = 'draft' and exists (select from public.orders o where o.event_id = p_event_id and o.status not in ('expired', 'failed')) then
    perform internal.refuse_night('status', 'ordered');
  elsif p_state <> 'draft' then
    perform internal.check_for_sale(internal.night_document(v_event));
  end if;
  update public.events e set status = case p_state when 'draft' then 'draft' else 'published' end,
    sales_paused_at = case p_state when 'paused' then now() end, revision = e.revision + 1
  where e.id = p_event_id returning * into v_event;
  perform internal.log_action('set_night_state', p_event_id, null, '', jsonb_build_object('revision', v_event.revision, 'state', p_state));
  return internal.night_answer(v_event);
end
$$;
comment on function public.set_night_state is
  'Publishes a night, pauses or resumes its sale, or unpublishes one that nobody has ordered. Held seats can still be paid for while it is paused. Security definer because no role may write events directly; it checks the caller''s role itself.';
grant execute on function public.set_night_state to authenticated;
