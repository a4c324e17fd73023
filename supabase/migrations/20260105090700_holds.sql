-- Holds: seats are taken first, then the order is written. Everything a browser sends is checked here.

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

create function public.hold_tickets(
  p_event text, p_lines jsonb, p_customer jsonb, p_client_key text, p_request_hash text, p_hold_seconds int, p_client text default null,
  p_promo text default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_email text := lower(trim(coalesce(p_customer ->> 'email', '')));
  v_name text := nullif(trim(p_customer ->> 'name'), '');
  v_phone text := nullif(trim(p_customer ->> 'phone'), '');
  v_client bytea := sha256(convert_to(p_client, 'UTF8'));
  v_id uuid := gen_random_uuid();
  v_expires timestamptz := now() + p_hold_seconds * interval '1 second';
  v_order public.orders;
  v_event public.events;
  v_promo public.promo_codes;
  v_want record;
  v_unpaid record;
  v_freed_types uuid[] := '{}';
  v_freed int[] := '{}';
  v_ended jsonb := '[]';
  v_shared int := 0;
  v_shares boolean;
  v_pool uuid;
  v_pooled boolean := false;
begin
  -- One function without helpers, and with as few statements as possible: this is what a crowd waits for.
  if coalesce(length(p_client_key), 0) not between 8 and 200 or coalesce(p_request_hash, '') = ''
    or coalesce(p_hold_seconds, 0) not between 1 and 3600 or length(v_name) > 120 or length(v_phone) > 40
    or jsonb_typeof(p_lines) is distinct from 'array' or jsonb_array_length(p_lines) not between 1 and 20 then
    perform internal.fail('invalid_request', 400);
  elsif not internal.is_email(v_email) then
    perform internal.fail('invalid_email', 422);
  end if;
  -- One customer's requests are serialised: a duplicate finds the first one's order, and nobody slips past a cap.
  perform pg_advisory_xact_lock(l.key)
  from (values (hashtextextended('customer ' || v_email, 0)), (hashtextextended('client ' || p_client, 0))) l (key)
  where l.key is not null order by l.key;

  select * into v_order from public.orders o where o.client_key = p_client_key;
  if found then
    if v_order.request_hash <> p_request_hash then
      perform internal.fail('client_key_conflict', 409);
    end if;
    if v_order.status = 'pending' and v_order.hold_expires_at <= now() then
      -- Its pay page has ended too: say so, rather than send the customer there.
      v_order.status := public.release_hold(v_order.id) ->> 'status';
    end if;
    return internal.hold_answer(v_order);
  end if;

  select * into v_event from public.events e where e.slug = p_event and e.status <> 'draft';
  if not found then
    v_event := internal.require_event(p_event);
  end if;
  if v_event.status = 'cancelled' then
    perform internal.fail('event_cancelled', 409);
  elsif now() >= v_event.ends_at then
    perform internal.fail('event_not_on_sale', 409);
  elsif now() >= v_event.sales_end_at then
    perform internal.fail('sales_ended', 409);
  elsif v_event.sales_paused_at is not null then
    perform internal.fail('sales_paused', 409);
  elsif now() < v_event.sales_start_at then
    perform internal.fail('sales_not_open', 409, jsonb_build_object('sales_start_at', v_event.sales_start_at));
  end if;
  if p_promo is not null then
    v_promo := internal.require_promo(p_promo, v_event);
  end if;

  -- What is requested, one entry per type in id order, at the database's prices.
  select array_agg(w.id order by w.id) as types, array_agg(w.quantity::int order by w.id) as quantities,
    array_agg(w.price order by w.id) as prices, array_agg(w.list_price - w.price order by w.id) as discounts, sum(w.list_price - w.price) as discount,
    array_agg(w.release order by w.id) as releases,
    array_agg(w.until_taken order by w.id) as untils, bool_or(w.until_taken is not null) as limited, sum(w.quantity)::int as tickets, sum(w.quantity * w.price) as amount,
    bool_or(w.quantity is null) as bad, bool_or(w.id is null) as unknown,
    bool_or(w.quantity > least(w.left, w.pool_left) or w.counted + w.quantity > w.until_taken)
      or bool_or(w.shares_venue) and v_event.taken + sum(w.quantity) > v_event.venue_capacity as short,
    min(w.code) filter (where w.other_price) as repriced, min(w.code) filter (where now() >= w.sales_end_at) as ended,
    min(w.code) filter (where now() < w.sales_start_at) as not_yet, min(w.sales_start_at) filter (where now() < w.sales_start_at) as opens_at,
    min(w.code) filter (where w.quantity > w.max) as greedy, min(w.max) filter (where w.quantity > w.max) as max,
    jsonb_agg(jsonb_build_object('ticket_type_id', w.id, 'code', w.code, 'name', w.name, 'quantity', w.quantity, 'unit_price', w.price::text,
      'release', w.release) order by w.sort, w.name) as lines
  into v_want
  from (
    select t.id, t.code, t.name, t.sort, t.price_now as list_price,
      case when v_promo.id is null then t.price_now else internal.promo_price(v_promo, t.code, t.price_now, v_event.currency) end as price,
      t.release, t.until_taken, t.shares_venue, t.sales_start_at, t.sales_end_at,
      t.capacity - t.sold - t.held as left, t.sold + t.held as counted, t.pool_left, bool_or(l.price_shown <> t.price_now) as other_price,
      least(t.max_per_order, v_event.max_per_order) as max,
      case when bool_and(l.quantity between 1 and 1e6 and l.quantity = trunc(l.quantity)) then sum(l.quantity) end as quantity
    from (
      select e.line ->> 'ticket_type' as type,
        case when pg_input_is_valid(e.line ->> 'price_shown', 'numeric') then (e.line ->> 'price_shown')::numeric end as price_shown,
        case when jsonb_typeof(e.line -> 'quantity') = 'number' then (e.line ->> 'quantity')::numeric end as quantity
      from jsonb_array_elements(p_lines) e (line)
    ) l
    left join lateral (
      select k.*, coalesce(r.price, k.price) as price_now, r.name as release, r.until_taken, p.capacity - p.taken as pool_left
      from public.ticket_types k
      left join public.ticket_pools p on p.id = k.pool_id
      left join lateral (
        -- Seats of lapsed holds count as free, as they do in the shop: they are swept below.
        select n.* from public.ticket_releases n
        where n.ticket_type_id = k.id and (n.ends_at is null or now() < n.ends_at)
          and case when n.until_taken is null or k.sold + k.held < n.until_taken then true else k.sold + k.held - (
            select coalesce(sum(y.held), 0) from public.orders o join public.order_lines y on y.order_id = o.id
            where o.event_id = v_event.id and o.status = 'pending' and o.hold_expires_at <= now() and y.ticket_type_id = k.id) < n.until_taken end
        order by n.sort limit 1
      ) r on true
      where k.event_id = v_event.id and not k.hidden and (k.code = l.type or k.name = l.type or k.id::text = lower(l.type))
      order by k.id::text = lower(l.type) desc, k.code = l.type desc limit 1
    ) t on true
    group by t.id, t.code, t.name, t.sort, t.price_now, t.release, t.until_taken, t.shares_venue, t.sales_start_at, t.sales_end_at, t.capacity,
      t.sold, t.held, t.pool_left, t.max_per_order
  ) w;
  if v_want.bad is not false then
    perform internal.fail('invalid_quantity', 422);
  elsif v_want.unknown then
    perform internal.fail('ticket_type_not_found', 404);
  elsif v_want.ended is not null then
    perform internal.fail('sales_ended', 409, jsonb_build_object('ticket_type', v_want.ended));
  elsif v_want.not_yet is not null then
    perform internal.fail('sales_not_open', 409, jsonb_build_object('ticket_type', v_want.not_yet, 'sales_start_at', v_want.opens_at));
  elsif v_want.repriced is not null then
    perform internal.fail('price_changed', 409, jsonb_build_object('ticket_type', v_want.repriced));
  elsif v_want.greedy is not null then
    perform internal.fail('too_many_per_order', 422, jsonb_build_object('ticket_type', v_want.greedy, 'max', v_want.max));
  elsif v_want.tickets > v_event.max_per_order then
    perform internal.fail('too_many_per_order', 422, jsonb_build_object('ticket_type', null, 'max', v_event.max_per_order));
  elsif v_promo.id is not null and v_want.discount = 0 then
    perform internal.fail('promo_not_for_these', 422);
  elsif not internal.is_chargeable(v_want.amount, v_event.currency) then
    perform internal.fail('amount_not_chargeable', 422);
  end if;

  -- What this customer already holds. Starting over from the same network address gives up the older hold; the e-mail
  -- alone is not enough for that, or a stranger who knows it could end anybody's hold.
  select s.max_unpaid_per_email, s.max_unpaid_per_client, m.seats as of_email, c.seats as of_client, m.older into v_unpaid
  from public.settings s, lateral (
    select coalesce(sum(o.ticket_count) filter (where not a.again), 0) as seats, array_agg(o.id) filter (where a.again) as older
    from public.orders o, lateral (select o.event_id = v_event.id and o.client_hash is not distinct from v_client as again) a
    where o.customer_email = v_email and o.status = 'pending' and o.hold_expires_at > now() and not o.payment_underway
  ) m, lateral (
    select coalesce(sum(o.ticket_count), 0) as seats from public.orders o
    where o.client_hash = v_client and o.status = 'pending' and o.hold_expires_at > now() and not o.payment_underway
      and not (o.customer_email = v_email and o.event_id = v_event.id)
  ) c;
  if v_unpaid.of_email + v_want.tickets > v_unpaid.max_unpaid_per_email then
    perform internal.fail('too_many_unpaid', 409, jsonb_build_object('per', 'email', 'max', v_unpaid.max_unpaid_per_email));
  elsif v_unpaid.of_client + v_want.tickets > v_unpaid.max_unpaid_per_client then
    perform internal.fail('too_many_unpaid', 409, jsonb_build_object('per', 'client', 'max', v_unpaid.max_unpaid_per_client));
  end if;
  if v_unpaid.older is not null then
    select e.type_ids, e.held, e.ended into v_freed_types, v_freed, v_ended from internal.end_holds(v_unpaid.older) e;
  end if;
  if v_promo.id is not null then
    perform internal.use_promo(v_promo.id, v_email);
  end if;
  if v_want.short then
    -- It looks scarce: take the seats of lapsed holds too, before the sweeper comes.
    select v_freed_types || l.type_ids, v_freed || l.held into v_freed_types, v_freed from internal.lapse_holds(v_event.id, 100) l;
  end if;

  if cardinality(v_freed_types) > 0 then
    -- Released and requested seats in one pass, so that locks are taken once and in order.
    perform internal.shift_seats(v_event.id, v_want.types || v_freed_types, v_want.quantities || v_freed,
      array_fill(0, array[cardinality(v_want.types || v_freed_types)]));
    if v_want.limited then
      perform internal.require_release(v_want.types, v_want.untils, v_want.quantities);
    end if;
  else
    for i in 1 .. cardinality(v_want.types) loop
      update public.ticket_types t set held = t.held + v_want.quantities[i]
      where t.id = v_want.types[i] and t.sold + t.held + v_want.quantities[i] <= t.capacity
      returning t.shares_venue, t.pool_id into v_shares, v_pool;
      if not found then
        perform internal.fail_sold_out(v_event.id, v_want.types[i]);
      end if;
      v_shared := v_shared + case when v_shares then v_want.quantities[i] else 0 end;
      v_pooled := v_pooled or v_pool is not null;
    end loop;
    if v_want.limited then
      perform internal.require_release(v_want.types, v_want.untils, v_want.quantities);
    end if;
    if v_pooled then
      perform internal.shift_pools(v_event.id, v_want.types, v_want.quantities);
    end if;
    if v_shared > 0 then
      update public.events e set taken = e.taken + v_shared where e.id = v_event.id and e.taken + v_shared <= e.venue_capacity;
      if not found then
        perform internal.fail_sold_out(v_event.id, null);
      end if;
    end if;
  end if;

  with made as (
    insert into public.orders (id, event_id, event_name, customer_email, customer_name, customer_phone, locale, total_amount, currency,
      ticket_count, client_key, request_hash, client_hash, hold_expires_at, promo_code_id)
    values (v_id, v_event.id, v_event.name, v_email, v_name, v_phone, case when p_customer ->> 'locale' = 'es' then 'es' else 'en' end,
      v_want.amount, v_event.currency, v_want.tickets, p_client_key, p_request_hash, v_client, v_expires, v_promo.id)
    on conflict (client_key) do nothing returning id
  )
  insert into public.order_lines (order_id, ticket_type_id, quantity, unit_price, discount, release, held)
  select m.id, l.type_id, l.quantity, l.price, l.discount, l.release, l.quantity
  from made m, unnest(v_want.types, v_want.quantities, v_want.prices, v_want.discounts, v_want.releases) l (type_id, quantity, price, discount, release);
  if not found then
    -- Another customer used this key at the same moment.
    perform internal.fail('client_key_conflict', 409);
  end if;
  return jsonb_build_object('order_id', v_id, 'event_name', v_event.name, 'event_slug', v_event.slug, 'currency', v_event.currency,
    'total_amount', v_want.amount::decimal(10, 2)::text, 'hold_expires_at', v_expires, 'reused', false, 'checkout_url', null,
    'stripe_checkout_session_id', null, 'status', 'pending', 'lines', v_want.lines,
    'ended', v_ended);
end
$$;
comment on function public.hold_tickets is
  'Takes seats for p_hold_seconds and writes the pending order; calling it again with the same client key and request returns the same order. Prices, discounts, currency, limits and caps come from here, never from the caller; p_client is the network address. "ended" lists older holds of the customer that were ended for it, with the pay pages to close. Security definer because no role may write orders or counters directly.';
grant execute on function public.hold_tickets to service_role;
