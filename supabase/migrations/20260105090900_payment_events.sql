-- What Stripe reports besides payments: declines, ended pages, refunds, disputes. Recorded as facts, then settled.

create function internal.write_refund(p_intent text, p_refund jsonb)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_request uuid;
  v_status text := case p_refund ->> 'status' when 'succeeded' then 'succeeded' when 'failed' then 'failed' when 'canceled' then 'canceled' else 'pending' end;
begin
  -- Compared as text: metadata may hold anything.
  update public.refund_requests q set status = 'sent'
  where q.stripe_payment_intent_id = p_intent and q.id::text = p_refund ->> 'request_id' returning q.id into v_request;
  insert into public.refunds as r (id, stripe_payment_intent_id, amount, currency, status, request_id)
  values (p_refund ->> 'id', p_intent, (p_refund ->> 'amount')::decimal, lower(p_refund ->> 'currency'), v_status, v_request)
  -- Stripe's own order: pending comes before succeeded, and nothing comes after failed or canceled.
  on conflict (id) do update set status = excluded.status, changed_at = now(), request_id = coalesce(r.request_id, excluded.request_id)
  where array_position(array['pending', 'succeeded', 'failed', 'canceled'], excluded.status)
    > array_position(array['pending', 'succeeded', 'failed', 'canceled'], r.status);
end
$$;
comment on function internal.write_refund is
  'Records a refund as Stripe reports it, wherever it was made; one that was requested here names its request.';

create function internal.write_dispute(p_intent text, p_dispute jsonb, p_told_at timestamptz)
returns void
language sql volatile
set search_path = ''
as $$
  insert into public.disputes as d (id, stripe_payment_intent_id, amount, currency, status, reason, due_at, told_at)
  values (p_dispute ->> 'id', p_intent, (p_dispute ->> 'amount')::decimal, lower(p_dispute ->> 'currency'), p_dispute ->> 'status',
    p_dispute ->> 'reason', case when pg_input_is_valid(p_dispute ->> 'due_at', 'timestamptz') then (p_dispute ->> 'due_at')::timestamptz end, p_told_at)
  on conflict (id) do update set status = excluded.status, amount = excluded.amount, due_at = excluded.due_at, told_at = excluded.told_at
  -- The newest event wins; within one second, the one that closes the dispute.
  where (excluded.told_at, excluded.status in ('won', 'lost', 'warning_closed', 'prevented'))
    > (d.told_at, d.status in ('won', 'lost', 'warning_closed', 'prevented'))
$$;
comment on function internal.write_dispute is 'Records a dispute as Stripe reported it at that time.';

create function public.record_stripe_event(p_event jsonb, p_effect jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_kind text := p_effect ->> 'kind';
  v_intent text := p_effect ->> 'payment_intent';
  v_order_id uuid;
  v_told_at timestamptz := to_timestamp((p_event ->> 'created')::double precision);
  v_order public.orders;
begin
  if p_event is not null and coalesce(p_event ->> 'id', '') = '' or v_kind is null
    or v_kind not in ('ignored', 'session_expired', 'payment_failed', 'payment_underway', 'refunds', 'dispute', 'card') then
    perform internal.fail('invalid_request', 400);
  end if;
  if v_kind = 'card' then
    insert into public.payment_cards (stripe_payment_intent_id, brand, last4)
    select v_intent, left(p_effect ->> 'brand', 40), p_effect ->> 'last4' where p_effect ->> 'last4' ~ '^[0-9]{4}$'
    on conflict (stripe_payment_intent_id) do nothing;
    return jsonb_build_object('duplicate', not internal.note_stripe_event(p_event, null), 'order_id', null, 'status', null);
  end if;
  perform internal.lock_payment_intent(v_intent);
  select p.order_id into v_order_id from public.payments p where p.stripe_payment_intent_id = v_intent;
  if v_order_id is null and pg_input_is_valid(p_effect ->> 'order_id', 'uuid') then
    v_order_id := p_effect ->> 'order_id';
  end if;
  select o.* into v_order from public.orders o where o.id = v_order_id for no key update;
  if not internal.note_stripe_event(p_event, v_order.id) then
    return jsonb_build_object('duplicate', true, 'order_id', v_order.id, 'status', v_order.status);
  end if;
  case v_kind
    when 'session_expired' then
      update public.orders o set session_ended_at = coalesce(o.session_ended_at, now()), hold_ended = coalesce(o.hold_ended, 'expired')
      where o.id = v_order.id;
    when 'payment_failed' then
      -- A decline leaves the session payable; only a failure that is final (a delayed payment method) gives the seats back.
      update public.orders o set session_ended_at = coalesce(o.session_ended_at, now()), hold_ended = coalesce(o.hold_ended, 'failed')
      where o.id = v_order.id and p_effect -> 'final' = 'true';
    when 'payment_underway' then
      update public.orders o set payment_underway = true, hold_expires_at = greatest(o.hold_expires_at, least(now() + interval '10 days', e.ends_at))
      from public.events e where e.id = o.event_id and o.id = v_order.id and o.status = 'pending' and o.hold_ended is null;
    when 'refunds' then
      perform internal.write_refund(v_intent, r.refund) from jsonb_array_elements(p_effect -> 'refunds') r (refund);
    when 'dispute' then
      perform internal.write_dispute(v_intent, p_effect, coalesce(v_told_at, now()));
    else
      null;
  end case;
  v_order := internal.settle_order(v_order.id);
  return jsonb_build_object('duplicate', false, 'order_id', v_order.id, 'status', coalesce(v_order.status, 'unknown'));
end
$$;
comment on function public.record_stripe_event is
  'Records what a Stripe event says, with its dedupe row, and settles the order; p_event is null for Stripe''s answer to a query. A refund or dispute of a payment not heard of yet is kept until that comes. Security definer because no role may write orders, tickets or counters directly.';
grant execute on function public.record_stripe_event to service_role;
