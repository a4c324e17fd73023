-- Communication with people: mails to customers, what needs a person, and who did what.

create table public.mail_outbox (
  id uuid primary key default gen_random_uuid(),
  order_id uuid not null references public.orders (id) on delete cascade,
  kind text not null
    check (kind in ('tickets', 'refund', 'partial_refund', 'refund_failed', 'late', 'second_payment', 'cancelled', 'moved', 'address_changed', 'reminder',
      'transfer_offered', 'transfer_taken_back', 'transfer_accepted', 'transfer_void',
      'waiting_offer', 'return_sold')),
  cause text not null default '',
  amount decimal(10, 2),
  to_email text not null,
  locale text not null check (locale in ('en', 'es')),
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed', 'dropped')),
  attempts integer not null default 0,
  first_attempt_at timestamptz,
  next_attempt_at timestamptz not null default now(),
  job jsonb,
  provider_id text,
  last_error text,
  bounced_at timestamptz,
  complained_at timestamptz,
  created_at timestamptz not null default now(),
  requeued_at timestamptz,
  sent_at timestamptz,
  unique (order_id, kind, cause)
);
comment on table public.mail_outbox is
  'Mails to send, queued in the transaction that causes them; at most one per order, kind and cause. No policy: the worker works through functions.';
comment on column public.mail_outbox.cause is 'Tells two mails of the same kind apart: the refund or the payment that it is about, or a reminder''s evening.';
comment on column public.mail_outbox.job is 'The inputs of the first attempt. Later ones send the same bytes, so that the provider recognises the same mail.';
comment on column public.mail_outbox.status is 'dropped: obsolete before it was sent, e.g. because the tickets were refunded first.';
comment on column public.mail_outbox.requeued_at is 'When it was due anew: from then on it is tried for a week again.';
create index mail_outbox_due on public.mail_outbox (next_attempt_at) where status = 'queued';
create index mail_outbox_by_provider_id on public.mail_outbox (provider_id) where provider_id is not null;
alter table public.mail_outbox enable row level security;
grant select on public.mail_outbox to service_role;

create table public.needs_person (
  id uuid primary key default gen_random_uuid(),
  cause text not null check (cause in ('payment_mismatch', 'refund_failed', 'refund_refused', 'no_seat_to_restore', 'dispute_open', 'mail_failed',
    'mail_bounced', 'mail_complained')),
  subject text not null,
  order_id uuid not null references public.orders (id) on delete cascade,
  detail jsonb not null default '{}',
  created_at timestamptz not null default now(),
  resolved_at timestamptz,
  resolved_by uuid,
  note text,
  unique (cause, subject)
);
comment on table public.needs_person is
  'What no rule can decide: money and mails that somebody must look at. docs/runbook-money.md says what to do for each cause. Settling resolves entries whose cause is gone.';
comment on column public.needs_person.subject is 'The payment intent, refund, request, dispute or mail that it is about.';
create index needs_person_open on public.needs_person (created_at) where resolved_at is null;
create index needs_person_by_order on public.needs_person (order_id);
alter table public.needs_person enable row level security;
create policy "Managers can read what needs a person" on public.needs_person
  for select to authenticated using ((select internal.is_manager()));
grant select on public.needs_person to authenticated, service_role;

create table public.audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor uuid,
  action text not null check (action in ('seal_record', 'correct_record', 'refund', 'void', 'correct', 'reissue', 'comp', 'resend', 'cancel_event', 'resolve', 'requeue_mail', 'acknowledge_double_entry',
    'create_promo', 'pause_promo', 'resume_promo', 'change_settings', 'invite_staff', 'change_staff', 'export_person', 'erase_person',
    'save_night', 'set_night_state', 'retry_cancellation', 'pair_phone', 'rename_phone', 'revoke_phone', 'end_session', 'change_password', 'export', 'reset_second_factor', 'set_door_pin', 'remove_door_pin',
    'offer_transfer', 'take_back_transfer', 'accept_transfer', 'raise_limit', 'save_door_sales', 'take_back_stock',
    'save_promoter', 'renew_promoter_link', 'end_promoter', 'resume_promoter', 'save_guest_list', 'add_list_names', 'change_list_name',
    'enter_ban', 'change_ban', 'lift_ban',
    'join_waiting', 'leave_waiting', 'offer_seats', 'return_ticket', 'take_back_return', 'sell_return')),
  event_id uuid references public.events (id) on delete cascade,
  order_id uuid references public.orders (id) on delete cascade,
  reason text not null default '',
  detail jsonb not null default '{}'
);
comment on table public.audit_log is 'Who did what to which order or night, when and why; without an actor, whoever has the order''s, the transfer''s or the waiting list''s link, or the rule that the action names. Append-only.';
create index audit_log_by_order on public.audit_log (order_id, at);
create index audit_log_by_event on public.audit_log (event_id, at);
alter table public.audit_log enable row level security;
create policy "Managers can read the audit log" on public.audit_log
  for select to authenticated using ((select internal.is_manager()));
grant select on public.audit_log to authenticated, service_role;

create function internal.queue_mail(p_order public.orders, p_kind text, p_cause text default '', p_amount decimal default null)
returns void
language sql volatile
set search_path = ''
as $$
  insert into public.mail_outbox (order_id, kind, cause, amount, to_email, locale)
  select p_order.id, p_kind, p_cause, p_amount, p_order.customer_email, p_order.locale where p_order.forgotten_at is null and internal.has_customer(p_order)
  on conflict (order_id, kind, cause) do nothing
$$;
comment on function internal.queue_mail is 'Queues a mail to the customer, with the amount that it is about; queueing it again for the same cause adds nothing, and a forgotten one, or one of the door, gets none.';

create function internal.call_person(p_order_id uuid, p_cause text, p_subject text, p_detail jsonb default '{}')
returns void
language sql volatile
set search_path = ''
as $$
  insert into public.needs_person (order_id, cause, subject, detail) values (p_order_id, p_cause, p_subject, p_detail)
  on conflict (cause, subject) do nothing
$$;
comment on function internal.call_person is 'Adds an entry to the list of what needs a person; an existing one stays as it is, resolved or not.';

create function internal.log_action(p_action text, p_event_id uuid, p_order_id uuid, p_reason text, p_detail jsonb default '{}')
returns void
language sql volatile
set search_path = ''
as $$
  insert into public.audit_log (actor, action, event_id, order_id, reason, detail)
  values (auth.uid(), p_action, p_event_id, p_order_id, p_reason, p_detail)
$$;
comment on function internal.log_action is 'Records an action of the caller in the audit log.';
