-- Comps: tickets that staff give away. An order like any other, priced at zero; the functions sign its tickets and
-- complete it.

create function public.hold_comp(p_event_id uuid, p_lines jsonb, p_customer jsonb, p_reason text, p_client_key text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_email text := lower(trim(coalesce(p_customer ->> 'email', '')));
  v_name text := nullif(trim(p_customer ->> 'name'), '');
  v_hash text := encode(sha256(convert_to(jsonb_build_array(p_event_id, p_lines, p_customer)::text, 'UTF8')), 'hex');
  v_event public.events;
  v_order public.orders;
  v_want record;
begin
  perform internal.require_action('comp_tickets');
  perform internal.require_reason(p_reason);
  if coalesce(length(p_client_key), 0) not between 8 and 180 or v_name is null or length(v_name) > 120
    or jsonb_typeof(p_lines) is distinct from 'array' or jsonb_array_length(p_lines) not between 1 and 20 then
    perform internal.fail('invalid_request', 400);
  elsif not internal.is_email(v_email) then
    perform internal.fail('invalid_email', 422);
  end if;
  -- Its own namespace: a comp's key never collides with a customer's.
  perform pg_advisory_xact_lock(hashtextextended('comp ' || p_client_key, 0));
  select * into v_order from public.orders o where o.client_key = 'comp ' || p_client_key;
  if v_order.id is not null then
    if v_order.request_hash <> v_hash then
      perform internal.fail('client_key_conflict', 409);
    end if;
    return jsonb_build_object('order_id', v_order.id, 'number', v_order.number, 'currency', v_order.currency, 'completed', v_order.completed_at is not null);
  end if;
  select * into v_event from public.events e where e.id = p_event_id;
  if v_event.id is null then
    perform internal.fail('event_not_found', 404);
  elsif v_event.status = 'cancelled' then
    perform internal.fail('event_cancelled', 409);
  elsif v_event.status <> 'published' or now() >= v_event.ends_at then
    perform internal.fail('event_not_on_sale', 409);
  end if;
  select array_agg(w.id order by w.id) as types, array_agg(w.quantity order by w.id) as quantities, array_agg(0 order by w.id) as none,
    sum(w.quantity)::int as tickets, coalesce(bool_or(w.id is null), true) as unknown, coalesce(bool_or(w.quantity is null), true) as bad
  into v_want
  from (
    select t.id, case when bool_and(l.quantity between 1 and 50 and l.quantity = trunc(l.quantity)) then sum(l.quantity)::int end as quantity
    from (
      select e.line ->> 'ticket_type_id' as type_id, case when jsonb_typeof(e.line -> 'quantity') = 'number' then (e.line ->> 'quantity')::numeric end as quantity
      from jsonb_array_elements(p_lines) e (line)
    ) l left join public.ticket_types t on t.event_id = p_event_id and t.id::text = l.type_id
    group by t.id
  ) w;
  if v_want.unknown then
    perform internal.fail('ticket_type_not_found', 404);
  elsif v_want.bad or v_want.tickets > 50 then
    perform internal.fail('invalid_quantity', 422);
  end if;
  perform internal.shift_seats(p_event_id, v_want.types, v_want.quantities, v_want.none);
  insert into public.orders (kind, event_id, event_name, customer_email, customer_name, locale, total_amount, currency, ticket_count, client_key,
    request_hash, hold_expires_at)
  values ('comp', p_event_id, v_event.name, v_email, v_name, case when p_customer ->> 'locale' = 'es' then 'es' else 'en' end, 0, v_event.currency,
    v_want.tickets, 'comp ' || p_client_key, v_hash, now() + interval '10 minutes')
  returning * into v_order;
  insert into public.order_lines (order_id, ticket_type_id, quantity, unit_price, held)
  select v_order.id, l.type_id, l.quantity, 0, l.quantity from unnest(v_want.types, v_want.quantities) l (type_id, quantity);
  perform internal.log_action('comp', p_event_id, v_order.id, trim(p_reason), jsonb_build_object('tickets', v_want.tickets));
  return jsonb_build_object('order_id', v_order.id, 'number', v_order.number, 'currency', v_order.currency, 'completed', false);
end
$$;
comment on function public.hold_comp is
  'Takes seats for tickets that are given away, past every limit but the capacity; fulfil_order completes the order within ten minutes, or the seats are released. Calling it again with the same key returns the same order. Security definer because no role may write orders or counters directly; it checks the caller''s role itself.';
grant execute on function public.hold_comp to authenticated;

create function public.comp_cards(p_order_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('comp_tickets');
  if not exists (select from public.orders o where o.id = p_order_id and o.kind = 'comp') then
    perform internal.fail('not_found', 404);
  end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('ticket_id', t.ticket_id, 'ticket_type', t.ticket_type, 'event_name', t.event_name,
      'guest_name', t.guest_name, 'qr_code_data', t.qr_code_data) order by t.ticket_type, t.ticket_id), '[]')
    from public.tickets t where t.order_id = p_order_id and t.status = 'issued' and not t.is_used and t.transfer_id is null);
end
$$;
comment on function public.comp_cards is
  'The codes of a comp that can still be used, for a host who shows one on the screen. Of given tickets only: a paid one is its customer''s. Security definer because it answers not_found for every other order; it checks the caller''s role itself.';
grant execute on function public.comp_cards to authenticated;
