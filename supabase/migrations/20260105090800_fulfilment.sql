-- Fulfilment: a payment becomes tickets exactly once, or a refund that is owed, in one transaction.

create function internal.note_stripe_event(p_event jsonb, p_order_id uuid)
returns boolean
language plpgsql volatile
set search_path = ''
as $$
begin
  if p_event is null then
    return true;
  end if;
  insert into public.stripe_events (id, type, object_id, order_id)
  values (p_event ->> 'id', p_event ->> 'type', p_event ->> 'object_id', p_order_id)
  on conflict (id) do nothing;
  return found;
end
$$;
comment on function internal.note_stripe_event is
  'Writes down that the work of this Stripe event commits with this transaction; false when it already had.';

create function internal.queue_mail(p_order public.orders, p_kind text, p_cause text)
returns uuid
language plpgsql volatile
set search_path = ''
as $$
declare
  v_id uuid;
begin
  insert into public.mail_outbox (order_id, kind, cause, to_email, locale)
  values (p_order.id, p_kind, p_cause, p_order.customer_email, p_order.locale)
  on conflict (order_id, kind, cause) do nothing returning id into v_id;
  return coalesce(v_id, (select m.id from public.mail_outbox m where m.order_id = p_order.id and m.kind = p_kind and m.cause = p_cause));
end
$$;
comment on function internal.queue_mail is 'Owes the customer a mail; asked again for the same cause it is the same mail.';

create function internal.require_payment_matches(p_order public.orders, p_payment jsonb)
returns void
language plpgsql immutable
set search_path = ''
as $$
begin
  if not pg_input_is_valid(p_payment ->> 'amount', 'numeric')
    or (p_payment ->> 'amount')::numeric is distinct from p_order.total_amount
    or lower(p_payment ->> 'currency') is distinct from p_order.currency
    or p_payment ->> 'session' <> p_order.stripe_checkout_session_id
    or (p_order.total_amount > 0 and coalesce(p_payment ->> 'payment_intent', '') = '') then
    perform internal.fail('payment_mismatch', 409);
  end if;
end
$$;
comment on function internal.require_payment_matches is
  'Raises payment_mismatch unless amount and currency are the order''s and the session, where given, is the one that it had.';

create function internal.insert_tickets(p_order public.orders, p_tickets jsonb, p_payment_intent text)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_prefix text;
begin
  select 'MGY-' || e.code || '-' || to_char(e.event_day, 'YYYYMMDD') || '-' into v_prefix from public.events e where e.id = p_order.event_id;
  if exists (
    select from (select (t ->> 'ticket_type_id') as type_id, count(*) as given from jsonb_array_elements(p_tickets) t group by 1) g
    full join (select l.ticket_type_id::text as type_id, l.quantity from public.order_lines l where l.order_id = p_order.id) l using (type_id)
    where g.given is distinct from l.quantity
  ) or exists (
    select from jsonb_array_elements(p_tickets) t join public.ticket_types y on y.id::text = t ->> 'ticket_type_id'
    where not starts_with(t ->> 'ticket_id', v_prefix) or not starts_with(t ->> 'qr_code_data', (t ->> 'ticket_id') || '.' || y.code || '.')
  ) then
    perform internal.fail('tickets_mismatch', 400);
  end if;
  insert into public.tickets (ticket_id, event_id, event_name, ticket_type_id, ticket_type, order_id, qr_code_data, price_paid,
    stripe_payment_id, guest_name, guest_email, guest_phone)
  select t ->> 'ticket_id', p_order.event_id, p_order.event_name, y.id, y.name, p_order.id, t ->> 'qr_code_data', l.unit_price,
    p_payment_intent, p_order.customer_name, p_order.customer_email, p_order.customer_phone
  from jsonb_array_elements(p_tickets) t
  join public.ticket_types y on y.id = (t ->> 'ticket_type_id')::uuid
  join public.order_lines l on l.order_id = p_order.id and l.ticket_type_id = y.id;
end
$$;
comment on function internal.insert_tickets is
  'Writes the tickets of a paid order; raises tickets_mismatch unless they are exactly its lines, with ids and QR texts of this event and type.';

create function internal.take_paid_seats(p_order public.orders)
returns integer
language plpgsql volatile
set search_path = ''
as $$
declare
  v_types uuid[];
  v_quantities int[];
  v_lapsed_types uuid[] := '{}';
  v_lapsed int[] := '{}';
begin
  select array_agg(l.ticket_type_id), array_agg(l.quantity) into v_types, v_quantities from public.order_lines l where l.order_id = p_order.id;
  if p_order.status = 'pending' then
    return internal.shift_seats(p_order.event_id, v_types, array(select -q from unnest(v_quantities) q), v_quantities);
  end if;
  -- Paid after the hold ended: seats are taken anew, if need be those of others whose holds have lapsed since.
  select coalesce(array_agg(l.ticket_type_id), '{}'), coalesce(array_agg(-l.quantity), '{}') into v_lapsed_types, v_lapsed
  from internal.lapse_holds(p_order.event_id, 100) l;
  return internal.shift_seats(p_order.event_id, v_types || v_lapsed_types,
    array_fill(0, array[cardinality(v_types)]) || v_lapsed, v_quantities || array_fill(0, array[cardinality(v_lapsed)]));
exception when sqlstate 'PT409' then
  return null;
end
$$;
comment on function internal.take_paid_seats is
  'Turns the held seats of an order into sold ones, or takes seats anew when the hold is gone. The event''s seats sold, or null when there are no seats left.';

create function internal.write_payment(p_order_id uuid, p_payment jsonb, p_status text)
returns void
language sql volatile
set search_path = ''
as $$
  insert into public.payments (order_id, stripe_payment_intent_id, amount, currency, status)
  select p_order_id, p_payment ->> 'payment_intent', (p_payment ->> 'amount')::decimal, lower(p_payment ->> 'currency'), p_status
  where p_payment ->> 'payment_intent' is not null
  on conflict (stripe_payment_intent_id) do update set status = excluded.status
$$;
comment on function internal.write_payment is 'Writes or updates the row of a payment intent; a free order has none.';

create function internal.fulfilment_answer(p_order public.orders, p_outcome text)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('outcome', p_outcome,
    'ticket_ids', (select coalesce(jsonb_agg(t.ticket_id order by t.ticket_id), '[]') from public.tickets t where t.order_id = p_order.id),
    'mail_id', (select m.id from public.mail_outbox m where m.order_id = p_order.id order by m.created_at limit 1))
$$;
comment on function internal.fulfilment_answer is 'What fulfil_order answers about an order.';

create function public.fulfil_order(p_order_id uuid, p_payment jsonb, p_tickets jsonb, p_stripe_event jsonb default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders;
  v_intent text := nullif(p_payment ->> 'payment_intent', '');
  v_sold int;
begin
  select * into v_order from public.orders o where o.id = p_order_id for no key update;
  if v_order.id is null then
    perform internal.fail('order_not_found', 404);
  end if;
  perform internal.require_payment_matches(v_order, p_payment);
  perform internal.note_stripe_event(p_stripe_event, p_order_id);

  if v_order.status not in ('pending', 'expired', 'failed') then
    if v_intent is not null and v_intent <> v_order.stripe_payment_intent_id then
      -- A second payment of one order: its money goes back, the order stays what it is.
      perform internal.write_payment(p_order_id, p_payment, 'refund_pending');
      return internal.fulfilment_answer(v_order, 'refund_pending');
    end if;
    return internal.fulfilment_answer(v_order, case v_order.status when 'refund_pending' then 'refund_pending' else 'already_completed' end);
  end if;
  if exists (select from public.payments p where p.stripe_payment_intent_id = v_intent and p.amount_refunded >= p.amount and p.amount > 0) then
    -- The refund was heard of before the payment.
    perform public.release_hold(p_order_id, 'failed');
    update public.orders o set status = 'refunded', refunded_amount = o.total_amount, stripe_payment_intent_id = v_intent
    where o.id = p_order_id returning * into v_order;
    return internal.fulfilment_answer(v_order, 'already_completed');
  end if;

  v_sold := internal.take_paid_seats(v_order);
  update public.orders o set
    status = case when v_sold is null then 'refund_pending' else 'completed' end,
    completed_at = case when v_sold is null then null else now() end,
    stripe_payment_intent_id = v_intent,
    stripe_customer_id = coalesce(p_payment ->> 'customer', o.stripe_customer_id)
  where o.id = p_order_id returning * into v_order;
  perform internal.write_payment(p_order_id, p_payment, case when v_sold is null then 'refund_pending' else 'succeeded' end);
  if v_sold is null then
    perform internal.queue_mail(v_order, 'refund', 'late');
    return internal.fulfilment_answer(v_order, 'refund_pending');
  end if;
  perform internal.insert_tickets(v_order, p_tickets, v_intent);
  perform internal.queue_mail(v_order, 'tickets', '');
  perform internal.broadcast(v_order.event_id, 'sales', jsonb_build_object('sold', v_sold));
  return internal.fulfilment_answer(v_order, 'completed');
end
$$;
comment on function public.fulfil_order is
  'Marks a paid order completed, writes payment, tickets and mail, once however often it is called; paid too late and sold out meanwhile, it answers refund_pending and the money is owed back. Security definer because no role may write orders, tickets or counters directly.';
grant execute on function public.fulfil_order to service_role;
