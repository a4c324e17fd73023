-- The outbox as the worker sees it: claim with a lease, finish with a result.

create function public.claim_mails(p_limit int default 10, p_lease_seconds int default 120)
returns jsonb
language sql volatile security definer
set search_path = ''
as $$
  with due as (
    select m.id from public.mail_outbox m
    where m.status = 'queued' and m.next_attempt_at <= now()
    order by m.next_attempt_at limit p_limit
    for update skip locked
  ), claimed as (
    -- Until the lease ends nobody else sends it; a worker that died is simply late.
    update public.mail_outbox m set attempts = m.attempts + 1, next_attempt_at = now() + p_lease_seconds * interval '1 second'
    from due d where m.id = d.id returning m.*
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'cause', c.cause, 'to', c.to_email, 'locale', c.locale,
    'attempts', c.attempts,
    'order', jsonb_build_object('id', o.id, 'status', o.status, 'customer_name', o.customer_name, 'customer_email', o.customer_email,
      'total_amount', o.total_amount::text, 'refunded_amount', o.refunded_amount::text, 'currency', o.currency,
      'ticket_count', o.ticket_count, 'created_at', o.created_at, 'lines', internal.lines_of_order(o.id)),
    'event', internal.event_of_order(o.event_id),
    'tickets', internal.tickets_of_order(o.id)) order by c.created_at), '[]')
  from claimed c join public.orders o on o.id = c.order_id
$$;
comment on function public.claim_mails is
  'Mails that are due, with all that is needed to render them, claimed for p_lease_seconds. Send with the id as idempotency key. Security definer because mail_outbox is closed to every role.';
grant execute on function public.claim_mails to service_role;

create function public.finish_mail(p_id uuid, p_provider_id text, p_error text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_mail public.mail_outbox;
begin
  update public.mail_outbox m set
    status = case when p_error is null then 'sent' when m.attempts >= 10 then 'failed' else 'queued' end,
    sent_at = case when p_error is null then now() end,
    provider_id = coalesce(p_provider_id, m.provider_id),
    last_error = left(p_error, 200),
    -- 10 s, 20 s, 40 s … at most an hour.
    next_attempt_at = now() + least(10 * power(2, greatest(m.attempts, 1) - 1), 3600) * interval '1 second'
  where m.id = p_id and m.status = 'queued'
  returning * into v_mail;
  if v_mail.id is null then
    select * into v_mail from public.mail_outbox m where m.id = p_id;
  end if;
  if v_mail.id is null then
    perform internal.fail('not_found', 404);
  end if;
  return jsonb_build_object('status', v_mail.status, 'attempts', v_mail.attempts);
end
$$;
comment on function public.finish_mail is
  'Says how sending went: sent when p_error is null, else tried again with growing pauses, ten times. A mail that was sent stays sent. Security definer because mail_outbox is closed to every role.';
grant execute on function public.finish_mail to service_role;
