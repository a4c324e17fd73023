-- Holds: seats are taken first, then the order is written. Everything a browser sends is checked here.

create function internal.read_customer(p_customer jsonb)
returns table (email text, name text, phone text, locale text)
language plpgsql immutable
set search_path = ''
as $$
begin
  email := lower(trim(coalesce(p_customer ->> 'email', '')));
  name := nullif(trim(p_customer ->> 'name'), '');
  phone := nullif(trim(p_customer ->> 'phone'), '');
  locale := case when p_customer ->> 'locale' = 'es' then 'es' else 'en' end;
  -- A plausibility check; the proof of an address is the mail that arrives.
  if length(email) > 254 or email !~ '^[^\s@<>"(),:;\[\]\\]{1,64}@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$' then
    perform internal.fail('invalid_email', 422);
  end if;
  if length(name) > 120 or length(phone) > 40 then
    perform internal.fail('invalid_request', 400);
  end if;
  return next;
end
$$;
comment on function internal.read_customer is 'The customer of a request, trimmed and checked; raises invalid_email or invalid_request.';

create function internal.read_lines(p_event public.events, p_lines jsonb)
returns table (ticket_type_id uuid, unit_price decimal, quantity int)
language plpgsql stable
set search_path = ''
as $$
declare
  v_line jsonb;
  v_type public.ticket_types;
  v_quantity numeric;
  v_max int;
  v_wanted jsonb := '{}'; -- type id → quantity
begin
  if jsonb_typeof(p_lines) is distinct from 'array' or jsonb_array_length(p_lines) not between 1 and 20 then
    perform internal.fail('invalid_request', 400);
  end if;
  for v_line in select * from jsonb_array_elements(p_lines) loop
    v_quantity := internal.json_number(v_line, 'quantity', 1, 1e9);
    if v_quantity is null or v_quantity <> trunc(v_quantity) then
      perform internal.fail('invalid_quantity', 422);
    end if;
    select t.* into v_type from public.ticket_types t
    where t.event_id = p_event.id
      and (t.id::text = lower(v_line ->> 'ticket_type') or t.code = v_line ->> 'ticket_type' or t.name = v_line ->> 'ticket_type')
    order by t.id::text = lower(v_line ->> 'ticket_type') desc, t.code = v_line ->> 'ticket_type' desc
    limit 1;
    if v_type.id is null then
      perform internal.fail('ticket_type_not_found', 404);
    end if;
    v_quantity := v_quantity + coalesce((v_wanted ->> v_type.id::text)::numeric, 0);
    v_max := least(v_type.max_per_order, p_event.max_per_order);
    if v_quantity > v_max then
      perform internal.fail('too_many_per_order', 422, jsonb_build_object('ticket_type', v_type.code, 'max', v_max));
    end if;
    v_wanted := v_wanted || jsonb_build_object(v_type.id, v_quantity);
  end loop;
  if (select sum(w.value::numeric) from jsonb_each_text(v_wanted) w) > p_event.max_per_order then
    perform internal.fail('too_many_per_order', 422, jsonb_build_object('ticket_type', null, 'max', p_event.max_per_order));
  end if;
  return query
    select t.id, t.price, (v_wanted ->> t.id::text)::int
    from public.ticket_types t where t.event_id = p_event.id and v_wanted ? t.id::text;
end
$$;
comment on function internal.read_lines is
  'The lines of a request with the prices of the database, one per type; raises invalid_quantity, ticket_type_not_found or too_many_per_order.';

create function internal.require_on_sale(p_event public.events)
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
  elsif now() < p_event.sales_start_at then
    perform internal.fail('sales_not_open', 409, jsonb_build_object('sales_start_at', p_event.sales_start_at));
  end if;
end
$$;
comment on function internal.require_on_sale is
  'Raises why this event cannot be bought now: event_cancelled, event_not_on_sale (over), sales_ended or sales_not_open.';

create function internal.lines_of_order(p_order_id uuid)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select jsonb_agg(jsonb_build_object('ticket_type_id', t.id, 'code', t.code, 'name', t.name, 'quantity', l.quantity,
      'unit_price', l.unit_price::text) order by t.sort, t.name)
    from public.order_lines l join public.ticket_types t on t.id = l.ticket_type_id
    where l.order_id = p_order_id);
end
$$;
comment on function internal.lines_of_order is 'The lines of an order with type, quantity and price.';

create function internal.hold_answer(p_order public.orders, p_reused boolean)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('order_id', p_order.id, 'event_name', p_order.event_name, 'event_slug', e.slug, 'currency', p_order.currency,
      'total_amount', p_order.total_amount::text, 'hold_expires_at', p_order.hold_expires_at, 'reused', p_reused,
      'checkout_url', p_order.checkout_url, 'stripe_checkout_session_id', p_order.stripe_checkout_session_id, 'status', p_order.status,
      'lines', internal.lines_of_order(p_order.id))
    from public.events e where e.id = p_order.event_id);
end
$$;
comment on function internal.hold_answer is 'What hold_tickets answers about an order.';

create function public.hold_tickets(
  p_event text, p_lines jsonb, p_customer jsonb, p_client_key text, p_request_hash text, p_hold_seconds int)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_event public.events;
  v_order public.orders;
  v_customer record;
  v_types uuid[];
  v_quantities int[];
  v_prices decimal[];
  v_lapsed_types uuid[];
  v_lapsed int[];
begin
  if coalesce(length(p_client_key), 0) not between 8 and 200 or coalesce(p_request_hash, '') = ''
    or coalesce(p_hold_seconds, 0) not between 1 and 86400 then
    perform internal.fail('invalid_request', 400);
  end if;
  -- Two copies of one request take turns: the second finds the order of the first.
  perform pg_advisory_xact_lock(hashtextextended('hold ' || p_client_key, 0));
  select * into v_order from public.orders o where o.client_key = p_client_key;
  if v_order.id is not null then
    if v_order.request_hash <> p_request_hash then
      perform internal.fail('client_key_conflict', 409);
    end if;
    if v_order.status = 'pending' and v_order.hold_expires_at <= now() then
      -- Its pay page has ended too: say so, rather than send the customer there.
      v_order.status := public.release_hold(v_order.id) ->> 'status';
    end if;
    return internal.hold_answer(v_order, true);
  end if;

  v_event := internal.require_event(p_event);
  perform internal.require_on_sale(v_event);
  select * into v_customer from internal.read_customer(p_customer);
  select array_agg(l.ticket_type_id), array_agg(l.quantity), array_agg(l.unit_price) into v_types, v_quantities, v_prices
  from internal.read_lines(v_event, p_lines) l;

  -- Seats of lapsed holds and those wanted move in one pass, so that locks are taken once and in order.
  select coalesce(array_agg(l.ticket_type_id), '{}'), coalesce(array_agg(-l.quantity), '{}') into v_lapsed_types, v_lapsed
  from internal.lapse_holds(v_event.id, 100) l;
  perform internal.shift_seats(v_event.id, v_types || v_lapsed_types, v_quantities || v_lapsed,
    array_fill(0, array[cardinality(v_types) + cardinality(v_lapsed)]));

  insert into public.orders (event_id, event_name, customer_email, customer_name, customer_phone, locale, total_amount, currency,
    ticket_count, client_key, request_hash, hold_expires_at)
  select v_event.id, v_event.name, v_customer.email, v_customer.name, v_customer.phone, v_customer.locale, sum(l.quantity * l.price),
    v_event.currency, sum(l.quantity), p_client_key, p_request_hash, now() + p_hold_seconds * interval '1 second'
  from unnest(v_quantities, v_prices) l (quantity, price)
  returning * into v_order;
  insert into public.order_lines (order_id, ticket_type_id, quantity, unit_price)
  select v_order.id, l.type_id, l.quantity, l.price from unnest(v_types, v_quantities, v_prices) l (type_id, quantity, price);
  return internal.hold_answer(v_order, false);
end
$$;
comment on function public.hold_tickets is
  'Takes seats for p_hold_seconds and writes the pending order; the same client key and request again is the same order. Prices, currency and limits come from here, never from the caller. Security definer because no role may write orders or counters directly.';
grant execute on function public.hold_tickets to service_role;

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
  'Joins a pending order with its pay page and the hash of its link''s token (hex). A second session for one order is refused. Security definer because no role may write orders directly.';
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
  select * into v_order from public.orders o where o.id = p_order_id for no key update;
  if v_order.id is null then
    perform internal.fail('order_not_found', 404);
  end if;
  if v_order.status <> 'pending' then
    return jsonb_build_object('released', false, 'status', v_order.status);
  end if;
  update public.orders set status = p_status where id = p_order_id;
  perform internal.shift_seats(v_order.event_id, array_agg(l.ticket_type_id), array_agg(-l.quantity), array_agg(0))
  from public.order_lines l where l.order_id = p_order_id;
  return jsonb_build_object('released', true, 'status', p_status);
end
$$;
comment on function public.release_hold is
  'Gives the seats of a pending order back, once; any other order is left as it is. Security definer because no role may write orders or counters directly.';
grant execute on function public.release_hold to service_role;

create function public.sweep_holds(p_limit int default 500)
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
    select distinct o.event_id from public.orders o where o.status = 'pending' and o.hold_expires_at <= now() order by o.event_id
  loop
    select array_agg(l.ticket_type_id) as types, array_agg(-l.quantity) as held, array_agg(0) as sold, count(distinct l.order_id) as orders
    into v_seats from internal.lapse_holds(v_event, p_limit) l;
    if v_seats.orders > 0 then
      perform internal.shift_seats(v_event, v_seats.types, v_seats.held, v_seats.sold);
      v_released := v_released + v_seats.orders;
    end if;
  end loop;
  return v_released;
end
$$;
comment on function public.sweep_holds is
  'Releases up to p_limit lapsed holds per event and says how many. hold_tickets does not wait for it. Security definer because no role may write orders or counters directly.';
grant execute on function public.sweep_holds to service_role;
