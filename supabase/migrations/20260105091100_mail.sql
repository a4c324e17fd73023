-- The outbox as the worker sees it: claim with a lease, finish with a result, record bounces and complaints.

create function public.claim_mails(p_limit int default 10, p_lease_seconds int default 120)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_mails jsonb;
begin
  -- Obsolete: all tickets were refunded, lost to a dispute, or voided by a manager.
  update public.mail_outbox m set status = 'dropped'
  where m.status = 'queued' and m.next_attempt_at <= now() and m.kind in ('tickets', 'moved', 'reminder')
    and exists (select from public.orders o where o.id = m.order_id and (o.status = 'refunded' or o.declined is not null or o.dispute = 'lost'
      or not exists (select from public.tickets t left join public.ticket_voids v on v.ticket_id = t.ticket_id
        where t.order_id = o.id and t.transfer_id is not distinct from m.transfer_id and v is null)));
  -- An offer that was accepted or taken back is none.
  update public.mail_outbox m set status = 'dropped' from public.ticket_transfers x
  where m.status = 'queued' and m.next_attempt_at <= now() and m.kind = 'transfer_offered' and x.id = m.transfer_id
    and num_nonnulls(x.accepted_at, x.taken_back_at) > 0;
  -- Seats that are offered no more.
  update public.mail_outbox m set status = 'dropped' from public.orders o
  where m.status = 'queued' and m.next_attempt_at <= now() and m.kind = 'waiting_offer' and o.id = m.order_id
    and (o.status <> 'pending' or o.hold_expires_at <= now());
  -- A reminder after the doors have opened, of another evening, or with an hour that is no longer true, is none.
  update public.mail_outbox m set status = 'dropped' from public.orders o, public.events e
  where m.status = 'queued' and m.next_attempt_at <= now() and m.kind = 'reminder' and o.id = m.order_id and e.id = o.event_id
    and (e.status <> 'published' or e.doors_open_at <= now() or e.doors_open_at > now() + interval '24 hours'
      or split_part(m.cause, ' ', 1) <> internal.evening_of(e)::text
      or (m.job -> 'event' ->> 'doors_open_at')::timestamptz <> e.doors_open_at
      or exists (select from public.reminder_refusals r where r.email_hash = internal.email_hash(m.to_email)));
  with due as (
    select m.id from public.mail_outbox m
    where m.status = 'queued' and m.next_attempt_at <= now()
      -- Blocked for now: they wait until they are valid again or refunded.
      and (m.kind not in ('tickets', 'reminder') or exists (
        select from public.tickets t where t.order_id = m.order_id and t.transfer_id is not distinct from m.transfer_id and t.status = 'issued'))
    -- A hall full of reminders keeps no buyer waiting.
    order by m.kind = 'reminder', m.next_attempt_at limit p_limit
    for update skip locked
  ), claimed as (
    -- Until the lease ends, nobody else sends it; if the worker dies, the mail is merely late.
    update public.mail_outbox m set attempts = m.attempts + 1, first_attempt_at = coalesce(m.first_attempt_at, now()), next_attempt_at = now() + p_lease_seconds * interval '1 second',
      job = coalesce(m.job, jsonb_build_object('id', m.id, 'kind', m.kind, 'cause', m.cause, 'amount', m.amount::text, 'to', m.to_email,
        'locale', m.locale, 'created_at', m.created_at,
        'move', (select jsonb_build_object('from_date', v.from_date, 'from_venue', v.from_venue, 'to_venue', v.to_venue)
          from public.event_moves v where m.kind = 'moved' and v.id::text = split_part(m.cause, ' ', 1)),
        'order', jsonb_build_object('id', o.id, 'number', o.number, 'link_version', o.link_version, 'status', o.status,
          -- A recipient's mail holds no more of the payer than its words need.
          'customer_name', case when m.transfer_id is null then o.customer_name end,
          'customer_email', case when m.transfer_id is null then o.customer_email else m.to_email end,
          'total_amount', o.total_amount::text, 'refunded_amount', o.refunded_amount::text, 'currency', o.currency,
          'ticket_count', o.ticket_count, 'created_at', o.created_at, 'lines', internal.lines_of_order(o.id)),
        'event', internal.event_of_order(o.event_id),
        'transfer', (select jsonb_build_object('id', x.id, 'for_recipient', m.transfer_id is not null, 'accepted', x.accepted_at is not null,
          'ticket_type', t.ticket_type, 'ticket_id', t.ticket_id, 'from_name', o.customer_name, 'to_name', x.to_name)
          from public.ticket_transfers x join public.tickets t on t.ticket_id = x.ticket_id
          where x.id = coalesce(m.transfer_id, case when m.kind = 'transfer_accepted' then split_part(m.cause, ' ', 1)::uuid end)),
        'waiting', (select jsonb_build_object('entry_id', w.id, 'ends_at', o.hold_expires_at) from public.waiting_entries w
          where w.offer_id = o.id and m.kind = 'waiting_offer'),
        'returned_ticket', (select r.ticket_id from public.ticket_returns r where m.kind = 'return_sold' and r.id::text = split_part(m.cause, ' ', 1)),
        'tickets', internal.tickets_of_order(o.id, m.transfer_id)))
    from due d, public.orders o where m.id = d.id and o.id = m.order_id returning m.*
  )
  select coalesce(jsonb_agg(c.job || jsonb_build_object('attempts', c.attempts, 'first_attempt_at', c.first_attempt_at) order by c.created_at), '[]') into v_mails from claimed c;
  return v_mails;
end
$$;
comment on function public.claim_mails is
  'Mails that are due, with all that is needed to render them, claimed for p_lease_seconds. Except for attempts, what it returns for a mail stays as it was at the first attempt (names of who was erased since aside), so that each renders to the same bytes; send with the id as idempotency key, and once the provider may have forgotten that (first_attempt_at), ask it for the mail first. Security definer because no role may write mail_outbox.';
grant execute on function public.claim_mails to service_role;

create function public.finish_mail(p_id uuid, p_provider_id text, p_error text, p_permanent boolean default false)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_mail public.mail_outbox;
begin
  update public.mail_outbox m set
    status = case when p_error is null then 'sent' when p_permanent
        or greatest(m.created_at, m.requeued_at) < now() - interval '7 days'
        -- Perhaps it has it twice by now: a person asks before it gets a third.
        or p_error = 'smtp_answer_lost' and m.attempts >= 2 then 'failed' else 'queued' end,
    sent_at = case when p_error is null then now() end,
    provider_id = coalesce(p_provider_id, m.provider_id),
    last_error = left(p_error, 200),
    -- 10 s, 20 s, 40 s … at most an hour, for a week.
    next_attempt_at = now() + least(10 * power(2, least(greatest(m.attempts, 1), 12) - 1), 3600) * interval '1 second'
  where m.id = p_id and m.status = 'queued'
  returning * into v_mail;
  if v_mail.id is null then
    select * into v_mail from public.mail_outbox m where m.id = p_id;
  end if;
  if v_mail.id is null then
    perform internal.fail('not_found', 404);
  end if;
  if v_mail.status = 'failed' then
    perform internal.call_person(v_mail.order_id, 'mail_failed', v_mail.id::text, jsonb_build_object('kind', v_mail.kind, 'error', v_mail.last_error));
  end if;
  return jsonb_build_object('status', v_mail.status, 'attempts', v_mail.attempts);
end
$$;
comment on function public.finish_mail is
  'Records the result of sending: sent if p_error is null, else retried with growing pauses for a week; after that, at once for a permanent error, or when SMTP''s answer was lost at a second attempt, a person is called. A mail that was sent stays sent. Security definer because no role may write mail_outbox.';
grant execute on function public.finish_mail to service_role;

create function public.record_mail_event(p_provider_id text, p_kind text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_mail public.mail_outbox;
begin
  update public.mail_outbox m set
    bounced_at = case when p_kind = 'bounced' then coalesce(m.bounced_at, now()) else m.bounced_at end,
    complained_at = case when p_kind = 'complained' then coalesce(m.complained_at, now()) else m.complained_at end
  where m.provider_id = p_provider_id and p_kind in ('bounced', 'complained')
  returning * into v_mail;
  if v_mail.id is not null then
    perform internal.call_person(v_mail.order_id, 'mail_' || p_kind, v_mail.id::text, jsonb_build_object('kind', v_mail.kind));
  end if;
  return jsonb_build_object('order_id', v_mail.order_id);
end
$$;
comment on function public.record_mail_event is
  'Records on the mail, and so on its order, that it bounced or that the customer complained; order_id is null for a mail that is not ours. Security definer because no role may write mail_outbox.';
grant execute on function public.record_mail_event to service_role;

create function public.requeue_mail(p_mail_id uuid, p_email text default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_mail public.mail_outbox;
  v_email text := lower(trim(p_email));
begin
  perform internal.require_action('resend_mail');
  if v_email is not null and not internal.is_email(v_email) then
    perform internal.fail('invalid_email', 422);
  end if;
  -- Another address is not a resend: whoever gets the mail has the tickets.
  if v_email <> (select case when m.transfer_id is null then o.customer_email else m.to_email end
    from public.mail_outbox m join public.orders o on o.id = m.order_id where m.id = p_mail_id) then
    perform internal.require_action('correct_order');
  end if;
  update public.mail_outbox m set status = 'dropped' where m.id = p_mail_id and m.status = 'queued' and m.to_email <> v_email;
  -- A copy, so that the provider doesn't treat it as the mail that it already sent.
  insert into public.mail_outbox (order_id, transfer_id, kind, cause, amount, to_email, locale)
  select m.order_id, m.transfer_id, m.kind, m.cause || ' again ' || gen_random_uuid(), m.amount, a.to_email, m.locale
  from public.mail_outbox m join public.orders o on o.id = m.order_id, lateral (
    select coalesce(v_email, case when m.kind = 'address_changed' or m.transfer_id is not null then m.to_email else o.customer_email end)
  ) a (to_email)
  where m.id = p_mail_id and m.status <> 'queued' and (m.transfer_id is not null or o.forgotten_at is null)
    and a.to_email <> 'forgotten@people.maguey.invalid'
  returning * into v_mail;
  if v_mail.id is null then
    update public.mail_outbox m set next_attempt_at = now(), requeued_at = now() where m.id = p_mail_id and m.status = 'queued' returning * into v_mail;
  end if;
  if v_mail.id is null then
    perform internal.fail('not_found', 404);
  end if;
  perform internal.log_action('requeue_mail', null, v_mail.order_id, '', jsonb_build_object('mail_id', p_mail_id, 'kind', v_mail.kind));
  update public.needs_person n set resolved_at = now(), resolved_by = auth.uid()
  where n.subject = p_mail_id::text and n.cause in ('mail_failed', 'mail_bounced', 'mail_complained') and n.resolved_at is null;
  return jsonb_build_object('mail_id', v_mail.id);
end
$$;
comment on function public.requeue_mail is
  'Sends a mail again, whatever became of it, to the order''s address or if need be to another; one that is still waiting is sent at once. Security definer because no role may write mail_outbox; it checks the caller''s role itself.';
grant execute on function public.requeue_mail to authenticated;
