-- What a hold asks on its rarer ways: an order that exists already, older holds, releases, nights that sell nothing.

create function internal.lines_of_order(p_order_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_agg(jsonb_build_object('ticket_type_id', t.id, 'code', t.code, 'name', t.name, 'quantity', l.quantity,
    'unit_price', l.unit_price::text, 'release', l.release) order by t.sort, t.name)
  from public.order_lines l join public.ticket_types t on t.id = l.ticket_type_id
  where l.order_id = p_order_id
$$;
comment on function internal.lines_of_order is 'The lines of an order with type, quantity and price.';

create function internal.hold_answer(p_order public.orders)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('order_id', p_order.id, 'event_name', p_order.event_name, 'event_slug', e.slug, 'currency', p_order.currency,
    'total_amount', p_order.total_amount::text, 'hold_expires_at', p_order.hold_expires_at, 'reused', true,
    'checkout_url', p_order.checkout_url, 'stripe_checkout_session_id', p_order.stripe_checkout_session_id, 'status', p_order.status,
    'lines', internal.lines_of_order(p_order.id), 'ended', '[]'::jsonb)
  from public.events e where e.id = p_order.event_id
$$;
comment on function internal.hold_answer is 'The answer of hold_tickets for an order that already exists.';

create function internal.end_holds(p_order_ids uuid[])
returns table (type_ids uuid[], held int[], ended jsonb)
language sql volatile
set search_path = ''
as $$
  with marked as (
    update public.orders o set status = 'expired', hold_ended = 'expired', client_hash = null
    where o.id = any (p_order_ids) and o.status = 'pending' and not o.payment_underway and not o.tickets_due
    returning o.id, o.stripe_checkout_session_id as session
  ), freed as (
    update public.order_lines l set held = 0 from marked m where l.order_id = m.id returning l.ticket_type_id, l.quantity
  )
  select coalesce((select array_agg(f.ticket_type_id) from freed f), '{}'), coalesce((select array_agg(-f.quantity) from freed f), '{}'),
    (select coalesce(jsonb_agg(jsonb_build_object('order_id', m.id, 'session', m.session)), '[]') from marked m)
$$;
comment on function internal.end_holds is
  'Ends these holds because their customer starts over, and returns which seats the caller must now give back and which pay pages to close.';

create function internal.require_release(p_types uuid[], p_untils int[], p_quantities int[])
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_over record;
begin
  -- The seats are counted and their rows locked: what is read here is what will be committed.
  select t.code, w.until_taken - t.sold - t.held + w.quantity as left into v_over
  from unnest(p_types, p_untils, p_quantities) w (type_id, until_taken, quantity) join public.ticket_types t on t.id = w.type_id
  where t.sold + t.held > w.until_taken order by t.id limit 1;
  if v_over.left > 0 then
    perform internal.fail('sold_out', 409, jsonb_build_object('ticket_type', v_over.code, 'available', v_over.left));
  elsif v_over.code is not null then
    perform internal.fail('price_changed', 409, jsonb_build_object('ticket_type', v_over.code));
  end if;
end
$$;
comment on function internal.require_release is
  'Raises sold_out if fewer are left at the release''s price than were just taken, and price_changed if none are.';

create function internal.lapsed_seats(p_event_id uuid, p_type_id uuid)
returns int
language sql stable
set search_path = ''
as $$
  select coalesce(sum(l.held), 0)::int from public.orders o join public.order_lines l on l.order_id = o.id
  where o.event_id = p_event_id and o.status = 'pending' and o.hold_expires_at <= now() and l.ticket_type_id = p_type_id
$$;
comment on function internal.lapsed_seats is 'Seats of a type that are still held by lapsed holds, until they are swept.';

create function internal.fail_not_on_sale(p_event public.events)
returns void
language plpgsql stable
set search_path = ''
as $$
begin
  if p_event.status = 'cancelled' then
    perform internal.fail('event_cancelled', 409);
  elsif now() >= p_event.ends_at then
    perform internal.fail('event_not_on_sale', 409);
  elsif now() >= p_event.sales_end_at then
    perform internal.fail('sales_ended', 409);
  elsif p_event.sales_paused_at is not null then
    perform internal.fail('sales_paused', 409);
  elsif now() < p_event.sales_start_at then
    perform internal.fail('sales_not_open', 409, jsonb_build_object('sales_start_at', p_event.sales_start_at));
  end if;
end
$$;
comment on function internal.fail_not_on_sale is 'Raises why an event sells nothing now; does nothing if it does.';
