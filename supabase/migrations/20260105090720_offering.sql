-- Offers: free seats and returned tickets go to those who wait, in order of arrival, before anybody else can buy them.

create function internal.waiting_fits(p_event_id uuid, p_lapsed boolean)
returns table (entry_id uuid, type_id uuid, quantity int, free int)
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_left jsonb;
  v_any boolean;
  v_back jsonb;
  v_entry record;
begin
  with types as (
    select t.id, t.pool_id, t.capacity, t.sold + t.held - case when p_lapsed then internal.lapsed_seats(p_event_id, t.id) else 0 end as taken
    from public.ticket_types t where t.event_id = p_event_id
  )
  select jsonb_object_agg(k.key, k.seats), bool_or(k.of_type and k.seats > 0) into v_left, v_any
  from (
    select t.id::text as key, t.capacity - t.taken as seats, true as of_type from types t
    union all
    select p.id::text, p.capacity - coalesce((select sum(t.taken) from types t where t.pool_id = p.id), 0), false
    from public.ticket_pools p where p.event_id = p_event_id
    union all
    select 'venue', e.venue_capacity - coalesce((select sum(t.taken) from types t), 0), false from public.events e where e.id = p_event_id
  ) k;
  select coalesce(jsonb_object_agg(b.type, b.seats), '{}') into v_back
  from (
    select t.ticket_type_id::text as type, count(*) as seats
    from public.ticket_returns r join public.tickets t on t.ticket_id = r.ticket_id
    where t.event_id = p_event_id and r.taken_back_at is null and r.sold_at is null and t.status = 'issued' and not t.is_used
      and not exists (select from public.orders o where o.id = r.offer_id and o.status = 'pending'
        and (not p_lapsed or o.hold_expires_at > now() or o.tickets_due))
    group by t.ticket_type_id
  ) b;
  if not v_any and v_back = '{}' then
    return;
  end if;
  for v_entry in
    select w.id, w.ticket_type_id::text as type, w.quantity, t.pool_id::text as pool
    from public.waiting_entries w join public.ticket_types t on t.id = w.ticket_type_id join public.events e on e.id = w.event_id
    where w.event_id = p_event_id and w.left_at is null and w.offer_id is null
      and e.status = 'published' and e.sales_paused_at is null and not t.hidden
      and now() >= coalesce(greatest(e.sales_start_at, t.sales_start_at), '-infinity')
      -- Nobody can use less time than that.
      and now() + interval '15 minutes' <= least(e.ends_at, e.sales_end_at, t.sales_end_at)
    order by w.arrived
  loop
    free := least(v_entry.quantity, greatest(least((v_left ->> v_entry.type)::int, (v_left ->> v_entry.pool)::int, (v_left ->> 'venue')::int), 0));
    continue when free + coalesce((v_back ->> v_entry.type)::int, 0) < v_entry.quantity;
    entry_id := v_entry.id;
    type_id := v_entry.type::uuid;
    quantity := v_entry.quantity;
    return next;
    v_left := v_left || jsonb_build_object(v_entry.type, (v_left ->> v_entry.type)::int - free, 'venue', (v_left ->> 'venue')::int - free);
    if v_entry.pool is not null then
      v_left := v_left || jsonb_build_object(v_entry.pool, (v_left ->> v_entry.pool)::int - free);
    end if;
    if quantity > free then
      v_back := v_back || jsonb_build_object(v_entry.type, (v_back ->> v_entry.type)::int - (quantity - free));
    end if;
  end loop;
end
$$;
comment on function internal.waiting_fits is
  'Whom the seats that are free now would go to: each entry, in order of arrival, for which enough are left, and how many of its seats are free ones; the rest are those of returned tickets. p_lapsed: seats of lapsed holds count as free, swept or not.';

create function internal.make_offer(p_entry_id uuid, p_free int)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_entry public.waiting_entries;
  v_event public.events;
  v_type public.ticket_types;
  v_release public.ticket_releases;
  v_order public.orders;
  v_id uuid := gen_random_uuid();
begin
  select * into v_entry from public.waiting_entries w where w.id = p_entry_id;
  select * into v_event from public.events e where e.id = v_entry.event_id;
  select * into v_type from public.ticket_types t where t.id = v_entry.ticket_type_id;
  select * into v_release from public.ticket_releases r
  where r.ticket_type_id = v_type.id and (r.ends_at is null or now() < r.ends_at) and (r.until_taken is null or v_type.sold + v_type.held < r.until_taken)
  order by r.sort limit 1;
  perform internal.shift_seats(v_event.id, array[v_type.id], array[p_free], array[0]) where p_free > 0;
  insert into public.orders (id, number, event_id, event_name, customer_email, customer_name, locale, total_amount, currency, ticket_count,
    client_key, request_hash, client_hash, hold_expires_at)
  select v_id, internal.order_number(nextval('internal.order_serials')), v_event.id, v_event.name, v_entry.email, v_entry.name, v_entry.locale,
    v_entry.quantity * coalesce(v_release.price, v_type.price), v_event.currency, v_entry.quantity, 'offer ' || v_id, 'offer',
    -- Of no network: a hold that its customer takes elsewhere doesn't end it.
    sha256(convert_to(v_id::text, 'UTF8')),
    least(now() + s.offer_minutes * interval '1 minute', v_event.ends_at, v_event.sales_end_at, v_type.sales_end_at)
  from public.settings s returning * into v_order;
  insert into public.order_lines (order_id, ticket_type_id, quantity, unit_price, release, held)
  values (v_id, v_type.id, v_entry.quantity, coalesce(v_release.price, v_type.price), v_release.name, p_free);
  update public.ticket_returns r set offer_id = v_id
  where r.id in (
    select k.id from public.ticket_returns k join public.tickets t on t.ticket_id = k.ticket_id
    where t.ticket_type_id = v_type.id and k.taken_back_at is null and k.sold_at is null and t.status = 'issued' and not t.is_used
      and not exists (select from public.orders o where o.id = k.offer_id and o.status = 'pending')
    order by k.returned_at, k.id limit v_entry.quantity - p_free);
  update public.waiting_entries w set offer_id = v_id, begun_at = null, mail_due_at = null where w.id = p_entry_id;
  perform internal.queue_mail(v_order, 'waiting_offer');
  perform internal.log_action('offer_seats', v_event.id, v_id, '', jsonb_build_object('entry_id', p_entry_id, 'quantity', v_entry.quantity, 'free', p_free));
end
$$;
comment on function internal.make_offer is
  'Offers an entry its seats, p_free of them free ones and the rest of returned tickets, at the price of today; the caller has locked the list and the seats.';

create function internal.offer_seats(p_event_id uuid)
returns int
language plpgsql volatile
set search_path = ''
as $$
declare
  v_lapsed record;
  v_fit record;
  v_made int := 0;
begin
  if not exists (select from internal.waiting_fits(p_event_id, true)) then
    return 0;
  end if;
  select * into v_lapsed from internal.lapse_holds(p_event_id, 1000);
  perform internal.lock_waiting(p_event_id);
  -- In the order of everybody who moves seats.
  perform from public.ticket_types t where t.event_id = p_event_id order by t.id for no key update;
  perform from public.ticket_pools p where p.event_id = p_event_id order by p.id for no key update;
  perform from public.events e where e.id = p_event_id for no key update;
  perform internal.shift_seats(p_event_id, v_lapsed.type_ids, v_lapsed.held, array_fill(0, array[cardinality(v_lapsed.type_ids)]));
  for v_fit in select * from internal.waiting_fits(p_event_id, false) loop
    perform internal.make_offer(v_fit.entry_id, v_fit.free);
    v_made := v_made + 1;
  end loop;
  return v_made;
end
$$;
comment on function internal.offer_seats is
  'Offers what is free to whoever waits, in order of arrival, and says to how many. An order of events matters: the seats of one who doesn''t fit go to the next who does.';

create function public.offer_waiting_seats()
returns integer
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_event uuid;
  v_made int := 0;
begin
  for v_event in select e.id from public.events e where e.waiting > 0 and e.status = 'published' and e.ends_at > now() order by e.id loop
    v_made := v_made + internal.offer_seats(v_event);
  end loop;
  return v_made;
end
$$;
comment on function public.offer_waiting_seats is
  'Offers the seats that came free, of all nights, and returns how many offers were made; a sale does the same first where anybody waits. Security definer because no role may write orders or counters directly.';
grant execute on function public.offer_waiting_seats to service_role;

create function internal.lock_offer(p_order_id uuid)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_orders uuid[];
begin
  select array_agg(r.order_id) into v_orders from public.ticket_returns r where r.offer_id = p_order_id;
  -- All at once and in order: paying one order ends a ticket of another.
  if v_orders is not null then
    perform from public.orders o where o.id = any (v_orders || p_order_id) order by o.id for no key update;
  end if;
end
$$;
comment on function internal.lock_offer is 'Locks an offer together with the orders whose returned tickets it is made of; does nothing for any other order. Their tickets come after the expected ones.';

create function internal.resell_returns(p_order public.orders)
returns table (type_ids uuid[], sold int[])
language plpgsql volatile
set search_path = ''
as $$
declare
  v_return record;
  v_amount decimal;
begin
  type_ids := '{}';
  sold := '{}';
  perform internal.lock_waiting(p_order.event_id);
  for v_return in
    select r.id, r.order_id, r.ticket_id, t.ticket_type_id, t.price_paid, o.stripe_payment_intent_id as intent
    from public.ticket_returns r join public.tickets t on t.ticket_id = r.ticket_id join public.orders o on o.id = r.order_id
    where r.offer_id = p_order.id and r.taken_back_at is null and r.sold_at is null and t.status = 'issued' and not t.is_used order by r.id
  loop
    select least(v_return.price_paid, m.amount - m.returned - m.under_way - m.disputed) into v_amount
    from internal.money_of_order(v_return.order_id) m where m.intent = v_return.intent;
    v_amount := greatest(coalesce(v_amount, 0), 0);
    insert into public.ticket_voids (ticket_id, reason) values (v_return.ticket_id, 'Returned and sold');
    insert into public.refund_requests (order_id, stripe_payment_intent_id, amount, ticket_ids, cause)
    select v_return.order_id, v_return.intent, v_amount, array[v_return.ticket_id], 'returned' where v_amount > 0;
    update public.order_lines l set sold = l.sold - 1 where l.order_id = v_return.order_id and l.ticket_type_id = v_return.ticket_type_id;
    update public.ticket_returns r set sold_at = now(), amount = v_amount where r.id = v_return.id;
    perform internal.log_action('sell_return', p_order.event_id, v_return.order_id, '',
      jsonb_build_object('ticket_id', v_return.ticket_id, 'return_id', v_return.id, 'amount', v_amount::text));
    type_ids := type_ids || v_return.ticket_type_id;
    sold := sold || -1;
  end loop;
  return next;
end
$$;
comment on function internal.resell_returns is
  'The returned tickets of an offer that is being paid: void, their price owed back. Returns the seats that the caller must now give back with shift_seats. The caller has locked their orders, and settles them with settle_returns.';

create function internal.settle_returns(p_offer_id uuid)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_order uuid;
begin
  for v_order in select distinct r.order_id from public.ticket_returns r where r.offer_id = p_offer_id and r.sold_at is not null order by 1 loop
    perform internal.settle_order(v_order);
  end loop;
  perform internal.queue_mail(o, 'return_sold', r.id::text, r.amount)
  from public.ticket_returns r join public.orders o on o.id = r.order_id where r.offer_id = p_offer_id and r.sold_at is not null;
end
$$;
comment on function internal.settle_returns is 'Settles the orders whose returned tickets an offer has bought, and tells their buyers.';
