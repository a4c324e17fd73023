-- Finding orders by whatever somebody reads out on the phone, fast even among hundreds of thousands.

create function internal.was_sold(p_status text)
returns boolean
language sql immutable
return p_status not in ('pending', 'expired', 'failed');
comment on function internal.was_sold is 'Whether an order of this status was ever paid or given away: what the list shows, and what names are searched in.';

-- Partial, so that a hold writes to none of them. Their condition is written out: was_sold is inlined only for who may call
-- it, and a connection whose first reader of the table may not would never find them again.
create index orders_sold on public.orders (created_at desc, id desc) where status not in ('pending', 'expired', 'failed');
create index orders_sold_of_event on public.orders (event_id, created_at desc, id desc) where status not in ('pending', 'expired', 'failed');
create index orders_by_name on public.orders using gin (name_folded extensions.gin_trgm_ops) where status not in ('pending', 'expired', 'failed');

create function internal.find_order_ids(p_query text, p_event_id uuid, p_before_at timestamptz, p_before_id uuid, p_limit int)
returns uuid[]
language plpgsql stable
set search_path = ''
-- A name that two people have and one that thousands have need different plans; a plan for any name suits neither.
set plan_cache_mode = force_custom_plan
as $$
declare
  v_query text := trim(coalesce(p_query, ''));
  v_email text := lower(v_query);
  v_number text := internal.read_order_number(v_query);
  v_words text[] := string_to_array(trim(regexp_replace(internal.fold_name(v_query), '[%_\\\s]+', ' ', 'g')), ' ');
  v_long text[];
begin
  -- One branch for each kind of query, so that each gets its own plan.
  if v_query = '' then
    return array(
      select o.id from public.orders o
      where internal.was_sold(o.status) and (p_event_id is null or o.event_id = p_event_id) and (o.created_at, o.id) < (p_before_at, p_before_id)
      order by o.created_at desc, o.id desc limit p_limit);
  elsif v_query like '%@%' then
    -- Of whoever ordered, and of whom one of its tickets was handed to.
    return array(
      select f.id from (
        select o.id, o.created_at, o.event_id from public.orders o
        where o.customer_email ~>=~ v_email and o.customer_email ~<~ (v_email || chr(1114111))
        union
        select o.id, o.created_at, o.event_id from public.ticket_transfers x join public.orders o on o.id = x.order_id
        where x.to_email ~>=~ v_email and x.to_email ~<~ (v_email || chr(1114111)) and x.accepted_at is not null
      ) f
      where (p_event_id is null or f.event_id = p_event_id) and (f.created_at, f.id) < (p_before_at, p_before_id)
      order by f.created_at desc, f.id desc limit p_limit);
  elsif v_query ~ '^[0-9]{4}$' then
    return array(
      select o.id from public.payment_cards c join public.payments p using (stripe_payment_intent_id) join public.orders o on o.id = p.order_id
      where c.last4 = v_query and (p_event_id is null or o.event_id = p_event_id) and (o.created_at, o.id) < (p_before_at, p_before_id)
      order by o.created_at desc, o.id desc limit p_limit);
  elsif pg_input_is_valid(v_query, 'uuid') then
    return array(select o.id from public.orders o where o.id::text = lower(v_query) and o.id = v_query::uuid);
  elsif v_query like 'pi\_%' then
    return array(select p.order_id from public.payments p where p.stripe_payment_intent_id = v_query);
  elsif upper(v_query) ~ '^MGY-?[0-9A-Z]{2,6}-?20[0-9]{6}-?[0-9A-Z]{12}$' then
    return array(
      select t.order_id from public.tickets t
      where t.ticket_id = regexp_replace(upper(v_query), '^MGY-?([0-9A-Z]{2,6}?)-?(20[0-9]{6})-?([0-9A-Z]{12})$', 'MGY-\1-\2-\3') and t.order_id is not null);
  elsif v_number is not null and exists (select from public.orders o where o.number = v_number) then
    return array(select o.id from public.orders o where o.number = v_number);
  end if;
  v_long := array(select '%' || w.word || '%' from unnest(v_words) w (word) where length(w.word) >= 3 order by length(w.word) desc limit 3);
  if cardinality(v_long) = 0 then
    return '{}';
  end if;
  -- The index intersects the three longest words; the others filter.
  return array(
    select o.id from public.orders o
    where internal.was_sold(o.status) and o.name_folded like v_long[1] and o.name_folded like coalesce(v_long[2], '%')
      and o.name_folded like coalesce(v_long[3], '%')
      and (select bool_and(strpos(o.name_folded, w.word) > 0) from unnest(v_words) w (word))
      and (p_event_id is null or o.event_id = p_event_id) and (o.created_at, o.id) < (p_before_at, p_before_id)
    order by o.created_at desc, o.id desc limit p_limit);
end
$$;
comment on function internal.find_order_ids is
  'Orders older than (p_before_at, p_before_id), newest first, that match the query: the beginning of an e-mail address (also of whom a ticket was handed to), the last four digits of a card, an order number, a ticket id, an order or payment id, or else words of a name, at least one of them three letters long.';

create function public.find_orders(p_query text default '', p_event_id uuid default null, p_before text default null, p_limit int default 50)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_limit int := least(greatest(coalesce(p_limit, 50), 1), 200);
  v_at text := split_part(p_before, ' ', 1);
  v_id text := split_part(p_before, ' ', 2);
  v_ids uuid[];
  v_orders jsonb;
  v_next text;
begin
  perform internal.require_action('find_orders');
  if length(p_query) > 200 or p_before is not null and not (pg_input_is_valid(v_at, 'timestamptz') and pg_input_is_valid(v_id, 'uuid')) then
    perform internal.fail('invalid_request', 400);
  end if;
  v_ids := internal.find_order_ids(p_query, p_event_id, coalesce(v_at::timestamptz, 'infinity'), coalesce(v_id::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'), v_limit + 1);
  select jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number, 'kind', o.kind, 'event_id', o.event_id, 'event_name', o.event_name,
      'event_date', e.event_date, 'timezone', e.timezone, 'status', o.status, 'customer_name', o.customer_name, 'customer_email', o.customer_email,
      'ticket_count', o.ticket_count, 'total_amount', o.total_amount::text, 'refunded_amount', o.refunded_amount::text, 'currency', o.currency,
      'dispute', o.dispute, 'created_at', o.created_at) order by o.created_at desc, o.id desc),
    to_json(min(o.created_at)) #>> '{}'
  into v_orders, v_next
  from public.orders o join public.events e on e.id = o.event_id where o.id = any (v_ids[:v_limit]);
  return jsonb_build_object('orders', coalesce(v_orders, '[]'),
    'next', case when cardinality(v_ids) > v_limit then v_next || ' ' || (v_orders -> -1 ->> 'id') end);
end
$$;
comment on function public.find_orders is
  'Orders of one night or of all, newest first, p_limit at a time; "next" is the cursor of the following page. Without a query: everything sold or given away. Security definer because it is one call of the back office; it checks the caller''s role itself.';
grant execute on function public.find_orders to authenticated;
