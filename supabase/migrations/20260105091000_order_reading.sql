-- Reading orders: for the customer with the link, for the functions that sign tickets, for the worker's polling.

create function internal.event_of_order(p_event_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$
  select internal.event_base(e) || jsonb_build_object('code', e.code, 'day', to_char(e.event_day, 'YYYYMMDD'),
    'venue_address', e.venue_address, 'min_age', e.min_age, 'image_url', e.image_url, 'reentry', e.reentry)
  from public.events e where e.id = p_event_id
$$;
comment on function internal.event_of_order is 'The event''s fields for tickets, mails and the order page.';

create function internal.tickets_of_order(p_order_id uuid, p_transfer_id uuid default null)
returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('ticket_id', t.ticket_id, 'ticket_type', t.ticket_type, 'type_code', y.code,
    'qr_code_data', t.qr_code_data, 'status', case when t.status = 'void' and exists (
      select from public.ticket_transfers x where x.ticket_id = t.ticket_id and x.accepted_at is not null) then 'handed' else t.status end,
    'is_used', t.is_used, 'guest_name', t.guest_name) order by y.sort, t.ticket_id), '[]')
  from public.tickets t join public.ticket_types y on y.id = t.ticket_type_id
  where t.order_id = p_order_id and t.transfer_id is not distinct from p_transfer_id
$$;
comment on function internal.tickets_of_order is 'The tickets of an order as its page and its mail show them: those of whoever ordered, or those that were handed on by this transfer. One that its payer gave away is handed, not void: nothing went wrong with it.';

create function internal.mask_email(p_email text)
returns text
language sql immutable
set search_path = ''
as $$ select left(p_email, 1) || '•••@' || split_part(p_email, '@', 2) $$;
comment on function internal.mask_email is 'An address masked so that only its owner recognises it.';

create function internal.order_of_link(p_order_id uuid, p_token_hash text)
returns public.orders
language plpgsql stable
set search_path = ''
as $$
declare
  v_order public.orders;
begin
  select * into v_order from public.orders o where o.id = p_order_id and encode(o.token_hash, 'hex') = lower(p_token_hash);
  if v_order.id is null then
    perform internal.fail('order_not_found', 404);
  end if;
  return v_order;
end
$$;
comment on function internal.order_of_link is 'The order that a link opens, by the SHA-256 of its token in hex; order_not_found for any other.';

create function public.order_view(p_order_id uuid, p_token_hash text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_order public.orders := internal.order_of_link(p_order_id, p_token_hash);
begin
  return jsonb_build_object(
    'order', jsonb_build_object('id', v_order.id, 'number', v_order.number, 'status', v_order.status, 'event_name', v_order.event_name,
      'total_amount', v_order.total_amount::text, 'refunded_amount', v_order.refunded_amount::text, 'currency', v_order.currency,
      'ticket_count', v_order.ticket_count, 'locale', v_order.locale, 'customer_name', v_order.customer_name,
      'customer_email_masked', internal.mask_email(v_order.customer_email), 'hold_expires_at', v_order.hold_expires_at,
      'checkout_url', case v_order.status when 'pending' then v_order.checkout_url end,
      'stripe_checkout_session_id', v_order.stripe_checkout_session_id,
      'created_at', v_order.created_at, 'completed_at', v_order.completed_at, 'lines', internal.lines_of_order(v_order.id)),
    'event', internal.event_of_order(v_order.event_id),
    'tickets', internal.tickets_of_order(v_order.id));
end
$$;
comment on function public.order_view is
  'An order with event and tickets, for whoever has the link''s token (its SHA-256 in hex). A wrong token and an unknown order get the same answer. Security definer because the API roles may not read orders by token.';
grant execute on function public.order_view to service_role;

create function public.order_for_fulfilment(p_order_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_order public.orders;
begin
  select * into v_order from public.orders o where o.id = p_order_id;
  if v_order.id is null then
    perform internal.fail('order_not_found', 404);
  end if;
  return jsonb_build_object('order_id', v_order.id, 'status', v_order.status, 'locale', v_order.locale,
    'total_amount', v_order.total_amount::text, 'currency', v_order.currency,
    'stripe_checkout_session_id', v_order.stripe_checkout_session_id, 'stripe_payment_intent_id', v_order.stripe_payment_intent_id,
    'event', internal.event_of_order(v_order.event_id), 'lines', internal.lines_of_order(v_order.id), 'ticket_count', v_order.ticket_count);
end
$$;
comment on function public.order_for_fulfilment is
  'What is needed to make the tickets of an order. Security definer because it is one call of the functions, which hold no right on the tables.';
grant execute on function public.order_for_fulfilment to service_role;

create function public.orders_to_reconcile(p_limit int default 20)
returns jsonb
language sql volatile security definer
set search_path = ''
as $$
  with due as (
    -- Until its pay page has ended, Stripe may have money for the order, whatever happened to the hold.
    select o.id from public.orders o
    where o.stripe_checkout_session_id is not null and o.session_ended_at is null and o.created_at < now() - interval '2 minutes'
      and coalesce(o.reconciled_at, o.created_at) < now() - case when o.payment_underway then interval '10 minutes' else interval '1 minute' end
    union all
    select o.id from public.orders o
    where o.tickets_due and o.stripe_checkout_session_id is not null and coalesce(o.reconciled_at, o.created_at) < now() - interval '1 minute'
  ), locked as (
    select o.id from public.orders o where o.id in (select d.id from due d)
    order by coalesce(o.reconciled_at, o.created_at) limit p_limit
    for no key update skip locked
  ), asked as (
    update public.orders o set reconciled_at = now() from locked l where o.id = l.id returning o.*
  )
  select coalesce(jsonb_agg(jsonb_build_object('order_id', a.id, 'status', a.status, 'hold_ended', a.hold_ended is not null,
    'stripe_checkout_session_id', a.stripe_checkout_session_id) order by a.created_at), '[]')
  from asked a
$$;
comment on function public.orders_to_reconcile is
  'Orders whose pay page may still have taken money, and paid ones without their tickets, each at most once a minute: the worker asks Stripe about them. Security definer because it marks them as asked.';
grant execute on function public.orders_to_reconcile to service_role;
