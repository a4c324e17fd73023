-- What staff read about an order and about what needs a person, and how they resolve entries of that list.

create function public.manager_order(p_order_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_order public.orders;
  -- The front desk finds people and resends tickets; payments, refunds and history are hidden from it.
  v_all boolean := internal.may('refund');
begin
  perform internal.require_action('find_orders');
  select * into v_order from public.orders o where o.id = p_order_id;
  if v_order.id is null then
    perform internal.fail('order_not_found', 404);
  end if;
  return jsonb_build_object(
    'order', jsonb_build_object('id', v_order.id, 'number', v_order.number, 'kind', v_order.kind, 'link_version', v_order.link_version,
      'timezone', (select e.timezone from public.events e where e.id = v_order.event_id), 'status', v_order.status, 'event_id', v_order.event_id, 'event_name', v_order.event_name,
      'customer_name', v_order.customer_name, 'customer_email', v_order.customer_email, 'customer_phone', v_order.customer_phone,
      'total_amount', v_order.total_amount::text, 'refunded_amount', v_order.refunded_amount::text, 'currency', v_order.currency,
      'dispute', v_order.dispute, 'declined', v_order.declined, 'locale', v_order.locale,
      'created_at', v_order.created_at, 'completed_at', v_order.completed_at, 'lines', internal.lines_of_order(p_order_id)),
    'tickets', (select coalesce(jsonb_agg(jsonb_build_object('ticket_id', t.ticket_id, 'ticket_type', t.ticket_type, 'status', t.status,
      'is_used', t.is_used, 'entered_at', t.entered_at, 'price_paid', t.price_paid::text, 'guest_name', t.guest_name,
      'refunded_after_entry', t.is_used and t.status = 'refunded', 'void_reason', v.reason, 'replaced_by', v.replaced_by) order by t.created_at, t.ticket_id), '[]')
      from public.tickets t left join public.ticket_voids v on v.ticket_id = t.ticket_id where t.order_id = p_order_id),
    'scans', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'ticket_id', s.ticket_id, 'at', s.merged_at, 'verdict', s.verdict,
      'direction', s.direction, 'result', s.result, 'offline', s.offline, 'gate', g.name, 'phone', d.name, 'override_reason', s.override_reason)
      order by s.merged_at, s.id), '[]')
      from public.tickets t join public.scans s on s.ticket_id = t.ticket_id left join public.gates g on g.id = s.gate_id
      left join public.devices d on d.id = s.device_id where t.order_id = p_order_id and s.event_id = v_order.event_id),
    'payments', (select coalesce(jsonb_agg(jsonb_build_object('payment_intent', m.intent, 'amount', m.amount::text, 'mismatch', m.mismatch,
      'returned', m.returned::text, 'returning', m.under_way::text, 'remaining', (m.amount - m.returned - m.under_way)::text, 'dispute', m.dispute, 'created_at', p.created_at, 'card', case when c.last4 is not null
      then jsonb_build_object('brand', c.brand, 'last4', c.last4) end) order by p.created_at), '[]')
      from internal.money_of_order(p_order_id) m join public.payments p on p.stripe_payment_intent_id = m.intent
      left join public.payment_cards c on c.stripe_payment_intent_id = m.intent where v_all),
    'refunds', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'request_id', q.id, 'amount', coalesce(r.amount, q.amount)::text,
      'status', coalesce(r.status, q.status), 'cause', q.cause, 'reason', q.reason, 'ticket_ids', q.ticket_ids,
      'created_at', coalesce(q.created_at, r.created_at)) order by coalesce(q.created_at, r.created_at)), '[]')
      from (select r.* from public.refunds r join public.payments p using (stripe_payment_intent_id) where p.order_id = p_order_id and v_all) r
      full join (select q.* from public.refund_requests q where q.order_id = p_order_id and v_all) q on r.request_id = q.id),
    'mails', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'to', m.to_email, 'status', m.status, 'attempts', m.attempts,
      'created_at', m.created_at, 'sent_at', m.sent_at, 'bounced_at', m.bounced_at, 'complained_at', m.complained_at) order by m.created_at), '[]')
      from public.mail_outbox m where m.order_id = p_order_id),
    'audit', (select coalesce(jsonb_agg(jsonb_build_object('at', a.at, 'by', s.name, 'action', a.action, 'reason', a.reason, 'detail', a.detail)
      order by a.at, a.id), '[]')
      from public.audit_log a left join public.staff_members s on s.user_id = a.actor where a.order_id = p_order_id and v_all),
    'needs_person', (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'cause', n.cause, 'detail', n.detail, 'created_at', n.created_at)
      order by n.created_at), '[]')
      from public.needs_person n where n.order_id = p_order_id and n.resolved_at is null and v_all));
end
$$;
comment on function public.manager_order is
  'An order with everything known about it: tickets, payments, refunds, mails, history and what needs a person. Security definer because it is one call of the manager''s app; it checks the caller''s role itself.';
grant execute on function public.manager_order to authenticated;

create function public.needs_person_list()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('resolve_people');
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'cause', n.cause, 'order_id', n.order_id, 'order_number', o.number, 'event_name', o.event_name,
      'customer_name', o.customer_name, 'currency', o.currency, 'detail', n.detail, 'created_at', n.created_at, 'due_at', k.due_at) order by k.due_at, n.created_at), '[]')
    from public.needs_person n join public.orders o on o.id = n.order_id left join public.disputes k on n.cause = 'dispute_open' and k.id = n.subject
    where n.resolved_at is null);
end
$$;
comment on function public.needs_person_list is
  'What is waiting for a person: disputes by their deadline, then the oldest first. Security definer because it is one call of the manager''s app; it checks the caller''s role itself.';
grant execute on function public.needs_person_list to authenticated;

create function public.resolve_needs_person(p_id uuid, p_note text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_item public.needs_person;
begin
  perform internal.require_action('resolve_people');
  perform internal.require_reason(p_note);
  update public.needs_person n set resolved_at = now(), resolved_by = auth.uid(), note = trim(p_note)
  where n.id = p_id and n.resolved_at is null returning * into v_item;
  if v_item.id is not null then
    perform internal.log_action('resolve', null, v_item.order_id, trim(p_note), jsonb_build_object('cause', v_item.cause, 'subject', v_item.subject));
  elsif not exists (select from public.needs_person n where n.id = p_id) then
    perform internal.fail('not_found', 404);
  end if;
  return jsonb_build_object('id', p_id);
end
$$;
comment on function public.resolve_needs_person is
  'Resolves an entry of the list, with a note of what was done about it. Security definer because no role may write the list directly; it checks the caller''s role itself.';
grant execute on function public.resolve_needs_person to authenticated;
