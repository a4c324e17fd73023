-- Refunds that are requested here: by a manager, or owed. The worker sends them to Stripe; its answers become facts.

create function internal.require_reason(p_reason text)
returns void
language plpgsql immutable
set search_path = ''
as $$
begin
  if coalesce(length(trim(p_reason)), 0) not between 1 and 500 then
    perform internal.fail('invalid_request', 400, jsonb_build_object('field', 'reason'));
  end if;
end
$$;
comment on function internal.require_reason is 'Raises invalid_request unless a reason of 1 to 500 characters is given.';

create function public.request_refund(
  p_order_id uuid, p_reason text, p_idempotency_key text, p_ticket_ids text[] default null, p_amount decimal default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders;
  v_request public.refund_requests;
  v_money record;
  v_amount decimal := p_amount;
  v_tickets text[] := coalesce(p_ticket_ids, '{}');
begin
  perform internal.require_action('refund');
  perform internal.require_reason(p_reason);
  if coalesce(length(p_idempotency_key), 0) not between 8 and 200 or p_amount is not null and p_ticket_ids is not null then
    perform internal.fail('invalid_request', 400);
  end if;
  select * into v_order from public.orders o where o.id = p_order_id for no key update;
  if v_order.id is null then
    perform internal.fail('order_not_found', 404);
  end if;
  select * into v_request from public.refund_requests q where q.idempotency_key = p_idempotency_key;
  if v_request.id is not null then
    if v_request.order_id <> p_order_id or v_request.ticket_ids <> v_tickets or v_request.amount <> coalesce(p_amount, v_request.amount) then
      perform internal.fail('request_conflict', 409);
    end if;
    return jsonb_build_object('request_id', v_request.id, 'amount', v_request.amount::text, 'currency', v_order.currency, 'order_status', v_order.status);
  end if;
  select m.intent, m.amount - m.returned - m.under_way as remaining into v_money
  from internal.money_of_order(p_order_id) m where m.intent = v_order.stripe_payment_intent_id;
  if p_ticket_ids is not null then
    -- Each at the price paid, and none that was already refunded or whose replacement has its money.
    select case when count(*) = cardinality(p_ticket_ids) then sum(t.price_paid) end into v_amount
    from public.tickets t
    where t.order_id = p_order_id and t.ticket_id = any (p_ticket_ids) and t.status <> 'refunded'
      and not exists (select from public.ticket_voids v where v.ticket_id = t.ticket_id and v.replaced_by is not null)
      and not exists (
      select from public.refund_requests q left join public.refunds r on r.request_id = q.id
      where q.order_id = p_order_id and t.ticket_id = any (q.ticket_ids)
        and (r.status in ('pending', 'succeeded') or r.id is null and q.status = 'queued'));
    if v_amount is null then
      perform internal.fail('tickets_mismatch', 400);
    end if;
  end if;
  v_amount := coalesce(v_amount, v_money.remaining, 0);
  if v_amount <= 0 or coalesce(v_money.remaining, 0) <= 0 then
    perform internal.fail('nothing_to_refund', 409);
  elsif v_amount > v_money.remaining then
    perform internal.fail('refund_exceeds', 409, jsonb_build_object('remaining', v_money.remaining::text));
  elsif not internal.fits_currency(v_amount, v_order.currency) or v_amount <> round(v_amount, 2) then
    perform internal.fail('amount_not_chargeable', 422);
  end if;
  insert into public.refund_requests (order_id, stripe_payment_intent_id, amount, ticket_ids, cause, reason, requested_by, idempotency_key)
  values (p_order_id, v_money.intent, v_amount, v_tickets, 'manager', trim(p_reason), auth.uid(), p_idempotency_key)
  returning * into v_request;
  perform internal.log_action('refund', v_order.event_id, p_order_id, trim(p_reason),
    jsonb_build_object('request_id', v_request.id, 'amount', v_amount::text, 'ticket_ids', v_tickets));
  v_order := internal.settle_order(p_order_id);
  return jsonb_build_object('request_id', v_request.id, 'amount', v_amount::text, 'currency', v_order.currency, 'order_status', v_order.status);
end
$$;
comment on function public.request_refund is
  'Requests a refund: of these tickets at the price paid, of an amount, or (neither given) of all that is left. Calling it again with the same key returns the same refund. The tickets are blocked at once, and void for good once Stripe has refunded them. Security definer because no role may write money directly; it checks the caller''s role itself.';
grant execute on function public.request_refund to authenticated;

create function public.void_tickets(p_order_id uuid, p_ticket_ids text[], p_reason text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders;
begin
  perform internal.require_action('void_tickets');
  perform internal.require_reason(p_reason);
  select * into v_order from public.orders o where o.id = p_order_id for no key update;
  if v_order.id is null then
    perform internal.fail('order_not_found', 404);
  end if;
  if coalesce(cardinality(p_ticket_ids), 0) = 0 or exists (
    select from unnest(p_ticket_ids) u (id) where not exists (
      select from public.tickets t where t.ticket_id = u.id and t.order_id = p_order_id)) then
    perform internal.fail('tickets_mismatch', 400);
  end if;
  insert into public.ticket_voids (ticket_id, reason, voided_by) select distinct u.id, trim(p_reason), auth.uid() from unnest(p_ticket_ids) u (id)
  on conflict (ticket_id) do nothing;
  if found then
    perform internal.log_action('void', v_order.event_id, p_order_id, trim(p_reason), jsonb_build_object('ticket_ids', p_ticket_ids));
  end if;
  v_order := internal.settle_order(p_order_id);
  return jsonb_build_object('order_status', v_order.status);
end
$$;
comment on function public.void_tickets is
  'Voids tickets without a refund; their seats return to sale unless the guest is inside. Security definer because no role may write tickets directly; it checks the caller''s role itself.';
grant execute on function public.void_tickets to authenticated;

create function public.claim_refunds(p_limit int default 10, p_lease_seconds int default 120)
returns jsonb
language sql volatile security definer
set search_path = ''
as $$
  with due as (
    select q.id from public.refund_requests q
    where q.status = 'queued' and q.next_attempt_at <= now()
    order by q.next_attempt_at limit p_limit
    for no key update skip locked
  ), claimed as (
    update public.refund_requests q set attempts = q.attempts + 1, next_attempt_at = now() + p_lease_seconds * interval '1 second'
    from due d where q.id = d.id returning q.*
  )
  select coalesce(jsonb_agg(jsonb_build_object('request_id', c.id, 'order_id', c.order_id, 'payment_intent', c.stripe_payment_intent_id,
    'amount', c.amount::text, 'currency', p.currency) order by c.created_at), '[]')
  from claimed c join public.payments p using (stripe_payment_intent_id)
$$;
comment on function public.claim_refunds is
  'Refunds to request from Stripe, claimed for p_lease_seconds. Use the request''s id as idempotency key. Security definer because no role may write money directly.';
grant execute on function public.claim_refunds to service_role;

create function public.finish_refund(p_request_id uuid, p_refunds jsonb, p_error text default null, p_refused boolean default false)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_request public.refund_requests;
  v_order public.orders;
  v_money record;
begin
  select * into v_request from public.refund_requests q where q.id = p_request_id;
  if v_request.id is null then
    perform internal.fail('not_found', 404);
  end if;
  perform internal.lock_payment_intent(v_request.stripe_payment_intent_id);
  perform from public.orders o where o.id = v_request.order_id for no key update;
  perform internal.write_refund(v_request.stripe_payment_intent_id, r.refund) from jsonb_array_elements(coalesce(p_refunds, '[]')) r (refund);
  select * into v_money from internal.money_of_order(v_request.order_id) m where m.intent = v_request.stripe_payment_intent_id;
  update public.refund_requests q set
    status = case
      when not p_refused then 'queued'
      when v_money.returned + v_money.under_way > v_money.amount then 'overtaken'
      else 'refused' end,
    last_error = left(p_error, 200),
    next_attempt_at = now() + least(10 * power(2, least(q.attempts, 12) - 1), 3600) * interval '1 second'
  where q.id = p_request_id and q.status = 'queued' and p_error is not null
  returning * into v_request;
  if v_request.status = 'refused' then
    perform internal.call_person(v_request.order_id, 'refund_refused', v_request.id::text, jsonb_build_object(
      'payment_intent', v_request.stripe_payment_intent_id, 'amount', v_request.amount::text, 'error', left(p_error, 200)));
  end if;
  v_order := internal.settle_order(coalesce(v_request.order_id, (select q.order_id from public.refund_requests q where q.id = p_request_id)));
  return jsonb_build_object('status', (select q.status from public.refund_requests q where q.id = p_request_id), 'order_status', v_order.status);
end
$$;
comment on function public.finish_refund is
  'Records the outcome of a request to Stripe: the payment''s refunds as Stripe has them, and why it failed if it did. Retried with growing pauses, unless Stripe refused: then that much was no longer left to give back, or a person must look. Security definer because no role may write money directly.';
grant execute on function public.finish_refund to service_role;

create function public.refunds_to_ask_about(p_limit int default 20)
returns jsonb
language sql volatile security definer
set search_path = ''
as $$
  with due as (
    select r.id from public.refunds r
    where r.status = 'pending' and coalesce(r.asked_at, r.created_at) < now() - interval '10 minutes'
      and exists (select from public.payments p where p.stripe_payment_intent_id = r.stripe_payment_intent_id)
    order by coalesce(r.asked_at, r.created_at) limit p_limit
    for no key update skip locked
  ), asked as (
    update public.refunds r set asked_at = now() from due d where r.id = d.id returning r.stripe_payment_intent_id
  )
  select coalesce(jsonb_agg(distinct a.stripe_payment_intent_id), '[]') from asked a
$$;
comment on function public.refunds_to_ask_about is
  'Payments with a refund that has been pending for ten minutes, each returned that often. Security definer because it marks them as asked.';
grant execute on function public.refunds_to_ask_about to service_role;
