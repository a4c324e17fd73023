-- Saving a night: lock, compare, and notify those affected. Each edit raises the night's revision and is in the audit
-- log.

create function internal.lock_night(p_event_id uuid, p_renamed boolean)
returns public.events
language plpgsql volatile
set search_path = ''
as $$
declare
  v_event public.events;
begin
  if p_renamed then
    -- The name is copied into orders and tickets, which come first in the lock order.
    perform from public.orders o where o.event_id = p_event_id order by o.id for no key update;
    perform from public.tickets t where t.event_id = p_event_id order by t.id for no key update;
  end if;
  perform from public.ticket_types t where t.event_id = p_event_id order by t.id for no key update;
  perform from public.ticket_pools p where p.event_id = p_event_id order by p.id for no key update;
  select * into v_event from public.events e where e.id = p_event_id for update;
  return v_event;
end
$$;
comment on function internal.lock_night is 'Locks an event and everything sold for it, in the same order as a sale.';

create function internal.refuse_conflict(p_event public.events, p_expected int)
returns void
language plpgsql stable
set search_path = ''
as $$
begin
  perform internal.fail('night_conflict', 409, (
    select jsonb_build_object('revision', p_event.revision, 'edits', coalesce(jsonb_agg(jsonb_build_object('by', s.name, 'at', a.at, 'action', a.action,
      'changes', coalesce(a.detail -> 'changes', '[]')) order by a.id), '[]'))
    from public.audit_log a left join public.staff_members s on s.user_id = a.actor
    where a.event_id = p_event.id and internal.json_number(a.detail, 'revision', 0, 1e9) > p_expected));
end
$$;
comment on function internal.refuse_conflict is 'Raises night_conflict with who has edited the night since that revision, and what they changed.';

create function internal.tell_move(p_before public.events, p_after public.events)
returns int
language plpgsql volatile
set search_path = ''
as $$
declare
  v_move uuid;
  v_told int;
begin
  insert into public.event_moves (event_id, from_date, to_date, from_venue, to_venue, moved_by)
  values (p_after.id, p_before.event_date, p_after.event_date, concat_ws(', ', p_before.venue_name, p_before.venue_address),
    concat_ws(', ', p_after.venue_name, p_after.venue_address), auth.uid())
  returning id into v_move;
  -- Buyers who haven't been mailed about an earlier move yet are told only about this one.
  update public.mail_outbox m set status = 'dropped' from public.orders o
  where o.id = m.order_id and o.event_id = p_after.id and m.kind = 'moved' and m.status = 'queued' and m.attempts = 0;
  perform internal.queue_mail(o, 'moved', v_move::text) from public.orders o
  where o.event_id = p_after.id and o.status in ('completed', 'partially_refunded');
  get diagnostics v_told = row_count;
  perform internal.queue_recipient_mail(x, 'moved', v_move::text)
  from public.orders o join public.ticket_transfers x on x.order_id = o.id
  where o.event_id = p_after.id and o.status in ('completed', 'partially_refunded') and x.accepted_at is not null;
  return v_told;
end
$$;
comment on function internal.tell_move is 'Records a move and queues one mail about it for each buyer, and for each who was handed a ticket; returns how many buyers.';

create function public.save_night(p_event_id uuid, p_night jsonb, p_expected_revision int, p_confirmed text[] default '{}')
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_night jsonb;
  v_before public.events;
  v_after public.events;
  v_document jsonb;
  v_changes jsonb;
  v_told int := 0;
begin
  perform internal.require_action('edit_nights');
  if p_event_id is null or p_expected_revision is null then
    perform internal.fail('invalid_request', 400);
  end if;
  v_night := internal.read_night(p_night);
  v_before := internal.lock_night(p_event_id, exists (select from public.events e where e.id = p_event_id and e.name <> v_night ->> 'name'));
  if v_before.id is null then
    if p_expected_revision <> 0 then
      perform internal.fail('event_not_found', 404);
    end if;
    v_before.id := p_event_id;
    perform internal.check_night(v_before, v_night);
    v_after := internal.write_night(v_before, v_night);
    perform internal.log_action('save_night', p_event_id, null, '', jsonb_build_object('revision', v_after.revision, 'made', true));
    return jsonb_build_object('saved', true, 'changes', '[]'::jsonb, 'told', 0) || internal.night_answer(v_after);
  end if;
  v_document := internal.night_document(v_before);
  v_changes := internal.night_changes(v_before, v_document, v_night);
  if v_changes = '[]' then
    -- This also covers a retry after a lost response.
    return jsonb_build_object('saved', true, 'changes', '[]'::jsonb, 'told', 0) || internal.night_answer(v_before);
  elsif v_before.revision <> p_expected_revision then
    perform internal.refuse_conflict(v_before, p_expected_revision);
  elsif v_before.status = 'cancelled' then
    perform internal.fail('event_cancelled', 409);
  end if;
  perform internal.check_night(v_before, v_night);
  if exists (select from jsonb_array_elements(v_changes) c where c ? 'hurts' and not c ->> 'hurts' = any (coalesce(p_confirmed, '{}'))) then
    return jsonb_build_object('saved', false, 'changes', v_changes, 'told', 0) || internal.night_answer(v_before);
  end if;
  v_after := internal.write_night(v_before, v_night);
  perform internal.move_lists(v_before, v_after)
  where (v_after.doors_open_at, v_after.timezone) is distinct from (v_before.doors_open_at, v_before.timezone);
  if v_changes @> '[{"hurts": "moved"}]' then
    v_told := internal.tell_move(v_before, v_after);
  end if;
  perform internal.log_action('save_night', p_event_id, null, '', jsonb_build_object('revision', v_after.revision, 'changes', v_changes));
  return jsonb_build_object('saved', true, 'changes', v_changes, 'told', v_told) || internal.night_answer(v_after);
end
$$;
comment on function public.save_night is
  'Creates or edits a night. For a new one, the caller chooses p_event_id and passes revision 0. Changes that hurt somebody are returned and not saved (saved false) until p_confirmed names their kind. Buyers of a moved night are mailed. Somebody else''s edit since p_expected_revision raises night_conflict. Security definer because no role may write events directly; it checks the caller''s role itself.';
grant execute on function public.save_night to authenticated;

create function public.preview_night_change(p_event_id uuid, p_night jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_event public.events;
  v_night jsonb;
begin
  perform internal.require_action('edit_nights');
  v_event := internal.require_night(p_event_id);
  v_night := internal.read_night(p_night);
  perform internal.check_night(v_event, v_night);
  return jsonb_build_object('revision', v_event.revision, 'buyers', internal.buyers_of_event(p_event_id),
    'changes', internal.night_changes(v_event, internal.night_document(v_event), v_night));
end
$$;
comment on function public.preview_night_change is
  'What saving this would change and for whom, or the error that it would raise; nothing is saved. Security definer because it is one call of the manager''s app; it checks the caller''s role itself.';
grant execute on function public.preview_night_change to authenticated;
