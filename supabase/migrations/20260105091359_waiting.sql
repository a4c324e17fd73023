-- Waiting for a sold-out type: joining, the entry behind its link, taking up the offer, leaving, and the mail that confirms it.

create function internal.waiting_state(p_entry public.waiting_entries)
returns text
language sql stable
set search_path = ''
as $$
  select case
    when o.completed_at is not null then 'bought'
    when o.status = 'pending' and (o.hold_expires_at > now() or o.tickets_due or o.payment_underway) then 'offered'
    when p_entry.left_at is not null then 'left'
    when o.id is not null then 'lapsed'
    when e.status <> 'published' or now() >= least(e.ends_at, e.sales_end_at, t.sales_end_at) then 'ended'
    else 'waiting' end
  from public.events e join public.ticket_types t on t.id = p_entry.ticket_type_id left join public.orders o on o.id = p_entry.offer_id
  where e.id = p_entry.event_id
$$;
comment on function internal.waiting_state is
  'How an entry stands: waiting, offered, bought, lapsed (it let its offer pass), left, or ended (nothing is sold any more).';

create function public.join_waiting(
  p_event text, p_type text, p_quantity int, p_customer jsonb, p_entry_id uuid, p_token_hash text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_email text := lower(trim(coalesce(p_customer ->> 'email', '')));
  v_name text := nullif(trim(p_customer ->> 'name'), '');
  v_event public.events;
  v_type public.ticket_types;
  v_offer jsonb;
  v_max int;
begin
  if p_entry_id is null or p_token_hash is null or p_token_hash !~ '^[0-9a-f]{64}$' or length(v_name) > 120 then
    perform internal.fail('invalid_request', 400);
  elsif not internal.is_email(v_email) then
    perform internal.fail('invalid_email', 422);
  elsif coalesce(p_quantity, 0) < 1 then
    perform internal.fail('invalid_quantity', 422);
  end if;
  v_event := internal.require_event(p_event);
  if v_event.status <> 'published' or now() >= least(v_event.ends_at, v_event.sales_end_at) or v_event.sales_paused_at is not null
    or now() < v_event.sales_start_at then
    perform internal.fail_not_on_sale(v_event);
  end if;
  select * into v_type from public.ticket_types t where t.event_id = v_event.id and t.code = p_type and not t.hidden;
  if v_type.id is null then
    perform internal.fail('ticket_type_not_found', 404);
  elsif now() >= v_type.sales_end_at then
    perform internal.fail('sales_ended', 409, jsonb_build_object('ticket_type', v_type.code));
  end if;
  v_max := least(v_type.max_per_order, v_event.max_per_order);
  if p_quantity > v_max then
    perform internal.fail('too_many_per_order', 422, jsonb_build_object('ticket_type', v_type.code, 'max', v_max));
  end if;
  perform internal.lock_waiting(v_event.id);
  select t.offer into v_offer from jsonb_array_elements(internal.event_card(v_event) -> 'ticket_types') t (offer) where t.offer ->> 'id' = v_type.id::text;
  if v_offer ->> 'on_sale' <> 'sold_out' then
    perform internal.fail('not_sold_out', 409, jsonb_build_object('ticket_type', v_type.code, 'available', (v_offer ->> 'available')::int));
  end if;
  -- The same answer for whoever waits already: a stranger learns nothing about an address, and its link goes there only.
  if exists (select from public.waiting_entries w where w.ticket_type_id = v_type.id and w.email = v_email
    and internal.waiting_state(w) in ('waiting', 'offered')) then
    if (public.take_rate_token('waiting_mail', v_email, 3, 0.05) ->> 'allowed')::boolean then
      update public.waiting_entries w set mail_due_at = now(), mail_round = w.mail_round + 1, mail_attempts = 0, mail_first_attempt_at = null
      where w.ticket_type_id = v_type.id and w.email = v_email and w.left_at is null and w.offer_id is null;
    end if;
  else
    insert into public.waiting_entries (id, event_id, ticket_type_id, email, name, quantity, locale, token_hash)
    values (p_entry_id, v_event.id, v_type.id, v_email, v_name, p_quantity, case when p_customer ->> 'locale' = 'es' then 'es' else 'en' end,
      decode(p_token_hash, 'hex'));
    perform internal.log_action('join_waiting', v_event.id, null, '', jsonb_build_object('entry_id', p_entry_id, 'type', v_type.code, 'quantity', p_quantity));
  end if;
  return jsonb_build_object('joined', true);
end
$$;
comment on function public.join_waiting is
  'Puts an address on the waiting list of a sold-out type, once, and has its link mailed to it (p_token_hash: the SHA-256 of the link''s token, in hex); an address that waits already gets the same answer, and the same link by mail again. Security definer because no role may write the list; only the functions may call it.';
grant execute on function public.join_waiting to service_role;

create function internal.entry_of_link(p_entry_id uuid, p_token_hash text)
returns public.waiting_entries
language plpgsql stable
set search_path = ''
as $$
declare
  v_entry public.waiting_entries;
begin
  select * into v_entry from public.waiting_entries w where w.id = p_entry_id and encode(w.token_hash, 'hex') = lower(p_token_hash);
  if v_entry.id is null then
    perform internal.fail('waiting_entry_not_found', 404);
  end if;
  return v_entry;
end
$$;
comment on function internal.entry_of_link is 'The entry that a link opens, by the SHA-256 of its token in hex; waiting_entry_not_found for any other.';

create function public.waiting_view(p_entry_id uuid, p_token_hash text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_entry public.waiting_entries := internal.entry_of_link(p_entry_id, p_token_hash);
  v_state text := internal.waiting_state(v_entry);
  v_order public.orders;
begin
  select * into v_order from public.orders o where o.id = v_entry.offer_id;
  return jsonb_build_object(
    'entry', jsonb_build_object('id', v_entry.id, 'state', v_state, 'quantity', v_entry.quantity, 'locale', v_entry.locale,
      'ticket_type', (select t.name from public.ticket_types t where t.id = v_entry.ticket_type_id),
      'email_masked', internal.mask_email(v_entry.email), 'joined_at', v_entry.joined_at,
      'ahead', case when v_state = 'waiting' then (
        select count(*) from public.waiting_entries w
        where w.ticket_type_id = v_entry.ticket_type_id and w.event_id = v_entry.event_id and w.left_at is null and w.offer_id is null
          and w.arrived < v_entry.arrived) end),
    'offer', case when v_state = 'offered' then jsonb_build_object('order_id', v_order.id, 'ends_at', v_order.hold_expires_at,
      'total_amount', v_order.total_amount::text, 'currency', v_order.currency, 'lines', internal.lines_of_order(v_order.id)) end,
    'event', internal.event_of_order(v_entry.event_id));
end
$$;
comment on function public.waiting_view is
  'An entry of a waiting list for whoever has its link (p_token_hash: the SHA-256 of its token, in hex): how it stands, how many joined before it and still wait, and what it is offered. Security definer because the API roles may not read the list by token.';
grant execute on function public.waiting_view to service_role;

create function public.begin_offer(p_entry_id uuid, p_token_hash text, p_hold_seconds int)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_entry public.waiting_entries := internal.entry_of_link(p_entry_id, p_token_hash);
  v_order public.orders;
begin
  if coalesce(p_hold_seconds, 0) not between 1 and 3600 then
    perform internal.fail('invalid_request', 400);
  end if;
  select * into v_order from public.orders o where o.id = v_entry.offer_id for no key update;
  perform internal.lock_waiting(v_entry.event_id);
  -- Read again under the locks: it may have been withdrawn, or have left.
  select * into v_entry from public.waiting_entries w where w.id = p_entry_id;
  if v_order.id is null or v_entry.offer_id is distinct from v_order.id or v_order.status <> 'completed'
    and (v_order.status <> 'pending' or v_order.hold_expires_at <= now()) then
    perform internal.fail('offer_ended', 410);
  end if;
  -- Whoever comes in time has as long to pay as anybody else: from the first time, or again while opening the pay page failed.
  -- Not within 75 seconds, so that a double click opens one page; the functions bear 90 (use-cases/create-checkout.ts).
  if v_order.status = 'pending' and (v_entry.begun_at is null or v_order.stripe_checkout_session_id is null
    and v_order.hold_expires_at < now() + (p_hold_seconds - 75) * interval '1 second') then
    update public.waiting_entries w set begun_at = coalesce(w.begun_at, now()) where w.id = p_entry_id;
    update public.orders o set hold_expires_at = greatest(o.hold_expires_at, now() + p_hold_seconds * interval '1 second')
    where o.id = v_order.id returning * into v_order;
  end if;
  return internal.hold_answer(v_order) || jsonb_build_object('email', v_entry.email, 'locale', v_entry.locale);
end
$$;
comment on function public.begin_offer is
  'The offer of an entry as its pay page needs it, kept for p_hold_seconds at least from when its pay page was opened; offer_ended once it has lapsed. Security definer because no role may write orders directly; it checks the entry''s link itself.';
grant execute on function public.begin_offer to service_role;

create function internal.end_offer(p_order_id uuid)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  update public.orders o set hold_ended = 'expired', payment_underway = false
  where o.id = p_order_id and o.status = 'pending' and o.hold_ended is null and not o.tickets_due;
  if found then
    perform internal.settle_order(p_order_id);
  end if;
end
$$;
comment on function internal.end_offer is 'Ends the hold of an offer that was not paid; the caller has locked its order.';

create function public.leave_waiting(p_entry_id uuid, p_token_hash text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_entry public.waiting_entries := internal.entry_of_link(p_entry_id, p_token_hash);
  v_order public.orders;
begin
  select * into v_order from public.orders o where o.id = v_entry.offer_id for no key update;
  perform internal.lock_waiting(v_entry.event_id);
  select * into v_entry from public.waiting_entries w where w.id = p_entry_id;
  if v_entry.offer_id is distinct from v_order.id then
    -- It was offered something at this moment.
    perform internal.fail('request_conflict', 409);
  elsif v_entry.left_at is null and internal.waiting_state(v_entry) <> 'bought' then
    update public.waiting_entries w set left_at = now(), mail_due_at = null where w.id = p_entry_id returning * into v_entry;
    perform internal.end_offer(v_order.id);
    perform internal.log_action('leave_waiting', v_entry.event_id, v_order.id, '', jsonb_build_object('entry_id', p_entry_id));
  end if;
  return jsonb_build_object('left', v_entry.left_at is not null, 'session', v_order.stripe_checkout_session_id);
end
$$;
comment on function public.leave_waiting is
  'Takes an entry off the list, and gives up what it is offered; session is the pay page to close, if there is one. Doing it again is harmless. Security definer because no role may write the list; it checks the entry''s link itself.';
grant execute on function public.leave_waiting to service_role;

create function public.claim_waiting_mails(p_limit int default 5, p_lease_seconds int default 120)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_mails jsonb;
begin
  -- Given up after some hours, and nothing to say to whoever has left, was offered seats, or waits for a night that is over.
  update public.waiting_entries w set mail_due_at = null
  where w.mail_due_at <= now() and (w.mail_attempts >= 8 or internal.waiting_state(w) <> 'waiting');
  with due as (
    select w.id from public.waiting_entries w where w.mail_due_at <= now() order by w.mail_due_at limit p_limit for no key update skip locked
  ), claimed as (
    update public.waiting_entries w set mail_attempts = w.mail_attempts + 1, mail_first_attempt_at = coalesce(w.mail_first_attempt_at, now()),
      mail_due_at = now() + greatest(p_lease_seconds, 60 * power(2, w.mail_attempts)) * interval '1 second'
    from due d where w.id = d.id returning w.*
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'to', c.email, 'locale', c.locale, 'round', c.mail_round,
    'first_attempt_at', c.mail_first_attempt_at, 'quantity', c.quantity, 'ticket_type', t.name, 'event', internal.event_of_order(c.event_id)) order by c.arrived), '[]') into v_mails
  from claimed c join public.ticket_types t on t.id = c.ticket_type_id;
  return v_mails;
end
$$;
comment on function public.claim_waiting_mails is
  'Mails that confirm a place on a waiting list, claimed for p_lease_seconds; send with id and round as idempotency key. Security definer because no role may write the list.';
grant execute on function public.claim_waiting_mails to service_role;

create function public.finish_waiting_mail(p_id uuid, p_round int, p_error text default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  update public.waiting_entries w set mail_error = left(p_error, 200), mail_due_at = case when p_error is not null then w.mail_due_at end
  where w.id = p_id and w.mail_round = p_round and w.forgotten_at is null;
  return jsonb_build_object('noted', found);
end
$$;
comment on function public.finish_waiting_mail is
  'Notes that a mail was accepted, else why not: it is tried again with growing pauses. Security definer because no role may write the list.';
grant execute on function public.finish_waiting_mail to service_role;

create function public.waiting_figures(p_event_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('see_nights');
  return (
    select coalesce(jsonb_agg(jsonb_build_object('code', t.code, 'name', t.name, 'waiting', n.waiting, 'seats', n.seats, 'offered', n.offered,
      'returned', r.returned) order by t.sort, t.name), '[]')
    from public.ticket_types t
    cross join lateral (
      select count(*) filter (where s.state = 'waiting') as waiting, coalesce(sum(w.quantity) filter (where s.state = 'waiting'), 0) as seats,
        coalesce(sum(w.quantity) filter (where s.state = 'offered'), 0) as offered
      from public.waiting_entries w cross join lateral (select internal.waiting_state(w) as state offset 0) s
      where w.event_id = p_event_id and w.ticket_type_id = t.id
    ) n
    cross join lateral (
      select count(*) as returned from public.ticket_returns x join public.tickets k on k.ticket_id = x.ticket_id
      where k.event_id = p_event_id and k.ticket_type_id = t.id and internal.return_state(x) in ('open', 'offered')
    ) r
    where t.event_id = p_event_id and (n.waiting > 0 or n.offered > 0 or r.returned > 0));
end
$$;
comment on function public.waiting_figures is
  'For each type where there is anything to tell: how many entries wait and for how many seats, how many seats are offered, and how many tickets stand returned. Security definer because it is one call of the staff''s app; it checks the caller''s role itself.';
grant execute on function public.waiting_figures to authenticated;
