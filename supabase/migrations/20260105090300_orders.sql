-- Orders, their lines, payments, the log of Stripe's events and the outbox of mails. All written by functions only.

create table public.orders (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null,
  event_name text not null,
  stripe_payment_intent_id text unique,
  stripe_checkout_session_id text unique,
  stripe_customer_id text,
  checkout_url text,
  customer_email text not null,
  customer_name text,
  customer_phone text,
  total_amount decimal(10, 2) not null check (total_amount >= 0),
  refunded_amount decimal(10, 2) not null default 0 check (refunded_amount between 0 and total_amount),
  currency text not null default 'usd',
  status text not null default 'pending'
    check (status in ('pending', 'completed', 'failed', 'refunded', 'expired', 'partially_refunded', 'refund_pending')),
  ticket_count integer not null check (ticket_count > 0),
  locale text not null default 'en' check (locale in ('en', 'es')),
  client_key text not null unique,
  request_hash text not null,
  token_hash bytea,
  hold_expires_at timestamptz not null,
  reconciled_at timestamptz,
  created_at timestamptz not null default now(),
  completed_at timestamptz,
  foreign key (event_id, event_name) references public.events (id, name) on update cascade
);
comment on table public.orders is
  'One purchase. Begins as a hold (pending) before Stripe knows of it, so the payment intent is empty until it is paid.';
comment on column public.orders.client_key is 'Made by the browser for one attempt: the same attempt sent twice is one order.';
comment on column public.orders.request_hash is 'Hash of what was asked for, to tell a retry from another request under the same key.';
comment on column public.orders.token_hash is 'SHA-256 of the token in the customer''s link; the token itself is stored nowhere.';
comment on column public.orders.reconciled_at is 'When the worker last asked Stripe about this order.';
create index orders_holds on public.orders (event_id, hold_expires_at) where status = 'pending';
create index orders_unsettled on public.orders (created_at) where status in ('pending', 'refund_pending');
create index orders_by_customer on public.orders (customer_email);
create index orders_by_event on public.orders (event_id, created_at);
alter table public.orders enable row level security;

create function internal.verified_email()
returns text
language sql stable security definer
set search_path = ''
as $$ select lower(u.email) from auth.users u where u.id = (select auth.uid()) and u.email_confirmed_at is not null $$;
comment on function internal.verified_email is
  'The caller''s e-mail if it was confirmed, else null. Security definer because the API roles may not read auth.users.';
grant execute on function internal.verified_email to authenticated;

create policy "Customers can read orders of their verified e-mail" on public.orders
  for select to authenticated using (customer_email = (select internal.verified_email()));
create policy "Managers can read all orders" on public.orders
  for select to authenticated using ((select internal.is_manager()));
-- By column: the link's hash, the client key and the pay page are nobody's business.
grant select (id, event_id, event_name, customer_email, customer_name, customer_phone, total_amount, refunded_amount, currency, status,
  ticket_count, locale, hold_expires_at, created_at, completed_at, stripe_payment_intent_id) on public.orders to authenticated;
grant select on public.orders to service_role;

create table public.order_lines (
  order_id uuid not null references public.orders (id) on delete cascade,
  ticket_type_id uuid not null references public.ticket_types (id),
  quantity integer not null check (quantity > 0),
  unit_price decimal(10, 2) not null check (unit_price >= 0),
  primary key (order_id, ticket_type_id)
);
comment on table public.order_lines is 'How many of which type an order holds or bought, at the price of that moment.';
create index order_lines_by_type on public.order_lines (ticket_type_id);
alter table public.order_lines enable row level security;
create policy "Whoever can read an order can read its lines" on public.order_lines
  for select to authenticated using (exists (select from public.orders o where o.id = order_id));
grant select on public.order_lines to authenticated, service_role;

create table public.payments (
  id uuid primary key default gen_random_uuid(),
  order_id uuid not null references public.orders (id) on delete cascade,
  stripe_payment_intent_id text not null unique,
  amount decimal(10, 2) not null check (amount >= 0),
  amount_refunded decimal(10, 2) not null default 0 check (amount_refunded >= 0),
  currency text not null default 'usd',
  status text not null check (status in ('succeeded', 'failed', 'refunded', 'partially_refunded', 'refund_pending')),
  dispute_status text,
  metadata jsonb,
  created_at timestamptz not null default now()
);
comment on table public.payments is 'What Stripe told us about money, one row per payment intent.';
comment on column public.payments.amount_refunded is 'Cumulative, as Stripe reports it: a smaller figure that arrives later is old news.';
create index payments_by_order on public.payments (order_id);
alter table public.payments enable row level security;
create policy "Managers can read payments" on public.payments
  for select to authenticated using ((select internal.is_manager()));
grant select on public.payments to authenticated, service_role;

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

create table public.mail_outbox (
  id uuid primary key default gen_random_uuid(),
  order_id uuid not null references public.orders (id) on delete cascade,
  kind text not null check (kind in ('tickets', 'refund')),
  cause text not null default '',
  to_email text not null,
  locale text not null check (locale in ('en', 'es')),
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  provider_id text,
  last_error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  unique (order_id, kind, cause)
);
comment on table public.mail_outbox is
  'Mails that are owed, queued in the transaction that owes them; at most one per order, kind and cause. No policy: the worker works through functions.';
create index mail_outbox_due on public.mail_outbox (next_attempt_at) where status = 'queued';
alter table public.mail_outbox enable row level security;
grant select on public.mail_outbox to service_role;
