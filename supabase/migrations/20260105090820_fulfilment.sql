-- Fulfilment: a payment is recorded and becomes tickets exactly once, or a refund that is owed, in one transaction.

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
  'Records that the work of this Stripe event commits with this transaction; false if it already had.';

create function internal.lock_payment_intent(p_intent text)
returns void
language sql volatile
set search_path = ''
as $$ select pg_advisory_xact_lock(hashtextextended('payment intent ' || p_intent, 0)) where p_intent is not null $$;
comment on function internal.lock_payment_intent is
  'Serialises writers of facts about one payment: a concurrent refund and payment would otherwise not see each other.';

create function public.fulfil_order(p_order_id uuid, p_payment jsonb, p_tickets jsonb, p_stripe_event jsonb default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders;
  v_intent text := nullif(p_payment ->> 'payment_intent', '');
  v_amount decimal := case when pg_input_is_valid(p_payment ->> 'amount', 'numeric') then (p_payment ->> 'amount')::decimal end;
  v_currency text := lower(p_payment ->> 'currency');
  v_was_completed boolean;
begin
  perform internal.lock_payment_intent(v_intent);
  perform internal.lock_offer(p_order_id);
  select * into v_order from public.orders o where o.id = p_order_id for no key update;
  if v_order.id is null then
    perform internal.fail('order_not_found', 404);
  end if;
  if v_amount is null or v_currency is null or v_intent is null and (v_order.total_amount > 0 or v_amount > 0) then
    perform internal.fail('invalid_request', 400);
  end if;
  v_was_completed := v_order.completed_at is not null;
  perform internal.expect_tickets(v_order.event_id, array(select t.ticket ->> 'ticket_id' from jsonb_array_elements(p_tickets) t (ticket)));
  -- An offer's, and those of its sellers.
  perform from public.tickets t
  where t.order_id = any (array(select unnest(array[r.order_id, p_order_id]) from public.ticket_returns r where r.offer_id = p_order_id))
  order by t.id for no key update;
  perform internal.note_stripe_event(p_stripe_event, p_order_id);
  insert into public.payments (order_id, stripe_payment_intent_id, amount, currency, mismatch, metadata)
  select p_order_id, v_intent, v_amount, v_currency, case
      when v_currency <> v_order.currency then 'currency'
      when v_amount <> v_order.total_amount then 'amount'
      when p_payment ->> 'session' <> v_order.stripe_checkout_session_id then 'session' end, p_payment -> 'metadata'
  where v_intent is not null
  on conflict (stripe_payment_intent_id) do nothing;
  update public.orders o set stripe_customer_id = coalesce(p_payment ->> 'customer', o.stripe_customer_id),
    session_ended_at = coalesce(o.session_ended_at, case when p_payment ->> 'session' is not null then now() end)
  where o.id = p_order_id and (p_payment ->> 'customer' <> coalesce(o.stripe_customer_id, '') or p_payment ->> 'session' is not null and o.session_ended_at is null);
  v_order := internal.settle_order(p_order_id, p_tickets);
  return jsonb_build_object(
    'outcome', case
      when exists (select from public.payments p where p.stripe_payment_intent_id = v_intent and p.mismatch is not null) then 'needs_person'
      when v_order.status = 'refund_pending' or v_intent <> v_order.stripe_payment_intent_id then 'refund_pending'
      when v_was_completed then 'already_completed'
      -- A free order that was declined: there is no money to give back.
      when v_order.completed_at is null then coalesce(v_order.declined, 'already_completed')
      else 'completed' end,
    'ticket_ids', (select coalesce(jsonb_agg(t.ticket_id order by t.ticket_id), '[]') from public.tickets t where t.order_id = p_order_id));
end
$$;
comment on function public.fulfil_order is
  'Records a payment and settles its order with these tickets: completed once, however often it is called. If it was paid too late and sold out, cancelled, or paid twice, it returns refund_pending and the money is owed back; for a payment that is not the order''s price it returns needs_person. Security definer because no role may write orders, tickets or counters directly.';
grant execute on function public.fulfil_order to service_role;
