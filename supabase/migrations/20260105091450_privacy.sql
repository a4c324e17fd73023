-- What is stored about a person: exported, erased, and erased automatically some days after the night. Amounts stay;
-- names and addresses go.

create table public.erasures (
  id uuid primary key default gen_random_uuid(),
  email_hash bytea not null,
  event_ids uuid[] not null,
  orders integer not null,
  reason text not null,
  erased_by uuid,
  erased_at timestamptz not null default now()
);
comment on table public.erasures is
  'Addresses that were erased on request, by hash, with the nights whose phones held the names. No policy: only functions read it.';
alter table public.erasures enable row level security;
grant select on public.erasures to service_role;

alter table public.events add column people_forgotten_at timestamptz;
comment on column public.events.people_forgotten_at is 'When the last of its guests'' names was erased, by the setting retention_days.';
create index events_to_forget on public.events (ends_at) where people_forgotten_at is null;

create function internal.forget_mails(p_mail_ids uuid[])
returns void
language sql volatile
set search_path = ''
as $$
  update public.mail_outbox m set to_email = 'forgotten@people.maguey.invalid', job = null,
    status = case when m.status = 'queued' then 'dropped' else m.status end
  where m.id = any (p_mail_ids)
$$;
comment on function internal.forget_mails is 'Erases whom these mails went to and what was in them; those still waiting are not sent.';

create function internal.lock_orders(p_order_ids uuid[])
returns void
language sql volatile
set search_path = ''
as $$
  select from public.orders o where o.id = any (p_order_ids) order by o.id for no key update;
  select from public.tickets t where t.order_id = any (p_order_ids) order by t.id for no key update;
$$;
comment on function internal.lock_orders is 'Locks these orders and then their tickets, as settling does.';

create function internal.forget_recipients(p_transfer_ids uuid[])
returns void
language sql volatile
set search_path = ''
as $$
  select internal.lock_orders(array(select x.order_id from public.ticket_transfers x where x.id = any (p_transfer_ids)));
  -- The payer's mail about the acceptance names the recipient.
  update public.mail_outbox m set job = case m.status when 'queued' then jsonb_set(m.job, '{transfer,to_name}', 'null') end
  from public.ticket_transfers x
  where x.id = any (p_transfer_ids) and m.order_id = x.order_id and m.kind = 'transfer_accepted' and split_part(m.cause, ' ', 1) = x.id::text
    and m.job is not null;
  with forgotten as (
    update public.ticket_transfers x set to_email = null, to_name = null, held_hash = null,
      taken_back_at = case when x.accepted_at is null then coalesce(x.taken_back_at, now()) end
    where x.id = any (p_transfer_ids) returning x.id
  ), tickets as (
    update public.tickets t set guest_name = null, guest_email = null, guest_phone = null from forgotten f where t.transfer_id = f.id
  )
  select internal.forget_mails(array(select m.id from public.mail_outbox m join forgotten f on f.id = m.transfer_id));
$$;
comment on function internal.forget_recipients is
  'Erases to whom tickets were offered or handed; their link stops working, their ticket stays valid, and an open offer is taken back.';

create function internal.forget_orders(p_order_ids uuid[])
returns integer
language plpgsql volatile
set search_path = ''
as $$
declare
  v_forgotten int;
begin
  perform internal.lock_orders(p_order_ids);
  update public.orders o set customer_email = 'forgotten-' || o.id || '@people.maguey.invalid', customer_name = null, customer_phone = null,
    stripe_customer_id = null, client_hash = null, token_hash = null, forgotten_at = now()
  where o.id = any (p_order_ids) and o.forgotten_at is null;
  get diagnostics v_forgotten = row_count;
  -- The trigger stamps each ticket, so that phones get the change with their next pull.
  -- A ticket that was handed on is somebody else's.
  update public.tickets t set guest_name = null, guest_email = null, guest_phone = null where t.order_id = any (p_order_ids) and t.transfer_id is null;
  perform internal.forget_mails(array(select m.id from public.mail_outbox m where m.order_id = any (p_order_ids) and m.transfer_id is null));
  -- The recipients' mails name who gave them the ticket; those that wait go out without the name.
  update public.mail_outbox m set job = case m.status when 'queued' then jsonb_set(m.job, '{transfer,from_name}', 'null') end
  where m.order_id = any (p_order_ids) and m.transfer_id is not null and m.job is not null;
  -- Google is told by the ticket's change; the phones that hold an Apple pass are known no longer.
  delete from public.pass_registrations r using public.wallet_passes p, public.tickets t
  where p.id = r.pass_id and t.ticket_id = p.ticket_id and t.order_id = any (p_order_ids);
  update public.payments p set metadata = null where p.order_id = any (p_order_ids) and p.metadata is not null;
  update public.audit_log a set detail = a.detail - array['from', 'to', 'email', 'name', 'before', 'after', 'old', 'new'], reason = ''
  where a.order_id = any (p_order_ids);
  -- What staff wrote in their own words may name people.
  update public.refund_requests q set reason = '' where q.order_id = any (p_order_ids);
  update public.ticket_voids v set reason = '' from public.tickets t where t.ticket_id = v.ticket_id and t.order_id = any (p_order_ids);
  update public.needs_person n set note = null where n.order_id = any (p_order_ids);
  return v_forgotten;
end
$$;
comment on function internal.forget_orders is
  'Erases names, addresses and telephone numbers from orders, their tickets, mails and log, and the phones that hold their passes; amounts, refunds, scans and ids stay. The order''s link stops working.';

create function internal.forget_waiting(p_entry_ids uuid[])
returns integer
language plpgsql volatile
set search_path = ''
as $$
declare
  v_event uuid;
  v_forgotten int;
begin
  for v_event in select distinct w.event_id from public.waiting_entries w where w.id = any (p_entry_ids) order by 1 loop
    perform internal.lock_waiting(v_event);
  end loop;
  update public.waiting_entries w set email = 'forgotten@people.maguey.invalid', name = null, token_hash = null, mail_due_at = null,
    left_at = coalesce(w.left_at, now()), mail_error = null, forgotten_at = now()
  where w.id = any (p_entry_ids) and w.forgotten_at is null;
  get diagnostics v_forgotten = row_count;
  return v_forgotten;
end
$$;
comment on function internal.forget_waiting is 'Erases who waited and returns how many; they wait no longer, and their link stops working.';

create function internal.entries_of_person(p_email text)
returns setof public.waiting_entries
language sql stable
set search_path = ''
as $$ select w.* from public.waiting_entries w where w.email = lower(trim(p_email)) $$;
comment on function internal.entries_of_person is 'Where an address waits or waited.';

create function internal.orders_of_person(p_email text)
returns setof public.orders
language sql stable
set search_path = ''
as $$ select o.* from public.orders o where o.customer_email = lower(trim(p_email)) $$;
comment on function internal.orders_of_person is 'The orders of an address.';

create function public.export_person(p_email text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform internal.require_action('erase_people');
  -- The log must not keep the address itself.
  perform internal.log_action('export_person', null, null, '', jsonb_build_object('email_hash', encode(internal.email_hash(trim(p_email)), 'hex')));
  return jsonb_build_object('email', lower(trim(p_email)), 'made_at', now(),
    'no_reminders_since', (select r.created_at from public.reminder_refusals r where r.email_hash = internal.email_hash(trim(p_email))),
    'orders', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'event', o.event_name, 'name', o.customer_name, 'phone', o.customer_phone,
      'language', o.locale, 'status', o.status, 'total', o.total_amount::text, 'refunded', o.refunded_amount::text, 'currency', o.currency,
      'ordered_at', o.created_at, 'lines', internal.lines_of_order(o.id),
      'tickets', (select coalesce(jsonb_agg(jsonb_build_object('ticket_id', t.ticket_id, 'type', t.ticket_type, 'guest_name', t.guest_name,
        'guest_email', t.guest_email, 'guest_phone', t.guest_phone, 'status', t.status, 'entered_at', t.entered_at,
        'passes', (select coalesce(jsonb_agg(jsonb_build_object('wallet', p.wallet, 'handed_at', p.handed_at,
          'devices', (select count(*) from public.pass_registrations r where r.pass_id = p.id)) order by p.wallet), '[]')
          from public.wallet_passes p where p.ticket_id = t.ticket_id)) order by t.ticket_id), '[]')
        from public.tickets t where t.order_id = o.id and t.transfer_id is null),
      'payments', (select coalesce(jsonb_agg(jsonb_build_object('stripe_payment', p.stripe_payment_intent_id, 'amount', p.amount::text,
        'refunded', p.amount_refunded::text, 'dispute', p.dispute_status, 'at', p.created_at) order by p.created_at), '[]')
        from public.payments p where p.order_id = o.id),
      'receipts', (select coalesce(jsonb_agg(jsonb_build_object('number', r.number, 'kind', r.kind, 'amount', r.amount::text,
        'tax', r.tax_amount::text, 'issued_at', r.issued_at) order by r.created_at), '[]')
        from public.receipts r where r.order_id = o.id),
      'mails', (select coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'to', m.to_email, 'status', m.status, 'sent_at', m.sent_at) order by m.created_at), '[]')
        from public.mail_outbox m where m.order_id = o.id and m.transfer_id is null)) order by o.created_at), '[]')
      from internal.orders_of_person(p_email) o),
    'tickets_offered_to_them', (select coalesce(jsonb_agg(jsonb_build_object('ticket_id', x.ticket_id, 'name', x.to_name, 'offered_at', x.offered_at,
      'taken_back_at', x.taken_back_at, 'accepted_at', x.accepted_at) order by x.offered_at), '[]')
      from public.ticket_transfers x where x.to_email = lower(trim(p_email))),
    'waiting_for', (select coalesce(jsonb_agg(jsonb_build_object('event_id', w.event_id, 'name', w.name, 'seats', w.quantity, 'joined_at', w.joined_at,
      'left_at', w.left_at, 'state', internal.waiting_state(w)) order by w.arrived), '[]') from internal.entries_of_person(p_email) w),
    'tickets_in_their_name', (select coalesce(jsonb_agg(jsonb_build_object('ticket_id', t.ticket_id, 'event', t.event_name, 'guest_name', t.guest_name)), '[]')
      from public.tickets t where lower(t.guest_email) = lower(trim(p_email)) and (t.transfer_id is not null
        or not exists (select from internal.orders_of_person(p_email) o where o.id = t.order_id))),
    'staff', (select jsonb_build_object('name', s.name, 'role', s.role, 'active', s.active)
      from public.staff_members s join auth.users u on u.id = s.user_id where u.email = lower(trim(p_email))));
end
$$;
comment on function public.export_person is
  'Everything stored about an address, as JSON for the person themselves. Security definer because it reads across tables; it checks the caller''s role itself.';
grant execute on function public.export_person to authenticated;

create function internal.phones_that_remember(p_event_ids uuid[], p_since timestamptz)
returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'last_seen_at', d.last_seen_at) order by d.name), '[]')
  from public.devices d
  -- A list is as old as the phone reported at its last contact; a phone that never reported counts as not updated.
  where d.last_seen_at - coalesce(d.list_age_ms, 1e12)::double precision * interval '1 millisecond' <= p_since
    and exists (select from public.device_events v where v.device_id = d.id and v.event_id = any (p_event_ids))
    and d.paired_at <= p_since
$$;
comment on function internal.phones_that_remember is
  'Phones of these nights whose list may be older than p_since, so that it may still hold a name that was erased then. A phone acknowledges by its next complete pull.';

create function public.erase_person(p_email text, p_reason text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_email text := lower(trim(coalesce(p_email, '')));
  v_locked uuid[];
  v_orders uuid[];
  v_forgotten int;
  v_erasure public.erasures;
begin
  perform internal.require_action('erase_people');
  perform internal.require_reason(p_reason);
  -- All orders that it touches, at once: those of others follow below.
  v_locked := array(
    select o.id from internal.orders_of_person(v_email) o
    union select x.order_id from public.ticket_transfers x where x.to_email = v_email
    union select t.order_id from public.tickets t where lower(t.guest_email) = v_email);
  perform internal.lock_orders(v_locked);
  -- Before any seat is given back, and so that nothing is offered to them meanwhile.
  perform internal.lock_waiting(x.event_id) from (select distinct w.event_id from internal.entries_of_person(v_email) w order by 1) x;
  select coalesce(array_agg(o.id), '{}') into v_orders from internal.orders_of_person(v_email) o;
  if not v_orders <@ v_locked then
    -- They were offered or bought something at this moment.
    perform internal.fail('request_conflict', 409);
  end if;
  -- What they were offered and have not begun to pay for is nothing to wait for.
  perform internal.end_offer(w.offer_id) from internal.entries_of_person(v_email) w where w.offer_id is not null and w.begun_at is null;
  if exists (select from public.orders o where o.id = any (v_orders) and (o.status = 'pending' or o.tickets_due)) then
    -- A payment in progress needs an address to write to.
    perform internal.fail('person_is_buying', 409);
  end if;
  v_forgotten := internal.forget_orders(v_orders);
  insert into public.erasures (email_hash, event_ids, orders, reason, erased_by)
  select internal.email_hash(v_email), coalesce(array_agg(distinct n.event_id), '{}'), v_forgotten, trim(p_reason), auth.uid()
  from (
    select o.event_id from public.orders o where o.id = any (v_orders)
    union all select t.event_id from public.tickets t where lower(t.guest_email) = v_email
  ) n
  returning * into v_erasure;
  perform internal.forget_recipients(array(select x.id from public.ticket_transfers x where x.to_email = v_email));
  -- Tickets that others bought for this address.
  update public.tickets t set guest_name = null, guest_email = null, guest_phone = null where lower(t.guest_email) = v_email;
  -- Mails to this address about orders that have another one by now.
  perform internal.forget_mails(array(select m.id from public.mail_outbox m where m.to_email = v_email));
  delete from public.ticket_searches s where s.email = v_email;
  perform internal.forget_waiting(array(select w.id from internal.entries_of_person(v_email) w));
  delete from public.reminder_refusals r where r.email_hash = internal.email_hash(v_email);
  perform internal.log_action('erase_person', null, null, trim(p_reason), jsonb_build_object('erasure_id', v_erasure.id, 'orders', v_erasure.orders));
  return jsonb_build_object('id', v_erasure.id, 'orders', v_erasure.orders, 'erased_at', v_erasure.erased_at,
    'phones', internal.phones_that_remember(v_erasure.event_ids, v_erasure.erased_at));
end
$$;
comment on function public.erase_person is
  'Erases what is stored about an address: names, addresses and numbers of its orders and tickets; what was paid stays. Returns the phones that have not yet been told. Security definer because no role may write orders directly; it checks the caller''s role itself.';
grant execute on function public.erase_person to authenticated;

create function public.erasure_list()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('erase_people');
  return (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'orders', e.orders, 'reason', e.reason, 'erased_at', e.erased_at,
    'by', (select s.name from public.staff_members s where s.user_id = e.erased_by),
    'phones', internal.phones_that_remember(e.event_ids, e.erased_at)) order by e.erased_at desc), '[]')
    from (select * from public.erasures x order by x.erased_at desc limit 50) e);
end
$$;
comment on function public.erasure_list is
  'The last fifty erasures, each with the phones that may still hold the name. Security definer because erasures is closed to the API''s roles; it checks the caller''s role itself.';
grant execute on function public.erasure_list to authenticated;

create function public.forget_old_guests(p_limit int default 200)
returns integer
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_event uuid;
  v_orders uuid[];
  v_transfers uuid[];
  v_done uuid[] := '{}';
  v_forgotten int := 0;
begin
  -- One at a time, without a night's row locked while waiting for its orders.
  if not pg_try_advisory_xact_lock(hashtextextended('forget old guests', 0)) then
    return 0;
  end if;
  perform internal.forget_old_bans();
  for v_event in
    select e.id from public.events e, public.settings s
    where e.people_forgotten_at is null and s.retention_days is not null and e.ends_at < now() - s.retention_days * interval '1 day'
    order by e.ends_at limit 50
  loop
    -- Money still in motion needs an address: such an order keeps its night on the list.
    select array_agg(f.id) into v_orders from (
      select o.id from public.orders o
      where o.event_id = v_event and o.forgotten_at is null and o.status not in ('pending', 'refund_pending') and not o.tickets_due and o.dispute is distinct from 'open'
      order by o.id limit p_limit) f;
    -- Whoever was given a ticket goes with its payer, also with one who was erased before.
    select array_agg(f.id) into v_transfers from (
      select x.id from public.ticket_transfers x join public.orders o on o.id = x.order_id
      where o.event_id = v_event and o.forgotten_at is not null and num_nonnulls(x.to_email, x.to_name) > 0 order by x.id limit p_limit) f;
    if v_orders is not null then
      v_forgotten := internal.forget_orders(v_orders);
      perform internal.forget_recipients(array(select x.id from public.ticket_transfers x where x.order_id = any (v_orders)));
    elsif v_transfers is not null then
      perform internal.forget_recipients(v_transfers);
      v_forgotten := cardinality(v_transfers);
    elsif exists (select from public.waiting_entries w where w.event_id = v_event and w.forgotten_at is null) then
      v_forgotten := internal.forget_waiting(array(
        select w.id from public.waiting_entries w where w.event_id = v_event and w.forgotten_at is null order by w.arrived limit p_limit));
    elsif not exists (select from public.orders o where o.event_id = v_event and o.forgotten_at is null) then
      v_done := v_done || v_event;
    end if;
    -- Whoever came on a list has no money here to wait for.
    perform internal.forget_list_names(array[v_event]);
    exit when v_forgotten > 0;
  end loop;
  update public.events e set people_forgotten_at = now() where e.id = any (v_done);
  return v_forgotten;
end
$$;
comment on function public.forget_old_guests is
  'Forgets the guests of the oldest night that is due, some orders at a time (or recipients, where the payers were erased before, and then whoever waited), and returns how many; 0 when nothing is due. Bans that ended go too, uncounted. Who wants no reminders stays refused: they said so for every night. Security definer because no role may write orders directly.';
grant execute on function public.forget_old_guests to service_role;
