-- Settling: derives the current state from the facts. They come in any order, repeatedly; same facts, same state.

create function internal.owe_refunds(p_order public.orders, p_money internal.order_money[])
returns boolean
-- plpgsql, because its plan is cached per session; every settling calls it.
language plpgsql volatile
set search_path = ''
as $$
declare
  v_overtaken boolean;
begin
  -- What was meanwhile refunded at Stripe need not be requested, unless the request may already have been sent.
  update public.refund_requests q set status = 'overtaken'
  from unnest(p_money) m
  where q.order_id = p_order.id and q.stripe_payment_intent_id = m.intent and q.status = 'queued' and q.attempts = 0
    and m.returned + m.under_way > m.amount;
  v_overtaken := found;
  insert into public.refund_requests (order_id, stripe_payment_intent_id, amount, cause)
  select p_order.id, m.intent, d.due, case when m.intent = p_order.stripe_payment_intent_id then p_order.declined else 'second_payment' end
  from unnest(case when v_overtaken then array(select m from internal.money_of_order(p_order.id) m) else p_money end) m,
    lateral (select m.amount - m.returned - m.under_way - m.failed - m.disputed as due) d
  where m.mismatch is null and d.due > 0 and (p_order.declined is not null or m.intent is distinct from p_order.stripe_payment_intent_id);
  return v_overtaken or found;
end
$$;
comment on function internal.owe_refunds is
  'Whether it changed what is on its way back. Queues what is owed back and not yet on its way: money of a declined order, and a second payment. A refund that failed once is for a person to decide; what the bank took in a dispute is gone.';

create function internal.tell_people(p_order public.orders, p_money internal.order_money[])
returns void
-- plpgsql, because its plan is cached per session; every settling calls it.
language plpgsql volatile
set search_path = ''
as $$
begin
  perform internal.queue_mail(p_order, 'tickets') where p_order.completed_at is not null;
  -- Dropped while its tickets were gone, and they stand again: the refund failed.
  update public.mail_outbox m set status = 'queued', next_attempt_at = now(), requeued_at = now()
  where m.order_id = p_order.id and m.kind = 'tickets' and m.cause = '' and m.status = 'dropped' and p_order.declined is null and p_order.forgotten_at is null
    and exists (select from public.tickets t where t.order_id = p_order.id and t.transfer_id is null and t.status = 'issued' and not t.is_used)
    and not exists (select from public.mail_outbox a where a.order_id = p_order.id and a.kind = 'tickets' and a.cause <> '' and a.transfer_id is null);
  perform internal.queue_mail(p_order, p_order.declined, '', p_order.total_amount)
  where p_order.declined is not null and (p_order.completed_at is not null or p_order.stripe_payment_intent_id is not null);
  -- By the refund that completed it: one that is made after another failed is told as well.
  perform internal.queue_mail(p_order, 'refund', coalesce((select r.id from public.refunds r
    where r.stripe_payment_intent_id = p_order.stripe_payment_intent_id and r.status = 'succeeded' order by r.created_at desc, r.id desc limit 1), ''),
    p_order.refunded_amount) where p_order.status = 'refunded' and p_order.declined is null;
  perform internal.queue_mail(p_order, 'partial_refund', r.id, r.amount) from public.refunds r
  where r.stripe_payment_intent_id = p_order.stripe_payment_intent_id and r.status = 'succeeded' and p_order.status = 'partially_refunded';
  perform internal.queue_mail(p_order, 'refund_failed', r.id, r.amount), internal.call_person(p_order.id, 'refund_failed', r.id,
      jsonb_build_object('payment_intent', r.stripe_payment_intent_id, 'amount', r.amount::text, 'currency', r.currency))
  from public.refunds r join public.payments p using (stripe_payment_intent_id)
  where p.order_id = p_order.id and r.status in ('failed', 'canceled');
  perform internal.queue_mail(p_order, 'second_payment', m.intent, m.amount) from unnest(p_money) m
  where m.mismatch is null and m.intent is distinct from p_order.stripe_payment_intent_id;
  perform internal.call_person(p_order.id, 'payment_mismatch', m.intent, jsonb_build_object('payment_intent', m.intent, 'mismatch', m.mismatch,
      'amount', m.amount::text, 'expected', p_order.total_amount::text))
  from unnest(p_money) m where m.mismatch is not null and m.returned + m.under_way < m.amount;
  perform internal.call_person(p_order.id, 'dispute_open', k.id, jsonb_build_object('payment_intent', m.intent, 'amount', k.amount::text, 'reason', k.reason))
  from unnest(p_money) m join public.disputes k on k.stripe_payment_intent_id = m.intent
  where m.dispute = 'open' and k.status not in ('won', 'lost', 'warning_closed', 'prevented');
  -- Entries whose cause is gone need nobody any more.
  update public.needs_person n set resolved_at = now()
  from unnest(p_money) m
  where n.order_id = p_order.id and n.resolved_at is null and n.detail ->> 'payment_intent' = m.intent
    and (n.cause in ('payment_mismatch', 'refund_failed', 'refund_refused') and m.returned >= m.amount
      or n.cause = 'dispute_open' and m.dispute <> 'open');
end
$$;
comment on function internal.tell_people is
  'Queues the mails that follow from the order''s state, each once, and lists what needs a person.';

create function internal.outlasts_returns(p_order_id uuid, p_amount decimal)
returns boolean
language sql stable
set search_path = ''
as $$
  select p_amount > 0 and coalesce(sum(r.amount), 0) >= p_amount and exists (
    select from public.tickets t
    where t.order_id = p_order_id and not exists (select from public.ticket_voids v where v.ticket_id = t.ticket_id))
  from public.ticket_returns r where r.order_id = p_order_id and r.sold_at is not null
$$;
comment on function internal.outlasts_returns is
  'Whether all that was paid is owed back for returned tickets alone, and the order has others besides: those were free, and stand.';

create function internal.settle_order(p_order_id uuid, p_tickets jsonb default null)
returns public.orders
language plpgsql volatile
set search_path = ''
as $$
declare
  v_order public.orders;
  v_before public.orders;
  v_moneys internal.order_money[];
  v_money internal.order_money;
  v_cancelled boolean;
  v_paid boolean;
  v_back boolean;
  v_outlasts boolean;
  v_issued boolean := false;
  v_plain boolean;
  v_changed text[] := '{}';
  v_types uuid[];
  v_held int[];
  v_sold int[];
begin
  select * into v_order from public.orders o where o.id = p_order_id for no key update;
  if v_order.id is null then
    return v_order;
  end if;
  v_before := v_order;
  select e.status = 'cancelled' into v_cancelled from public.events e where e.id = v_order.event_id;

  -- The payment that buys the order: the first that fits. Once chosen, it stays.
  v_moneys := array(select m from internal.money_of_order(p_order_id) m);
  select m.* into v_money from unnest(v_moneys) m
  where m.mismatch is null and m.intent = coalesce(v_order.stripe_payment_intent_id, m.intent) limit 1;
  v_order.stripe_payment_intent_id := v_money.intent;
  v_paid := v_money.intent is not null or (v_order.total_amount = 0 or v_order.kind = 'door') and p_tickets is not null;
  v_back := coalesce(v_money.returned + v_money.under_way >= v_money.amount, false);
  v_outlasts := v_back and internal.outlasts_returns(p_order_id, v_money.amount);
  v_back := v_back and not v_outlasts;

  if v_cancelled then
    if v_paid or v_order.completed_at is not null then
      -- Whoever had all of it back before has been told, and is owed nothing more.
      v_order.declined := coalesce(v_order.declined, case when not v_back then 'cancelled' end);
    else
      v_order.hold_ended := coalesce(v_order.hold_ended, 'expired');
    end if;
  elsif v_paid and not v_back and v_order.completed_at is null and v_order.declined is null and p_tickets is not null then
    if internal.take_paid_seats(v_order) then
      perform internal.insert_tickets(v_order, p_tickets, v_money.intent);
      v_order.completed_at := now();
      v_issued := true;
    else
      v_order.declined := 'late';
    end if;
  end if;
  v_outlasts := v_outlasts and v_order.declined is null;
  v_order.tickets_due := v_paid and not v_back and v_order.completed_at is null and v_order.declined is null;
  v_order.payment_underway := v_order.payment_underway and not v_paid and v_order.hold_ended is null;

  -- Bought this moment, and nothing has happened but that: there is nothing else to derive, and a crowd is waiting.
  v_plain := v_issued and v_money.dispute is null and coalesce(v_money.returned + v_money.under_way + v_money.failed, 0) = 0
    and cardinality(v_moneys) = case when v_money.intent is null then 0 else 1 end;

  if v_plain then
    perform internal.queue_mail(v_order, 'tickets');
  elsif v_order.completed_at is not null then
    v_changed := internal.stand_tickets(v_order, coalesce(v_money.amount > 0 and v_money.returned >= v_money.amount and not v_outlasts, false),
      v_back or v_order.declined is not null or v_money.dispute is not distinct from 'open', v_money.dispute is not distinct from 'lost');
  elsif v_order.declined is not null or v_order.hold_ended is not null or v_back then
    with freed as (
      update public.order_lines l set held = 0 from public.order_lines b
      where l.order_id = p_order_id and l.held > 0 and b.order_id = l.order_id and b.ticket_type_id = l.ticket_type_id
      returning l.ticket_type_id, b.held as quantity
    )
    select array_agg(f.ticket_type_id), array_agg(-f.quantity), array_agg(0) into v_types, v_held, v_sold from freed f;
    perform internal.shift_seats(v_order.event_id, v_types, v_held, v_sold) where v_types is not null;
  end if;

  if not v_plain and internal.owe_refunds(v_order, v_moneys) then
    v_moneys := array(select m from internal.money_of_order(p_order_id) m);
    select m.* into v_money from unnest(v_moneys) m where m.intent = v_order.stripe_payment_intent_id;
  end if;
  v_order.refunded_amount := least(coalesce(v_money.returned, 0), v_order.total_amount);
  v_order.dispute := v_money.dispute;
  v_order.status := case
    when v_money.returned >= v_money.amount and not v_outlasts then 'refunded'
    when v_money.returned + v_money.under_way >= v_money.amount and not v_outlasts or v_money.intent is not null and v_order.declined is not null then 'refund_pending'
    when v_order.completed_at is null then coalesce(v_order.hold_ended, case when v_order.declined is null then 'pending' else 'failed' end)
    when v_money.returned > 0 then 'partially_refunded'
    else 'completed' end;
  if v_order.status <> 'pending' then
    v_order.client_hash := null;
  end if;
  if v_order is distinct from v_before then
    update public.orders o set (stripe_payment_intent_id, hold_ended, declined, completed_at, tickets_due, payment_underway, refunded_amount, dispute, status, client_hash)
      = (v_order.stripe_payment_intent_id, v_order.hold_ended, v_order.declined, v_order.completed_at, v_order.tickets_due, v_order.payment_underway,
        v_order.refunded_amount, v_order.dispute, v_order.status, v_order.client_hash)
    where o.id = p_order_id;
  end if;
  if not v_plain then
    update public.payments p set (status, amount_refunded, dispute_status) = (s.status, m.returned, m.dispute)
    from unnest(v_moneys) m, lateral (select case
      when m.returned >= m.amount then 'refunded' when m.under_way > 0 and m.returned + m.under_way >= m.amount then 'refund_pending'
      when m.returned > 0 then 'partially_refunded' else 'succeeded' end as status) s
    where p.stripe_payment_intent_id = m.intent and (p.status, p.amount_refunded, p.dispute_status) is distinct from (s.status, m.returned, m.dispute);
    perform internal.tell_people(v_order, v_moneys);
    -- Also where no ticket changed: they are void from a dispute's first day, and it may be lost only now.
    perform internal.tell_recipients(v_order) where exists (select from public.ticket_transfers x where x.order_id = p_order_id);
  end if;
  perform internal.owe_receipts(v_order);
  if v_issued and v_order.request_hash = 'offer' then
    perform internal.settle_returns(p_order_id);
  end if;
  if v_issued or cardinality(v_changed) > 0 then
    perform internal.nudge(v_order.event_id, 'sales', case when v_issued then
      array(select t.ticket_id::text from public.tickets t where t.order_id = p_order_id) else v_changed end);
  end if;
  return v_order;
end
$$;
comment on function internal.settle_order is
  'Derives an order''s current state from the facts: status, refunded amount, tickets and their state, seats, money owed back, receipts and mails due, what needs a person. Call it after every fact that was written; repeating it is harmless. Tickets are made by the caller, who holds the signing key; without them a paid order waits with tickets_due.';
