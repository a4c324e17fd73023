-- What staff change about a completed order: correct its customer, replace a lost ticket, resend its tickets.

create function internal.standing_order(p_order_id uuid)
returns public.orders
language plpgsql volatile
set search_path = ''
as $$
declare
  v_order public.orders;
begin
  select * into v_order from public.orders o where o.id = p_order_id for no key update;
  if v_order.id is null then
    perform internal.fail('order_not_found', 404);
  elsif v_order.completed_at is null then
    perform internal.fail('order_not_complete', 409);
  elsif not internal.has_customer(v_order) then
    perform internal.fail('invalid_request', 400);
  end if;
  return v_order;
end
$$;
comment on function internal.standing_order is 'The order, locked; raises order_not_complete for one that has no tickets, and invalid_request for one of the door: nobody can be written to.';

create function public.resend_tickets(p_order_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders;
  v_waiting uuid;
begin
  perform internal.require_action('resend_mail');
  v_order := internal.standing_order(p_order_id);
  if not exists (select from public.tickets t where t.order_id = p_order_id and t.transfer_id is null and t.status = 'issued') then
    perform internal.fail('order_not_complete', 409);
  end if;
  -- Clicking twice sends once: a mail that is already waiting becomes due now.
  update public.mail_outbox m set next_attempt_at = least(m.next_attempt_at, now())
  where m.status = 'queued' and m.id = (
    select w.id from public.mail_outbox w
    where w.order_id = p_order_id and w.transfer_id is null and w.kind = 'tickets' and w.status = 'queued' and w.to_email = v_order.customer_email
    order by w.next_attempt_at limit 1)
  returning m.id into v_waiting;
  if v_waiting is null then
    perform internal.queue_mail(v_order, 'tickets', 'again ' || gen_random_uuid());
    perform internal.log_action('resend', v_order.event_id, p_order_id, '');
  end if;
  return jsonb_build_object('to', v_order.customer_email);
end
$$;
comment on function public.resend_tickets is
  'Sends the tickets that are still valid to the order''s address again. Security definer because no role may write mail_outbox; it checks the caller''s role itself.';
grant execute on function public.resend_tickets to authenticated;

create function public.correct_order(p_order_id uuid, p_link_version int, p_name text, p_email text, p_reason text, p_token_hash text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_name text := nullif(trim(p_name), '');
  v_email text := lower(trim(p_email));
  v_before public.orders;
  v_order public.orders;
  v_changed text[];
begin
  perform internal.require_action('correct_order');
  perform internal.require_reason(p_reason);
  if v_name is null or length(v_name) > 120 or p_token_hash is null or p_token_hash !~ '^[0-9a-f]{64}$' then
    perform internal.fail('invalid_request', 400);
  elsif not internal.is_email(v_email) then
    perform internal.fail('invalid_email', 422);
  end if;
  v_before := internal.standing_order(p_order_id);
  if (v_before.customer_name, v_before.customer_email) is not distinct from (v_name, v_email) then
    return jsonb_build_object('link_version', v_before.link_version);
  elsif p_link_version is distinct from v_before.link_version then
    -- Somebody else has corrected it in the meantime.
    perform internal.fail('request_conflict', 409);
  end if;
  update public.orders o set customer_name = v_name, customer_email = v_email,
    link_version = case when v_email = o.customer_email then o.link_version else o.link_version + 1 end,
    token_hash = case when v_email = o.customer_email then o.token_hash else decode(p_token_hash, 'hex') end
  where o.id = p_order_id returning * into v_order;
  perform from public.tickets t where t.order_id = p_order_id order by t.id for no key update;
  with renamed as (
    -- A ticket in another guest's name keeps that name.
    update public.tickets t set guest_email = v_email, guest_name = case when t.guest_name is not distinct from v_before.customer_name then v_name else t.guest_name end
    where t.order_id = p_order_id and t.transfer_id is null returning t.ticket_id
  )
  select array_agg(r.ticket_id::text) into v_changed from renamed r;
  if v_email <> v_before.customer_email then
    -- Mails still on their way to the old address go to the new one, with the link that works.
    with old as (
      update public.mail_outbox m set status = 'dropped'
      where m.order_id = p_order_id and m.transfer_id is null and m.status = 'queued' and m.kind <> 'address_changed' returning m.*
    )
    insert into public.mail_outbox (order_id, kind, cause, amount, to_email, locale)
    select o.order_id, o.kind, o.cause || ' to ' || v_order.link_version, o.amount, v_email, o.locale from old o where o.kind <> 'tickets';
    perform internal.queue_mail(v_before, 'address_changed', v_order.link_version::text);
    -- Whoever had the old link may have given away tickets by it; what was accepted stays.
    perform internal.take_back_offer(x) from public.ticket_transfers x
    where x.order_id = p_order_id and x.accepted_at is null and x.taken_back_at is null;
  end if;
  perform internal.queue_mail(v_order, 'tickets', 'corrected ' || gen_random_uuid())
  where exists (select from public.tickets t where t.order_id = p_order_id and t.transfer_id is null and t.status = 'issued');
  perform internal.log_action('correct', v_order.event_id, p_order_id, trim(p_reason), jsonb_build_object(
    'name', v_name is distinct from v_before.customer_name, 'from', internal.mask_email(v_before.customer_email), 'to', internal.mask_email(v_email)));
  perform internal.nudge(v_order.event_id, 'sales', v_changed);
  return jsonb_build_object('link_version', v_order.link_version);
end
$$;
comment on function public.correct_order is
  'Corrects whose order it is. A change of address replaces the link (p_token_hash: the SHA-256 of the token of version p_link_version + 1) and the old one stops working; the new address gets the tickets, the old one is told, and tickets that it offered and nobody accepted are taken back. Security definer because no role may write orders or tickets directly; it checks the caller''s role itself.';
grant execute on function public.correct_order to authenticated;

create function public.ticket_to_reissue(p_ticket_id text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_answer jsonb;
begin
  perform internal.require_action('reissue_ticket');
  select jsonb_build_object('code', e.code, 'day', to_char(e.event_day, 'YYYYMMDD'), 'type_code', y.code) into v_answer
  from public.tickets t join public.events e on e.id = t.event_id join public.ticket_types y on y.id = t.ticket_type_id
  where t.ticket_id = p_ticket_id and t.order_id is not null;
  if v_answer is null then
    perform internal.fail('not_found', 404);
  end if;
  return v_answer;
end
$$;
comment on function public.ticket_to_reissue is
  'What the signer must know to replace this ticket. Security definer because it is one call of the functions on behalf of staff; it checks the caller''s role itself.';
grant execute on function public.ticket_to_reissue to authenticated;

create function internal.replace_ticket(p_old public.tickets, p_new jsonb, p_reason text)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_new text := p_new ->> 'ticket_id';
begin
  if not coalesce(starts_with(v_new, (select internal.ticket_id_prefix(e) from public.events e where e.id = p_old.event_id))
    and starts_with(p_new ->> 'qr_code_data', v_new || '.' || (select y.code from public.ticket_types y where y.id = p_old.ticket_type_id) || '.'), false) then
    perform internal.fail('tickets_mismatch', 400);
  end if;
  insert into public.tickets (ticket_id, event_id, event_name, ticket_type_id, ticket_type, order_id, qr_code_data, price_paid, stripe_payment_id,
    guest_name, guest_email, guest_phone, transfer_id, order_position, order_size)
  values (v_new, p_old.event_id, p_old.event_name, p_old.ticket_type_id, p_old.ticket_type, p_old.order_id, p_new ->> 'qr_code_data', p_old.price_paid,
    p_old.stripe_payment_id, p_old.guest_name, p_old.guest_email, p_old.guest_phone, p_old.transfer_id, p_old.order_position, p_old.order_size);
  insert into public.ticket_voids (ticket_id, reason, voided_by, replaced_by) values (p_old.ticket_id, p_reason, auth.uid(), v_new);
end
$$;
comment on function internal.replace_ticket is
  'Voids a ticket and writes another in its place, for whoever p_old names; the caller has locked it, and settles its order. The number of seats taken does not change: one ticket fewer, one more.';

create function public.reissue_ticket(p_ticket_id text, p_new jsonb, p_reason text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders;
  v_old public.tickets;
  v_new text := p_new ->> 'ticket_id';
  v_known text;
begin
  perform internal.require_action('reissue_ticket');
  perform internal.require_reason(p_reason);
  v_order := internal.standing_order((select t.order_id from public.tickets t where t.ticket_id = p_ticket_id));
  perform internal.expect_tickets(v_order.event_id, array[v_new]);
  -- All that settling will lock, in its order.
  perform from public.tickets t where t.order_id = v_order.id order by t.id for no key update;
  select * into v_old from public.tickets t where t.ticket_id = p_ticket_id;
  select v.replaced_by into v_known from public.ticket_voids v where v.ticket_id = p_ticket_id;
  if v_known is not null then
    return jsonb_build_object('ticket_id', v_known, 'order_id', v_order.id);
  elsif v_old.status <> 'issued' or v_old.is_used then
    perform internal.fail('ticket_not_replaceable', 409);
  end if;
  perform internal.replace_ticket(v_old, p_new, trim(p_reason));
  perform internal.log_action('reissue', v_order.event_id, v_order.id, trim(p_reason), jsonb_build_object('ticket_id', p_ticket_id, 'new', v_new));
  perform internal.settle_order(v_order.id);
  if v_old.transfer_id is null then
    perform internal.queue_mail(v_order, 'tickets', 'reissued ' || p_ticket_id);
  else
    perform internal.queue_recipient_mail(x, 'tickets', 'reissued ' || p_ticket_id) from public.ticket_transfers x where x.id = v_old.transfer_id;
  end if;
  perform internal.nudge(v_order.event_id, 'sales', array[v_new]);
  return jsonb_build_object('ticket_id', v_new, 'order_id', v_order.id);
end
$$;
comment on function public.reissue_ticket is
  'Voids a lost ticket and issues another in its place, which goes out by mail; calling it again returns the same replacement. Not for a ticket that was used, refunded or voided. Security definer because no role may write tickets directly; it checks the caller''s role itself.';
grant execute on function public.reissue_ticket to authenticated;
