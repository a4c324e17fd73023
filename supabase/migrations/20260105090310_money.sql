-- Money as Stripe reports it: payments, refunds, disputes, and the refunds that we request. Facts, in whatever order.

create table public.payments (
  id uuid primary key default gen_random_uuid(),
  order_id uuid not null references public.orders (id) on delete cascade,
  stripe_payment_intent_id text not null unique,
  amount decimal(10, 2) not null check (amount >= 0),
  amount_refunded decimal(10, 2) not null default 0 check (amount_refunded >= 0),
  currency text not null default 'usd',
  status text not null default 'succeeded' check (status in ('succeeded', 'refunded', 'partially_refunded', 'refund_pending')),
  mismatch text check (mismatch in ('amount', 'currency', 'session')),
  dispute_status text,
  metadata jsonb,
  created_at timestamptz not null default now()
);
comment on table public.payments is
  'Money that Stripe has taken for an order, one row per payment intent. status, amount_refunded and dispute_status are derived by internal.settle_order.';
comment on column public.payments.mismatch is 'How the payment differs from the price of its order: such money buys nothing, and a person decides.';
create index payments_by_order on public.payments (order_id);
alter table public.payments enable row level security;
create policy "Managers can read payments" on public.payments
  for select to authenticated using ((select internal.is_manager()));
grant select on public.payments to authenticated, service_role;

create table public.payment_cards (
  stripe_payment_intent_id text primary key,
  brand text not null check (length(brand) <= 40),
  last4 text not null check (last4 ~ '^[0-9]{4}$')
);
comment on table public.payment_cards is
  'The card that paid, as far as customers see it on their statement; also for payments that we have not heard of yet. No policy: staff find orders by it through functions.';
create index payment_cards_by_last4 on public.payment_cards (last4);
alter table public.payment_cards enable row level security;
grant select on public.payment_cards to service_role;

create table public.refund_requests (
  id uuid primary key default gen_random_uuid(),
  order_id uuid not null references public.orders (id) on delete cascade,
  stripe_payment_intent_id text not null,
  amount decimal(10, 2) not null check (amount > 0),
  ticket_ids text[] not null default '{}',
  cause text not null check (cause in ('manager', 'late', 'cancelled', 'second_payment', 'returned')),
  reason text not null default '',
  requested_by uuid,
  idempotency_key text unique,
  status text not null default 'queued' check (status in ('queued', 'sent', 'refused', 'overtaken')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  last_error text,
  created_at timestamptz not null default now()
);
comment on table public.refund_requests is
  'Money to give back: requested by a manager, or owed for a payment that bought nothing, or for a returned ticket that somebody else bought. Queued in the transaction that owes it; the worker sends it to Stripe with its id as idempotency key.';
comment on column public.refund_requests.ticket_ids is 'The tickets that are refunded; empty for an amount, or for everything.';
comment on column public.refund_requests.status is
  'sent once Stripe knows it (then a row in refunds says how it went); refused if Stripe will not do it, which a person must look at; overtaken if that much was no longer left to give back.';
create index refund_requests_due on public.refund_requests (next_attempt_at) where status = 'queued';
create index refund_requests_by_payment_intent on public.refund_requests (stripe_payment_intent_id);
create index refund_requests_by_order on public.refund_requests (order_id);
alter table public.refund_requests enable row level security;
create policy "Managers can read refund requests" on public.refund_requests
  for select to authenticated using ((select internal.is_manager()));
grant select on public.refund_requests to authenticated, service_role;

create table public.refunds (
  id text primary key,
  stripe_payment_intent_id text not null,
  amount decimal(10, 2) not null check (amount >= 0),
  currency text not null,
  status text not null check (status in ('pending', 'succeeded', 'failed', 'canceled')),
  request_id uuid references public.refund_requests (id) on delete set null,
  asked_at timestamptz,
  changed_at timestamptz not null default now(),
  created_at timestamptz not null default now()
);
comment on table public.refunds is
  'Stripe''s refunds by their id, also of payments that we have not heard of yet. A status only moves on: pending, succeeded, failed or canceled.';
comment on column public.refunds.changed_at is 'When we heard of its status.';
comment on column public.refunds.asked_at is 'When the worker last asked Stripe about a pending refund.';
create index refunds_by_payment_intent on public.refunds (stripe_payment_intent_id);
create index refunds_by_request on public.refunds (request_id);
create index refunds_pending on public.refunds ((coalesce(asked_at, created_at))) where status = 'pending';
alter table public.refunds enable row level security;
create policy "Managers can read refunds" on public.refunds
  for select to authenticated using ((select internal.is_manager()));
grant select on public.refunds to authenticated, service_role;

create table public.disputes (
  id text primary key,
  stripe_payment_intent_id text not null,
  amount decimal(10, 2) not null check (amount >= 0),
  currency text not null,
  status text not null,
  reason text,
  due_at timestamptz,
  told_at timestamptz not null,
  created_at timestamptz not null default now()
);
comment on table public.disputes is
  'Stripe''s disputes by their id, each in the state of its newest event, also for payments that we have not heard of yet.';
comment on column public.disputes.due_at is 'Deadline for submitting evidence to Stripe; null if it asks for none.';
comment on column public.disputes.told_at is 'When Stripe created the event with this state: an older one that arrives later is ignored.';
create index disputes_by_payment_intent on public.disputes (stripe_payment_intent_id);
alter table public.disputes enable row level security;
create policy "Managers can read disputes" on public.disputes
  for select to authenticated using ((select internal.is_manager()));
grant select on public.disputes to authenticated, service_role;

create table public.stripe_events (
  id text primary key,
  type text not null,
  object_id text,
  order_id uuid references public.orders (id) on delete set null,
  received_at timestamptz not null default now()
);
comment on table public.stripe_events is
  'Ids of the Stripe events whose work is committed: written in the transaction of that work. No policy: only functions read it.';
create index stripe_events_by_order on public.stripe_events (order_id);
alter table public.stripe_events enable row level security;
grant select on public.stripe_events to service_role;
