-- Holds: seats are taken and the order is written. Everything a browser sends is checked here.

create function public.hold_tickets(
  p_event text, p_lines jsonb, p_customer jsonb, p_client_key text, p_request_hash text, p_hold_seconds int, p_client text default null,
  p_promo text default null, p_referral text default null)
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
  v_serial bigint;
  v_expires timestamptz := now() + p_hold_seconds * interval '1 second';
  v_order public.orders;
  v_event public.events;
  v_promo public.promo_codes;
  v_line jsonb;
  v_quantity numeric;
  v_type public.ticket_types;
  v_release public.ticket_releases;
  v_list_price decimal(10, 2);
  v_price decimal(10, 2);
  -- What is requested, one element for each type.
  v_types uuid[];
  v_quantities int[];
  v_prices decimal[];
  v_discounts decimal[];
  v_releases text[];
  v_untils int[];
  v_at int;
  v_tickets int := 0;
  -- Wide enough for what is asked for before the limits are checked.
  v_amount decimal(20, 2) := 0;
  v_limited boolean;
  v_short boolean;
  -- What is wrong with it.
  v_invalid boolean;
  v_unknown boolean;
  v_ended text;
  v_not_yet text;
  v_opens_at timestamptz;
  v_repriced text;
  v_greedy text;
  v_max int;
  v_settings public.settings;
  v_older uuid[];
  v_of_email int;
  v_of_client int;
  v_freed_types uuid[];
  v_freed int[];
  v_closed jsonb;
  v_shares boolean;
  v_pool uuid;
  v_pooled boolean;
begin
  -- This is what a crowd waits for. Every expression is set up anew in each transaction, so the usual way is few and plain
  -- statements, conditions that are asked together, and helpers for what is rare.
  if coalesce(length(p_client_key), 0) not between 8 and 200 or coalesce(p_request_hash, '') = ''
    or coalesce(p_hold_seconds, 0) not between 1 and 3600 or length(v_name) > 120 or length(v_phone) > 40
    or jsonb_typeof(p_lines) is distinct from 'array' or jsonb_array_length(p_lines) not between 1 and 20 then
    perform internal.fail('invalid_request', 400);
  elsif not internal.is_email(v_email) then
    perform internal.fail('invalid_email', 422);
  end if;
  -- One customer's requests are serialised, and those with one key: a duplicate finds the first one's order, and nobody
  -- slips past a cap.
  perform pg_advisory_xact_lock(l.key)
  from (values (hashtextextended('client key ' || p_client_key, 0)), (hashtextextended('customer ' || v_email, 0)),
    (hashtextextended('client ' || p_client, 0))) l (key)
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
  if v_event.status <> 'published' or now() >= least(v_event.ends_at, v_event.sales_end_at) or v_event.sales_paused_at is not null
    or now() < v_event.sales_start_at then
    perform internal.fail_not_on_sale(v_event);
  end if;
  if p_promo is not null then
    v_promo := internal.require_promo(p_promo, v_event);
  end if;

  -- What is requested, at the database's prices.
  for i in 0 .. jsonb_array_length(p_lines) - 1 loop
    v_line := p_lines -> i;
    v_quantity := case when jsonb_typeof(v_line -> 'quantity') = 'number' then (v_line ->> 'quantity')::numeric end;
    if (v_quantity between 1 and 1e6 and v_quantity = trunc(v_quantity)) is not true then
      v_invalid := true;
      continue;
    end if;
    select * into v_type from public.ticket_types t where t.event_id = v_event.id and t.code = v_line ->> 'ticket_type' and not t.hidden;
    if not found then
      select * into v_type from public.ticket_types t
      where t.event_id = v_event.id and not t.hidden and (t.name = v_line ->> 'ticket_type' or t.id::text = lower(v_line ->> 'ticket_type'))
      order by t.name = v_line ->> 'ticket_type' limit 1;
      if not found then
        v_unknown := true;
        continue;
      end if;
    end if;
    -- Seats of lapsed holds count as free, as they do in the shop: they are swept below.
    select * into v_release from public.ticket_releases r
    where r.ticket_type_id = v_type.id and (r.ends_at is null or now() < r.ends_at)
      and (r.until_taken is null or v_type.sold + v_type.held < r.until_taken
        or v_type.sold + v_type.held - internal.lapsed_seats(v_event.id, v_type.id) < r.until_taken)
    order by r.sort limit 1;
    v_list_price := coalesce(v_release.price, v_type.price);
    v_price := case when v_promo.id is null then v_list_price else internal.promo_price(v_promo, v_type.code, v_list_price, v_event.currency) end;
    v_at := array_position(v_types, v_type.id);
    if v_at is null then
      v_at := coalesce(cardinality(v_types), 0) + 1;
      v_types[v_at] := v_type.id;
      v_quantities[v_at] := 0;
      v_prices[v_at] := v_price;
      v_discounts[v_at] := v_list_price - v_price;
      v_releases[v_at] := v_release.name;
      v_untils[v_at] := v_release.until_taken;
    end if;
    v_quantities[v_at] := v_quantities[v_at] + v_quantity;
    v_tickets := v_tickets + v_quantity;
    v_amount := v_amount + v_quantity * v_price;
    v_limited := v_limited or v_release.until_taken is not null;
    if now() >= v_type.sales_end_at then
      v_ended := least(v_ended, v_type.code);
    elsif now() < v_type.sales_start_at then
      v_not_yet := least(v_not_yet, v_type.code);
      v_opens_at := least(v_opens_at, v_type.sales_start_at);
    elsif pg_input_is_valid(v_line ->> 'price_shown', 'numeric') and (v_line ->> 'price_shown')::numeric <> v_list_price then
      v_repriced := least(v_repriced, v_type.code);
    elsif v_quantities[v_at] > least(v_type.max_per_order, v_event.max_per_order) then
      v_greedy := least(v_greedy, v_type.code);
      v_max := least(v_max, v_type.max_per_order, v_event.max_per_order);
    end if;
    v_short := v_short or v_type.sold + v_type.held + v_quantities[v_at] > least(v_type.capacity, v_release.until_taken)
      or v_type.shares_venue and v_event.taken + v_tickets > v_event.venue_capacity;
    if v_type.pool_id is not null then
      v_short := v_short or exists (select from public.ticket_pools p where p.id = v_type.pool_id and p.taken + v_quantities[v_at] > p.capacity);
    end if;
  end loop;
  if v_invalid or v_unknown or coalesce(v_ended, v_not_yet, v_repriced, v_greedy) is not null or v_tickets > v_event.max_per_order then
    if v_invalid then
      perform internal.fail('invalid_quantity', 422);
    elsif v_unknown then
      perform internal.fail('ticket_type_not_found', 404);
    elsif v_ended is not null then
      perform internal.fail('sales_ended', 409, jsonb_build_object('ticket_type', v_ended));
    elsif v_not_yet is not null then
      perform internal.fail('sales_not_open', 409, jsonb_build_object('ticket_type', v_not_yet, 'sales_start_at', v_opens_at));
    elsif v_repriced is not null then
      perform internal.fail('price_changed', 409, jsonb_build_object('ticket_type', v_repriced));
    elsif v_greedy is not null then
      perform internal.fail('too_many_per_order', 422, jsonb_build_object('ticket_type', v_greedy, 'max', v_max));
    elsif v_tickets > v_event.max_per_order then
      perform internal.fail('too_many_per_order', 422, jsonb_build_object('ticket_type', null, 'max', v_event.max_per_order));
    end if;
  elsif v_promo.id is not null and 0 = all (v_discounts) then
    perform internal.fail('promo_not_for_these', 422);
  elsif not internal.is_chargeable(v_amount, v_event.currency) then
    perform internal.fail('amount_not_chargeable', 422);
  end if;

  -- What this customer already holds. Starting over from the same network address gives up the older hold; the e-mail
  -- alone is not enough for that, or a stranger who knows it could end anybody's hold.
  select array_agg(o.id) filter (where a.again), coalesce(sum(o.ticket_count) filter (where not a.again), 0) into v_older, v_of_email
  from public.orders o, lateral (select o.event_id = v_event.id and o.client_hash is not distinct from v_client as again) a
  where o.customer_email = v_email and o.status = 'pending' and o.hold_expires_at > now() and not o.payment_underway;
  select coalesce(sum(o.ticket_count), 0) into v_of_client from public.orders o
  where o.client_hash = v_client and o.status = 'pending' and o.hold_expires_at > now() and not o.payment_underway
    and not (o.customer_email = v_email and o.event_id = v_event.id);
  select * into v_settings from public.settings s;
  if v_of_email + v_tickets > v_settings.max_unpaid_per_email then
    perform internal.fail('too_many_unpaid', 409, jsonb_build_object('per', 'email', 'max', v_settings.max_unpaid_per_email));
  elsif v_of_client + v_tickets > v_settings.max_unpaid_per_client then
    perform internal.fail('too_many_unpaid', 409, jsonb_build_object('per', 'client', 'max', v_settings.max_unpaid_per_client));
  end if;
  if v_older is not null then
    select e.type_ids, e.held, e.ended into v_freed_types, v_freed, v_closed from internal.end_holds(v_older) e;
  end if;
  if v_promo.id is not null then
    perform internal.use_promo(v_promo.id, v_email);
  end if;
  if v_event.waiting > 0 then
    -- What is free goes to those who wait; the rest is for sale.
    perform internal.offer_seats(v_event.id);
    v_short := true;
  end if;
  if v_short then
    -- It looks scarce: take the seats of lapsed holds too, before the sweeper comes.
    select v_freed_types || l.type_ids, v_freed || l.held into v_freed_types, v_freed from internal.lapse_holds(v_event.id, 100) l;
  end if;

  if cardinality(v_types) > 1 then
    -- In the order in which all who move seats lock their types.
    select array_agg(w.type_id order by w.type_id), array_agg(w.quantity order by w.type_id), array_agg(w.price order by w.type_id),
      array_agg(w.discount order by w.type_id), array_agg(w.release order by w.type_id), array_agg(w.until_taken order by w.type_id)
    into v_types, v_quantities, v_prices, v_discounts, v_releases, v_untils
    from unnest(v_types, v_quantities, v_prices, v_discounts, v_releases, v_untils) w (type_id, quantity, price, discount, release, until_taken);
  end if;
  -- Others wait for a type's row from its update to the commit, so the order is written before it; where seats look scarce,
  -- they are taken first, so that whoever gets none has written nothing.
  for step in 1 .. 2 loop
    if (step = 1) = (v_short is true) then
      if cardinality(v_freed_types) > 0 then
        -- Released and requested seats in one pass, so that locks are taken once and in order.
        perform internal.shift_seats(v_event.id, v_types || v_freed_types, v_quantities || v_freed,
          array_fill(0, array[cardinality(v_types || v_freed_types)]));
      else
        for i in 1 .. cardinality(v_types) loop
          update public.ticket_types t set held = t.held + v_quantities[i]
          where t.id = v_types[i] and t.sold + t.held + v_quantities[i] <= t.capacity
          returning t.shares_venue, t.pool_id into v_shares, v_pool;
          if not found then
            perform internal.fail_sold_out(v_event.id, v_types[i]);
          end if;
          v_pooled := v_pooled or v_pool is not null;
        end loop;
        if v_pooled then
          perform internal.shift_pools(v_event.id, v_types, v_quantities);
        end if;
        -- All types of a night share the venue, or none: see the trigger on ticket_types.
        if v_shares then
          update public.events e set taken = e.taken + v_tickets where e.id = v_event.id and e.taken + v_tickets <= e.venue_capacity;
          if not found then
            perform internal.fail_sold_out(v_event.id, null);
          end if;
        end if;
      end if;
    else
      v_serial := nextval('internal.order_serials');
      insert into public.orders (id, number, event_id, event_name, customer_email, customer_name, customer_phone, locale, total_amount, currency,
        ticket_count, client_key, request_hash, client_hash, hold_expires_at, promo_code_id, promoter_id)
      values (v_id, internal.order_number(v_serial), v_event.id, v_event.name, v_email, v_name, v_phone, case when p_customer ->> 'locale' = 'es' then 'es' else 'en' end,
        v_amount, v_event.currency, v_tickets, p_client_key, p_request_hash, v_client, v_expires, v_promo.id,
        case when p_referral is not null then internal.promoter_of_code(p_referral) end);
      for i in 1 .. cardinality(v_types) loop
        insert into public.order_lines (order_id, ticket_type_id, quantity, unit_price, discount, release, held)
        values (v_id, v_types[i], v_quantities[i], v_prices[i], v_discounts[i], v_releases[i], v_quantities[i]);
      end loop;
    end if;
  end loop;
  if v_limited then
    perform internal.require_release(v_types, v_untils, v_quantities);
  end if;

  return jsonb_build_object('order_id', v_id, 'event_name', v_event.name, 'event_slug', v_event.slug, 'currency', v_event.currency,
    'total_amount', v_amount::text, 'hold_expires_at', v_expires, 'reused', false, 'checkout_url', null,
    'stripe_checkout_session_id', null, 'status', 'pending', 'ended', coalesce(v_closed, '[]'), 'lines',
    case when cardinality(v_types) = 1 then jsonb_build_array(jsonb_build_object('ticket_type_id', v_type.id, 'code', v_type.code, 'name', v_type.name,
      'quantity', v_tickets, 'unit_price', v_price::text, 'release', v_release.name)) else internal.lines_of_order(v_id) end);
end
$$;
comment on function public.hold_tickets is
  'Takes seats for p_hold_seconds and writes the pending order; calling it again with the same client key and request returns the same order. Prices, discounts, currency, limits and caps come from here, never from the caller; p_client is the network address, p_referral a promoter''s code from the shop''s address. "ended" lists older holds of the customer that were ended for it, with the pay pages to close. Security definer because no role may write orders or counters directly.';
grant execute on function public.hold_tickets to service_role;
