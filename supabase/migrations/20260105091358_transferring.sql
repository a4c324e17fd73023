-- Handing a ticket on: offered by a link, taken back until it is accepted; accepting makes another ticket.

create function internal.transfer_refusal(p_ticket_id text)
returns text
language sql stable
set search_path = ''
as $$
  select case
    when e.status <> 'published' then 'cancelled'
    when now() >= e.ends_at then 'ended'
    when t.is_used then 'used'
    when t.status = 'refunded' then 'refunded'
    when t.status <> 'issued' then 'void'
    when t.transfer_id is not null then 'handed'
    when exists (select from public.ticket_returns r where r.ticket_id = t.ticket_id and r.taken_back_at is null) then 'returned' end
  from public.tickets t join public.events e on e.id = t.event_id where t.ticket_id = p_ticket_id
$$;
comment on function internal.transfer_refusal is
  'Why this ticket can''t be handed on; null: it can. A ticket that was handed on once stays where it is, or its payer would know nobody who holds it.';

create function internal.require_transferable(p_ticket_id text)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_reason text;
begin
  -- A scan of it waits, or is seen here.
  perform from public.tickets t where t.ticket_id = p_ticket_id for no key update;
  v_reason := internal.transfer_refusal(p_ticket_id);
  if v_reason is not null then
    perform internal.fail('ticket_not_transferable', 409, jsonb_build_object('reason', v_reason));
  end if;
end
$$;
comment on function internal.require_transferable is 'Locks the ticket; raises ticket_not_transferable with the reason unless it can be handed on.';

create function internal.transfer_state(p_transfer public.ticket_transfers)
returns text
language sql stable
set search_path = ''
as $$
  select case
    when p_transfer.accepted_at is not null then 'accepted'
    when p_transfer.taken_back_at is not null then 'taken_back'
    when internal.transfer_refusal(p_transfer.ticket_id) is not null then 'gone'
    else 'open' end
$$;
comment on function internal.transfer_state is
  'How an offer stands: open, accepted, taken_back, or gone (its ticket was used, refunded or voided, or its night is over).';

create function public.offer_transfer(p_order_id uuid, p_token_hash text, p_ticket_id text, p_transfer_id uuid, p_offer_hash text, p_email text, p_locale text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  c_most_offers constant int := 10;
  v_order public.orders := internal.order_of_link(p_order_id, p_token_hash);
  v_email text := nullif(lower(trim(p_email)), '');
  v_transfer public.ticket_transfers;
begin
  if p_transfer_id is null or p_offer_hash is null or p_offer_hash !~ '^[0-9a-f]{64}$' then
    perform internal.fail('invalid_request', 400);
  elsif v_email is not null and not internal.is_email(v_email) then
    perform internal.fail('invalid_email', 422);
  end if;
  perform from public.orders o where o.id = p_order_id for no key update;
  if not exists (select from public.tickets t where t.ticket_id = p_ticket_id and t.order_id = p_order_id and t.transfer_id is null) then
    perform internal.fail('not_found', 404);
  end if;
  perform internal.require_transferable(p_ticket_id);
  select * into v_transfer from public.ticket_transfers x where x.ticket_id = p_ticket_id and x.taken_back_at is null;
  if v_transfer.id is not null then
    if v_transfer.to_email is distinct from v_email then
      perform internal.fail('ticket_already_offered', 409);
    end if;
    return jsonb_build_object('transfer_id', v_transfer.id);
  end if;
  -- Each offer may write to a stranger.
  if (select count(*) from public.ticket_transfers x where x.ticket_id = p_ticket_id) >= c_most_offers then
    perform internal.fail('ticket_not_transferable', 409, jsonb_build_object('reason', 'too_often'));
  end if;
  insert into public.ticket_transfers (id, order_id, ticket_id, offer_hash, to_email, locale)
  values (p_transfer_id, p_order_id, p_ticket_id, decode(p_offer_hash, 'hex'), v_email, case when p_locale = 'es' then 'es' else 'en' end)
  returning * into v_transfer;
  perform internal.queue_recipient_mail(v_transfer, 'transfer_offered');
  perform internal.log_action('offer_transfer', v_order.event_id, p_order_id, '', jsonb_build_object('ticket_id', p_ticket_id, 'transfer_id', p_transfer_id));
  return jsonb_build_object('transfer_id', p_transfer_id);
end
$$;
comment on function public.offer_transfer is
  'Offers one ticket of an order to whoever gets the link (p_offer_hash: the SHA-256 of its token, in hex), and mails it to p_email if given. The ticket stays valid until the offer is accepted. An offer that is open already is returned instead. Security definer because no role may write transfers directly; it checks the order''s link itself.';
grant execute on function public.offer_transfer to service_role;

create function internal.take_back_offer(p_transfer public.ticket_transfers)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  update public.ticket_transfers x set taken_back_at = now() where x.id = p_transfer.id;
  -- Nobody is told about an offer that they never heard of.
  update public.mail_outbox m set status = 'dropped'
  where m.transfer_id = p_transfer.id and m.kind = 'transfer_offered' and m.status = 'queued' and m.attempts = 0;
  if not found then
    perform internal.queue_recipient_mail(p_transfer, 'transfer_taken_back');
  end if;
  perform internal.log_action('take_back_transfer', o.event_id, o.id, '',
    jsonb_build_object('ticket_id', p_transfer.ticket_id, 'transfer_id', p_transfer.id))
  from public.orders o where o.id = p_transfer.order_id;
end
$$;
comment on function internal.take_back_offer is 'Ends an open offer; the caller has locked its order.';

create function public.take_back_transfer(p_order_id uuid, p_token_hash text, p_transfer_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_transfer public.ticket_transfers;
begin
  perform internal.order_of_link(p_order_id, p_token_hash);
  perform from public.orders o where o.id = p_order_id for no key update;
  select * into v_transfer from public.ticket_transfers x where x.id = p_transfer_id and x.order_id = p_order_id;
  if v_transfer.id is null then
    perform internal.fail('transfer_not_found', 404);
  elsif v_transfer.accepted_at is not null then
    perform internal.fail('transfer_accepted', 409);
  elsif v_transfer.taken_back_at is null then
    perform internal.take_back_offer(v_transfer);
  end if;
  return jsonb_build_object('transfer_id', p_transfer_id);
end
$$;
comment on function public.take_back_transfer is
  'Takes an offer back, which ends its link; refused once it was accepted. Doing it again is harmless. Security definer because no role may write transfers directly; it checks the order''s link itself.';
grant execute on function public.take_back_transfer to service_role;

create function internal.transfer_of_link(p_transfer_id uuid, p_token_hash text)
returns public.ticket_transfers
language plpgsql stable
set search_path = ''
as $$
declare
  v_transfer public.ticket_transfers;
begin
  select * into v_transfer from public.ticket_transfers x
  where x.id = p_transfer_id and lower(p_token_hash) in (encode(x.offer_hash, 'hex'), encode(x.held_hash, 'hex'));
  if v_transfer.id is null then
    perform internal.fail('transfer_not_found', 404);
  end if;
  return v_transfer;
end
$$;
comment on function internal.transfer_of_link is
  'The transfer that a link opens, the offer''s or the recipient''s; transfer_not_found for any other.';

create function public.transfer_view(p_transfer_id uuid, p_token_hash text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_transfer public.ticket_transfers := internal.transfer_of_link(p_transfer_id, p_token_hash);
  v_order public.orders;
  v_holds boolean := coalesce(lower(p_token_hash) = encode(v_transfer.held_hash, 'hex'), false);
begin
  select * into v_order from public.orders o where o.id = v_transfer.order_id;
  return jsonb_build_object(
    'transfer', jsonb_build_object('id', v_transfer.id, 'state', internal.transfer_state(v_transfer), 'holds', v_holds,
      'ticket_type', (select t.ticket_type from public.tickets t where t.ticket_id = v_transfer.ticket_id), 'from_name', v_order.customer_name,
      'order_number', v_order.number, 'locale', v_transfer.locale, 'offered_at', v_transfer.offered_at, 'accepted_at', v_transfer.accepted_at),
    'event', internal.event_of_order(v_order.event_id),
    'tickets', case when v_holds then internal.tickets_of_order(v_order.id, v_transfer.id) else '[]' end);
end
$$;
comment on function public.transfer_view is
  'An offered ticket for whoever has one of the transfer''s links (p_token_hash: the SHA-256 of its token, in hex). The offer''s link never shows a code, the recipient''s shows theirs. A wrong token and an unknown transfer get the same answer. Security definer because the API roles may not read transfers by token.';
grant execute on function public.transfer_view to service_role;

create function public.order_transfers(p_order_id uuid, p_token_hash text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_order public.orders := internal.order_of_link(p_order_id, p_token_hash);
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'ticket_id', x.ticket_id, 'ticket_type', t.ticket_type, 'state', internal.transfer_state(x),
      'to_email_masked', internal.mask_email(x.to_email), 'to_name', x.to_name, 'offered_at', x.offered_at, 'accepted_at', x.accepted_at)
      order by x.offered_at, x.id), '[]')
    from public.ticket_transfers x join public.tickets t on t.ticket_id = x.ticket_id
    where x.order_id = v_order.id and x.taken_back_at is null);
end
$$;
comment on function public.order_transfers is
  'What an order''s payer has offered and handed on; what was taken back is left out. Security definer because the API roles may not read transfers by token.';
grant execute on function public.order_transfers to service_role;

create function public.ticket_to_accept(p_transfer_id uuid, p_offer_hash text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_transfer public.ticket_transfers := internal.transfer_of_link(p_transfer_id, p_offer_hash);
begin
  return (
    select jsonb_build_object('code', e.code, 'day', to_char(e.event_day, 'YYYYMMDD'), 'type_code', y.code)
    from public.tickets t join public.events e on e.id = t.event_id join public.ticket_types y on y.id = t.ticket_type_id
    where t.ticket_id = v_transfer.ticket_id);
end
$$;
comment on function public.ticket_to_accept is
  'What the signer must know to make the ticket of an offer. Security definer because the API roles may not read transfers by token.';
grant execute on function public.ticket_to_accept to service_role;

create function public.accept_transfer(
  p_transfer_id uuid, p_offer_hash text, p_new jsonb, p_guest jsonb, p_accept_key text, p_held_hash text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_transfer public.ticket_transfers := internal.transfer_of_link(p_transfer_id, p_offer_hash);
  v_name text := nullif(trim(p_guest ->> 'name'), '');
  v_email text := lower(trim(coalesce(p_guest ->> 'email', '')));
  v_order public.orders;
  v_old public.tickets;
begin
  if v_name is null or length(v_name) > 120 or coalesce(length(p_accept_key), 0) not between 8 and 200
    or p_held_hash is null or p_held_hash !~ '^[0-9a-f]{64}$' then
    perform internal.fail('invalid_request', 400);
  elsif not internal.is_email(v_email) then
    perform internal.fail('invalid_email', 422);
  end if;
  v_order := internal.standing_order(v_transfer.order_id);
  perform internal.expect_tickets(v_order.event_id, array[p_new ->> 'ticket_id']);
  -- All that settling will lock, in its order: a push holds one of them while it waits for another.
  perform from public.tickets t where t.order_id = v_order.id order by t.id for no key update;
  -- Read again under the order's lock: taking back and accepting exclude each other.
  select * into v_transfer from public.ticket_transfers x where x.id = p_transfer_id;
  if v_transfer.accepted_at is not null then
    if v_transfer.accept_key is distinct from p_accept_key then
      perform internal.fail('transfer_accepted', 409);
    end if;
    return jsonb_build_object('transfer_id', p_transfer_id);
  elsif v_transfer.taken_back_at is not null then
    perform internal.fail('transfer_taken_back', 410);
  end if;
  perform internal.require_transferable(v_transfer.ticket_id);
  update public.ticket_transfers x set accepted_at = now(), accept_key = p_accept_key, held_hash = decode(p_held_hash, 'hex'), to_name = v_name,
    to_email = v_email, locale = case when p_guest ->> 'locale' = 'es' then 'es' else 'en' end
  where x.id = p_transfer_id returning * into v_transfer;
  select * into v_old from public.tickets t where t.ticket_id = v_transfer.ticket_id;
  v_old.transfer_id := p_transfer_id;
  v_old.guest_name := v_name;
  v_old.guest_email := v_email;
  v_old.guest_phone := null;
  perform internal.replace_ticket(v_old, p_new, 'Transferred');
  -- An offer that was never sent is overtaken.
  update public.mail_outbox m set status = 'dropped' where m.transfer_id = p_transfer_id and m.kind = 'transfer_offered' and m.status = 'queued';
  perform internal.log_action('accept_transfer', v_order.event_id, v_order.id, '', jsonb_build_object('ticket_id', v_old.ticket_id, 'transfer_id', p_transfer_id));
  perform internal.settle_order(v_order.id);
  perform internal.queue_recipient_mail(v_transfer, 'tickets');
  perform internal.queue_mail(v_order, 'transfer_accepted', p_transfer_id::text);
  perform internal.nudge(v_order.event_id, 'sales', array[p_new ->> 'ticket_id']);
  return jsonb_build_object('transfer_id', p_transfer_id);
end
$$;
comment on function public.accept_transfer is
  'Accepts an offered ticket: the old one is void, and p_new stands in its place for this guest, opened by the token with p_held_hash, which the payer doesn''t have. The money stays the payer''s, and so does a refund, which voids this ticket too. Calling it again with the same key changes nothing. Security definer because no role may write tickets or transfers directly; it checks the offer''s link itself.';
grant execute on function public.accept_transfer to service_role;
