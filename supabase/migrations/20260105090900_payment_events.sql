-- What Stripe reports besides a payment: declines, ended sessions, refunds, disputes. Any order of arrival, any number of times.

create function internal.apply_refund(p_payment_intent text, p_amount decimal)
returns uuid
language plpgsql volatile
set search_path = ''
as $$
declare
  v_order public.orders;
  v_payment public.payments;
  v_sold int;
begin
  select o.* into v_order from public.orders o
  where o.id = (select p.order_id from public.payments p where p.stripe_payment_intent_id = p_payment_intent) for no key update;
  select * into v_payment from public.payments p where p.stripe_payment_intent_id = p_payment_intent for update;
  if p_amount <= v_payment.amount_refunded then
    return v_order.id;
  end if;
  update public.payments p set amount_refunded = p_amount, status = case when p_amount >= p.amount then 'refunded' else 'partially_refunded' end
  where p.id = v_payment.id;
  if v_order.stripe_payment_intent_id is distinct from p_payment_intent then
    return v_order.id; -- a second payment of the order, or one that has not completed it yet
  end if;
  update public.orders o set refunded_amount = least(p_amount, o.total_amount),
    status = case when p_amount >= v_payment.amount then 'refunded' else 'partially_refunded' end
  where o.id = v_order.id;
  if p_amount >= v_payment.amount and v_order.status in ('completed', 'partially_refunded') then
    -- Locks in the order of scanner_push (tickets by id), then the seats. A guest who is inside keeps the seat.
    perform from public.tickets t where t.order_id = v_order.id order by t.id for no key update;
    with undone as (
      update public.tickets t set status = 'refunded' where t.order_id = v_order.id and t.status = 'issued'
      returning t.ticket_type_id, t.is_used
    ), seats as (
      select u.ticket_type_id, count(*)::int as quantity from undone u where not u.is_used group by u.ticket_type_id
    )
    select internal.shift_seats(v_order.event_id, array_agg(s.ticket_type_id), array_agg(0), array_agg(-s.quantity)) into v_sold
    from seats s having count(*) > 0;
    perform internal.queue_mail(v_order, 'refund', 'refund');
    perform internal.broadcast(v_order.event_id, 'sales', jsonb_build_object('sold', v_sold)) where v_sold is not null;
  end if;
  return v_order.id;
end
$$;
comment on function internal.apply_refund is
  'Applies a cumulative refunded amount: a figure not above the known one is old news. A full refund makes the tickets refunded and returns the seats of those not used.';

create function internal.known_payment(p_effect jsonb)
returns uuid
language plpgsql volatile
set search_path = ''
as $$
declare
  v_order uuid;
begin
  select p.order_id into v_order from public.payments p where p.stripe_payment_intent_id = p_effect ->> 'payment_intent';
  if v_order is null and pg_input_is_valid(p_effect ->> 'order_id', 'uuid') then
    select o.id into v_order from public.orders o where o.id = (p_effect ->> 'order_id')::uuid;
    -- Heard of before the payment itself: keep a row, so that fulfil_order meets it.
    insert into public.payments (order_id, stripe_payment_intent_id, amount, currency, status)
    select o.id, p_effect ->> 'payment_intent', o.total_amount, o.currency, 'failed'
    from public.orders o where o.id = v_order and p_effect ->> 'payment_intent' is not null
    on conflict do nothing;
  end if;
  return v_order;
end
$$;
comment on function internal.known_payment is
  'The order of an effect''s payment intent, which is written down if only the order is known yet; null when neither is ours.';

create function public.record_stripe_event(p_event jsonb, p_effect jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_kind text := p_effect ->> 'kind';
  v_order uuid;
begin
  if coalesce(p_event ->> 'id', '') = '' or v_kind is null then
    perform internal.fail('invalid_request', 400);
  end if;
  v_order := case
    when v_kind = 'ignored' then null
    when v_kind = 'session_expired' then (select o.id from public.orders o where o.id::text = p_effect ->> 'order_id')
    else internal.known_payment(p_effect) end;
  if v_order is null and v_kind <> 'ignored' then
    return jsonb_build_object('duplicate', false, 'order_id', null, 'status', 'unknown');
  end if;
  if not internal.note_stripe_event(p_event, v_order) then
    return jsonb_build_object('duplicate', true, 'order_id', v_order, 'status', (select o.status from public.orders o where o.id = v_order));
  end if;
  case v_kind
    when 'session_expired' then
      perform public.release_hold(v_order, 'expired');
    when 'payment_failed' then
      -- A decline leaves the session payable; only a failure that is final (a delayed payment method) gives the seats back.
      if p_effect -> 'final' = 'true' then
        perform public.release_hold(v_order, 'failed');
      end if;
    when 'refund' then
      perform internal.apply_refund(p_effect ->> 'payment_intent', (p_effect ->> 'amount_refunded')::decimal);
    when 'dispute_opened', 'dispute_closed' then
      update public.payments set dispute_status = p_effect ->> 'status' where stripe_payment_intent_id = p_effect ->> 'payment_intent';
    when 'ignored' then
      null;
    else
      perform internal.fail('invalid_request', 400);
  end case;
  return jsonb_build_object('duplicate', false, 'order_id', v_order, 'status', (select o.status from public.orders o where o.id = v_order));
end
$$;
comment on function public.record_stripe_event is
  'Applies the effect of a Stripe event and its dedupe row together. An event about nothing of ours answers status unknown and is not recorded, so that it works when it comes again later. Security definer because no role may write orders, tickets or counters directly.';
grant execute on function public.record_stripe_event to service_role;
