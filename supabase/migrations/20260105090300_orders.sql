-- Orders, their lines, and the settings of the sale. All written by functions only.

create table public.settings (
  id boolean primary key default true check (id),
  max_unpaid_per_email integer not null default 20 check (max_unpaid_per_email > 0),
  max_unpaid_per_client integer not null default 60 check (max_unpaid_per_client > 0)
);
comment on table public.settings is 'One row: what an operator can configure.';
comment on column public.settings.max_unpaid_per_email is 'Unpaid seats that one e-mail address may hold, over all nights.';
comment on column public.settings.max_unpaid_per_client is
  'The same per network address. Generous, because many customers of a mobile network may share one.';
insert into public.settings default values;
alter table public.settings enable row level security;
create policy "Managers can read the settings" on public.settings
  for select to authenticated using ((select internal.is_manager()));
grant select on public.settings to authenticated, service_role;

create sequence internal.order_serials;

create function internal.order_number(p_serial bigint)
returns text
language sql immutable
-- 22 symbols that are hard to confuse by eye or ear; six make 113 million orders. Multiplying by a number with no common
-- factor visits each once, far from its neighbours: no collisions to handle, and no sales to read off.
return 'MGY-' || substr('346789CDFHJKMNPQRTVWXY', ((p_serial * 70071929 + 31415926) % 113379904 % 22)::int + 1, 1)
  || substr('346789CDFHJKMNPQRTVWXY', ((p_serial * 70071929 + 31415926) % 113379904 / 22 % 22)::int + 1, 1)
  || substr('346789CDFHJKMNPQRTVWXY', ((p_serial * 70071929 + 31415926) % 113379904 / 484 % 22)::int + 1, 1)
  || substr('346789CDFHJKMNPQRTVWXY', ((p_serial * 70071929 + 31415926) % 113379904 / 10648 % 22)::int + 1, 1)
  || substr('346789CDFHJKMNPQRTVWXY', ((p_serial * 70071929 + 31415926) % 113379904 / 234256 % 22)::int + 1, 1)
  || substr('346789CDFHJKMNPQRTVWXY', ((p_serial * 70071929 + 31415926) % 113379904 / 5153632)::int + 1, 1);
comment on function internal.order_number is
  'The order''s name that people read out to each other: MGY- and six symbols. One expression, so that it is inlined where the serial is a variable.';

create function internal.read_order_number(p_text text)
returns text
language sql immutable
return (
  select case when r.symbols ~ '^[346789CDFHJKMNPQRTVWXY]{6}$' then 'MGY-' || r.symbols end
  from (select regexp_replace(regexp_replace(upper(p_text), '[^0-9A-Z]', '', 'g'), '^MGY', '') as symbols) r);
comment on function internal.read_order_number is
  'Normalises a typed order number (lower case, without MGY or dashes) to the stored form; null if it is not one.';

create function internal.fold_name(p_name text)
returns text
language sql immutable
return lower(translate(p_name, 'áàâäãåéèêëíìîïóòôöõúùûüñçÁÀÂÄÃÅÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÑÇ', 'aaaaaaeeeeiiiiooooouuuuncAAAAAAEEEEIIIIOOOOOUUUUNC'));
comment on function internal.fold_name is 'A name without case and accents, for searching.';

create table public.orders (
  id uuid primary key default gen_random_uuid(),
  number text not null unique default internal.order_number(nextval('internal.order_serials')),
  kind text not null default 'sale' check (kind in ('sale', 'comp', 'door')),
  event_id uuid not null,
  event_name text not null,
  stripe_payment_intent_id text,
  stripe_checkout_session_id text,
  stripe_customer_id text,
  checkout_url text,
  customer_email text not null,
  customer_name text,
  name_folded text generated always as (internal.fold_name(customer_name)) stored,
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
  link_version integer not null default 0,
  client_hash bytea,
  hold_expires_at timestamptz not null,
  hold_ended text check (hold_ended in ('expired', 'failed')),
  payment_underway boolean not null default false,
  declined text check (declined in ('late', 'cancelled')),
  tickets_due boolean not null default false,
  dispute text check (dispute in ('open', 'won', 'lost')),
  session_ended_at timestamptz,
  reconciled_at timestamptz,
  created_at timestamptz not null default now(),
  completed_at timestamptz,
  forgotten_at timestamptz,
  -- Deferred, because a hold writes its order before it takes its seats, and whoever locks both locks the types before the event.
  foreign key (event_id, event_name) references public.events (id, name) on update cascade deferrable initially deferred
);
comment on table public.orders is
  'One purchase. Starts as a hold (pending) before Stripe knows of it, so the payment intent is empty until it is paid. status, refunded_amount, tickets_due and dispute are derived by internal.settle_order, and written only there.';
comment on column public.orders.number is 'What customers and staff call it; the id is not shown.';
comment on column public.orders.kind is 'comp: given away by staff for free. door: sold at the door, where the money is too; it has no name and no address.';
comment on column public.orders.name_folded is 'The name as it is searched; stored, because folding it for every row during a search takes longer than the search.';
comment on column public.orders.client_key is 'Generated by the browser for one attempt: sending the same attempt twice creates one order.';
comment on column public.orders.request_hash is 'Hash of the request, to tell a retry from a different request with the same key.';
comment on column public.orders.token_hash is 'SHA-256 of the token in the customer''s link; the token itself is stored nowhere.';
comment on column public.orders.link_version is 'How often the customer''s link was regenerated; the token is derived from it, so older links stop working.';
comment on column public.orders.client_hash is 'SHA-256 of the network address that started the order, for the cap on unpaid seats; cleared when the hold ends.';
comment on column public.orders.hold_ended is 'How the hold ended without a payment: expired (or given up), or failed. A fact: a later payment does not undo it.';
comment on column public.orders.payment_underway is 'A delayed payment method was chosen: the money may take days to arrive, and the hold waits for it.';
comment on column public.orders.declined is
  'The decision that this order gets no tickets for its money: paid too late, or the night is cancelled. Final once the customer was told.';
comment on column public.orders.tickets_due is 'Paid, and waiting for whoever signs the tickets.';
comment on column public.orders.session_ended_at is 'When the pay page could no longer take money; until then the worker keeps asking Stripe.';
comment on column public.orders.reconciled_at is 'When the worker last asked Stripe about this order.';
comment on column public.orders.forgotten_at is 'When its customer''s name and address were erased; what it cost and what was refunded stays.';

create function internal.has_customer(p_order public.orders)
returns boolean
language sql immutable
return p_order.kind <> 'door';
comment on function internal.has_customer is
  'Whether anybody is known whom a mail can reach, and who could be given another ticket. packages/wire/src/orders.ts says the same.';

-- Partial, so that a hold writes to neither.
create unique index orders_by_payment_intent on public.orders (stripe_payment_intent_id) where stripe_payment_intent_id is not null;
create unique index orders_by_session on public.orders (stripe_checkout_session_id) where stripe_checkout_session_id is not null;
create index orders_holds on public.orders (event_id, hold_expires_at) where status = 'pending';
create index orders_unpaid_by_client on public.orders (client_hash) where status = 'pending';
create index orders_to_ask_about on public.orders ((coalesce(reconciled_at, created_at))) where stripe_checkout_session_id is not null and session_ended_at is null;
create index orders_awaiting_tickets on public.orders (created_at) where tickets_due;
-- Serves equality and prefix searches.
create index orders_by_customer on public.orders (customer_email text_pattern_ops);
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
-- By column: nobody may read the link's hash, the client key and the pay page.
grant select (id, number, event_id, event_name, customer_email, customer_name, customer_phone, total_amount, refunded_amount, currency, status,
  ticket_count, locale, hold_expires_at, created_at, completed_at, stripe_payment_intent_id) on public.orders to authenticated;
grant select on public.orders to service_role;

create table public.order_lines (
  order_id uuid not null references public.orders (id) on delete cascade,
  -- Deferred, as the order's: many lock shares of a type's row make each update of it slow.
  ticket_type_id uuid not null references public.ticket_types (id) deferrable initially deferred,
  quantity integer not null check (quantity > 0),
  unit_price decimal(10, 2) not null check (unit_price >= 0),
  release text,
  held integer not null default 0 check (held between 0 and quantity),
  sold integer not null default 0 check (sold between 0 and quantity),
  primary key (order_id, ticket_type_id)
);
comment on table public.order_lines is 'How many tickets of which type an order holds or bought, at the price of that time.';
comment on column public.order_lines.release is 'Name of the release whose price applied; null: the type''s own price.';
comment on column public.order_lines.held is
  'Seats of this line that its type counts as held; likewise sold. Settling moves only the difference to these, so no seat moves twice.';
create index order_lines_by_type on public.order_lines (ticket_type_id);
alter table public.order_lines enable row level security;
create policy "Whoever can read an order can read its lines" on public.order_lines
  for select to authenticated using (exists (select from public.orders o where o.id = order_id));
grant select on public.order_lines to authenticated, service_role;
