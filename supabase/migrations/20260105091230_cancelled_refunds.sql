-- The failed refunds of a cancelled night: whose, how much, and how to request them again.

create function internal.cancelled_failures(p_event_id uuid)
returns table (order_id uuid, intent text, remaining decimal)
language sql stable
set search_path = ''
as $$
  select o.id, m.intent, m.amount - m.returned - m.under_way - m.disputed
  from public.orders o cross join internal.money_of_order(o.id) m
  where o.event_id = p_event_id and (o.completed_at is not null or o.stripe_payment_intent_id is not null)
    and m.mismatch is null and m.failed > 0 and m.amount - m.returned - m.under_way - m.disputed > 0
$$;
comment on function internal.cancelled_failures is 'Payments of an event with a failed or refused refund, and how much is still to be refunded.';

create function public.cancellation_failures(p_event_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('cancel_night');
  return (
    select coalesce(jsonb_agg(jsonb_build_object('order_id', f.order_id, 'customer_name', o.customer_name, 'customer_email', o.customer_email,
      'amount', f.remaining::text, 'currency', o.currency) order by o.created_at), '[]')
    from internal.cancelled_failures(p_event_id) f join public.orders o on o.id = f.order_id);
end
$$;
comment on function public.cancellation_failures is
  'Orders of a cancelled night whose money did not go back. Security definer because it reads across tables in one call; it checks the caller''s role itself.';
grant execute on function public.cancellation_failures to authenticated;

create function public.retry_cancellation(p_event_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order uuid;
  v_asked int := 0;
begin
  perform internal.require_action('cancel_night');
  if not exists (select from public.event_cancellations c where c.event_id = p_event_id) then
    perform internal.fail('not_found', 404);
  end if;
  for v_order in select distinct f.order_id from internal.cancelled_failures(p_event_id) f order by 1 loop
    perform from public.orders o where o.id = v_order for no key update;
    -- Read again under the lock, so that a second tap finds it in progress.
    insert into public.refund_requests (order_id, stripe_payment_intent_id, amount, cause, reason, requested_by)
    select f.order_id, f.intent, f.remaining, 'cancelled', 'again', auth.uid() from internal.cancelled_failures(p_event_id) f where f.order_id = v_order;
    if found then
      v_asked := v_asked + 1;
      perform internal.settle_order(v_order);
    end if;
  end loop;
  if v_asked > 0 then
    perform internal.log_action('retry_cancellation', p_event_id, null, '', jsonb_build_object('orders', v_asked));
  end if;
  return jsonb_build_object('asked', v_asked);
end
$$;
comment on function public.retry_cancellation is
  'Requests every failed refund of a cancelled night again; returns how many orders. Security definer because no role may write refund requests directly; it checks the caller''s role itself.';
grant execute on function public.retry_cancellation to authenticated;
