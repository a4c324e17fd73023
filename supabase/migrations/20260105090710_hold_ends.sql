-- A hold gets its pay page, and ends: given up, lapsed, or failed.

create function public.attach_checkout(p_order_id uuid, p_session_id text, p_checkout_url text, p_token_hash text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders;
begin
  select * into v_order from public.orders o where o.id = p_order_id for no key update;
  if v_order.id is null then
    perform internal.fail('order_not_found', 404);
  end if;
  if v_order.status <> 'pending' or v_order.stripe_checkout_session_id <> p_session_id then
    perform internal.fail('order_not_payable', 409, jsonb_build_object('status', v_order.status));
  end if;
  update public.orders o set stripe_checkout_session_id = p_session_id, checkout_url = p_checkout_url, token_hash = decode(p_token_hash, 'hex')
  where o.id = p_order_id;
  return jsonb_build_object('order_id', p_order_id, 'status', v_order.status);
end
$$;
comment on function public.attach_checkout is
  'Links a pending order to its pay page and the hash of its link''s token (hex). A second session for one order is refused. Security definer because no role may write orders directly.';
grant execute on function public.attach_checkout to service_role;

create function public.release_hold(p_order_id uuid, p_status text default 'expired')
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders;
begin
  if p_status not in ('expired', 'failed') then
    perform internal.fail('invalid_request', 400);
  end if;
  update public.orders o set hold_ended = p_status, payment_underway = false
  where o.id = p_order_id and o.status = 'pending' and o.hold_ended is null
  returning * into v_order;
  if v_order.id is not null then
    v_order := internal.settle_order(p_order_id);
    return jsonb_build_object('released', true, 'status', v_order.status);
  end if;
  select * into v_order from public.orders o where o.id = p_order_id;
  if v_order.id is null then
    perform internal.fail('order_not_found', 404);
  end if;
  return jsonb_build_object('released', false, 'status', v_order.status);
end
$$;
comment on function public.release_hold is
  'Ends the hold of a pending order, once; any other order is left as it is. Security definer because no role may write orders or counters directly.';
grant execute on function public.release_hold to service_role;

create function public.sweep_holds(p_limit int default 5000)
returns integer
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_event uuid;
  v_released int := 0;
  v_seats record;
begin
  for v_event in
    select e.id from public.events e where exists (
      select from public.orders o where o.event_id = e.id and o.status = 'pending' and o.hold_expires_at <= now())
    order by e.id
  loop
    select * into v_seats from internal.lapse_holds(v_event, p_limit);
    perform internal.shift_seats(v_event, v_seats.type_ids, v_seats.held, array_fill(0, array[cardinality(v_seats.type_ids)]));
    v_released := v_released + v_seats.orders;
  end loop;
  perform internal.return_stock_of_past_nights();
  return v_released;
end
$$;
comment on function public.sweep_holds is
  'Releases up to p_limit lapsed holds per event and returns how many; and the doors'' stock of nights that are over or cancelled. hold_tickets does not depend on it. Security definer because no role may write orders or counters directly.';
grant execute on function public.sweep_holds to service_role;
