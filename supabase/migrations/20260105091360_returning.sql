-- Returning a ticket to the waiting list: it stays valid until somebody pays for its seat, and is taken back until then.

create function internal.returnable_until(p_ticket_id text)
returns timestamptz
language sql stable
set search_path = ''
as $$
  select least(e.ends_at, e.sales_end_at, y.sales_end_at)
  from public.tickets t join public.events e on e.id = t.event_id join public.ticket_types y on y.id = t.ticket_type_id
  where t.ticket_id = p_ticket_id
$$;
comment on function internal.returnable_until is 'The end of the sale of this ticket''s type, or of its night: nobody could buy its seat afterwards.';

create function internal.return_state(p_return public.ticket_returns)
returns text
language sql stable
set search_path = ''
as $$
  select case
    when p_return.sold_at is not null then 'sold'
    when p_return.taken_back_at is not null then 'taken_back'
    when t.is_used or t.status <> 'issued' or e.status <> 'published' or now() >= internal.returnable_until(t.ticket_id) then 'gone'
    when exists (select from public.orders o where o.id = p_return.offer_id and o.status = 'pending'
      and (o.hold_expires_at > now() or o.tickets_due or o.payment_underway)) then 'offered'
    else 'open' end
  from public.tickets t join public.events e on e.id = t.event_id
  where t.ticket_id = p_return.ticket_id
$$;
comment on function internal.return_state is
  'How a returned ticket stands: open, offered, sold, taken_back, or gone (it was used, refunded or voided, or nothing is sold any more). All but sold leave the ticket as it is.';

create function public.return_ticket(p_order_id uuid, p_token_hash text, p_ticket_id text, p_return_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  c_most_returns constant int := 10;
  v_order public.orders := internal.order_of_link(p_order_id, p_token_hash);
  v_known uuid;
  v_reason text;
begin
  if p_return_id is null then
    perform internal.fail('invalid_request', 400);
  end if;
  perform from public.orders o where o.id = p_order_id for no key update;
  if not exists (select from public.tickets t where t.ticket_id = p_ticket_id and t.order_id = p_order_id and t.transfer_id is null) then
    perform internal.fail('not_found', 404);
  end if;
  -- A scan of it waits, or is seen here.
  perform from public.tickets t where t.ticket_id = p_ticket_id for no key update;
  perform internal.lock_waiting(v_order.event_id);
  select r.id into v_known from public.ticket_returns r where r.ticket_id = p_ticket_id and r.taken_back_at is null and r.sold_at is null;
  if v_known is not null then
    return jsonb_build_object('return_id', v_known);
  end if;
  v_reason := coalesce(internal.transfer_refusal(p_ticket_id), (
    select case
      when now() >= internal.returnable_until(p_ticket_id) then 'ended'
      when exists (select from public.ticket_transfers x where x.ticket_id = p_ticket_id and x.taken_back_at is null) then 'offered'
      when (select count(*) from public.ticket_returns r where r.ticket_id = p_ticket_id) >= c_most_returns then 'too_often' end));
  if v_reason is not null then
    perform internal.fail('ticket_not_returnable', 409, jsonb_build_object('reason', v_reason));
  end if;
  insert into public.ticket_returns (id, order_id, ticket_id) values (p_return_id, p_order_id, p_ticket_id);
  perform internal.log_action('return_ticket', v_order.event_id, p_order_id, '', jsonb_build_object('ticket_id', p_ticket_id, 'return_id', p_return_id));
  return jsonb_build_object('return_id', p_return_id);
end
$$;
comment on function public.return_ticket is
  'Returns one ticket of an order to the waiting list; it stays valid until somebody else has paid for its seat. One that is returned already is returned once. Security definer because no role may write returns directly; it checks the order''s link itself.';
grant execute on function public.return_ticket to service_role;

create function public.take_back_return(p_order_id uuid, p_token_hash text, p_return_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders := internal.order_of_link(p_order_id, p_token_hash);
  v_return public.ticket_returns;
  v_offer public.orders;
begin
  select * into v_return from public.ticket_returns r where r.id = p_return_id and r.order_id = p_order_id;
  if v_return.id is null then
    perform internal.fail('return_not_found', 404);
  end if;
  -- In order, as paying for the offer does.
  perform from public.orders o where o.id in (p_order_id, v_return.offer_id) order by o.id for no key update;
  perform internal.lock_waiting(v_order.event_id);
  select * into v_offer from public.orders o where o.id = v_return.offer_id;
  select * into v_return from public.ticket_returns r where r.id = p_return_id;
  if v_return.sold_at is not null then
    perform internal.fail('return_sold', 409);
  elsif v_return.taken_back_at is not null then
    return jsonb_build_object('return_id', p_return_id);
  elsif v_return.offer_id is distinct from v_offer.id then
    -- It was offered to somebody at this moment.
    perform internal.fail('request_conflict', 409);
  end if;
  if v_offer.status = 'pending' then
    if v_offer.hold_expires_at > now() and exists (select from public.waiting_entries w where w.offer_id = v_offer.id and w.begun_at is not null)
      or v_offer.tickets_due or v_offer.payment_underway then
      perform internal.fail('return_being_bought', 409, jsonb_build_object('until', v_offer.hold_expires_at));
    end if;
    perform internal.end_offer(v_offer.id);
    -- Not their doing: they wait again, at their old place. That locks the night, so it comes after the seats.
    update public.waiting_entries w set offer_id = null, begun_at = null where w.offer_id = v_offer.id and w.left_at is null and v_offer.hold_expires_at > now();
  end if;
  update public.ticket_returns r set taken_back_at = now() where r.id = p_return_id;
  perform internal.log_action('take_back_return', v_order.event_id, p_order_id, '',
    jsonb_build_object('ticket_id', v_return.ticket_id, 'return_id', p_return_id));
  return jsonb_build_object('return_id', p_return_id);
end
$$;
comment on function public.take_back_return is
  'Takes a returned ticket back, which ends an offer of its seat; refused while somebody is paying for it, and once it is sold. Doing it again is harmless. Security definer because no role may write returns directly; it checks the order''s link itself.';
grant execute on function public.take_back_return to service_role;

create function public.order_returns(p_order_id uuid, p_token_hash text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_order public.orders := internal.order_of_link(p_order_id, p_token_hash);
begin
  return jsonb_build_object(
    'returns', (
      select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'ticket_id', r.ticket_id, 'ticket_type', t.ticket_type, 'state', internal.return_state(r),
        'amount', coalesce(r.amount, t.price_paid, 0)::text, 'returned_at', r.returned_at) order by r.returned_at, r.id), '[]')
      from public.ticket_returns r join public.tickets t on t.ticket_id = r.ticket_id
      where r.order_id = v_order.id and r.taken_back_at is null),
    'returnable_until', (
      select coalesce(jsonb_object_agg(t.ticket_id, internal.returnable_until(t.ticket_id)), '{}')
      from public.tickets t where t.order_id = v_order.id and t.transfer_id is null));
end
$$;
comment on function public.order_returns is
  'The tickets that an order''s buyer has returned, and what goes back for each; what was taken back is left out. And until when each ticket can be returned. Security definer because the API roles may not read returns by token.';
grant execute on function public.order_returns to service_role;
