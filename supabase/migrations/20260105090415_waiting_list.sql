-- The waiting list of a sold-out type, and tickets returned to it. Facts only: who is offered what is an order that holds
-- its seats like any other.

create table public.waiting_entries (
  id uuid primary key,
  arrived bigint generated always as identity unique,
  event_id uuid not null,
  ticket_type_id uuid not null,
  email text not null check (email = lower(email) and length(email) <= 254),
  name text check (length(name) between 1 and 120),
  quantity integer not null check (quantity between 1 and 100),
  locale text not null default 'en' check (locale in ('en', 'es')),
  token_hash bytea,
  joined_at timestamptz not null default now(),
  left_at timestamptz,
  offer_id uuid unique references public.orders (id),
  begun_at timestamptz,
  forgotten_at timestamptz,
  mail_due_at timestamptz default now(),
  mail_round integer not null default 1,
  mail_attempts integer not null default 0,
  mail_first_attempt_at timestamptz,
  mail_error text,
  foreign key (event_id, ticket_type_id) references public.ticket_types (event_id, id) on delete cascade
);
comment on table public.waiting_entries is
  'Who waits for seats of a sold-out type, in order of arrival. An offer is an order whose hold it owns; how it stands is derived from that order.';
comment on column public.waiting_entries.arrived is 'The order of arrival.';
comment on column public.waiting_entries.token_hash is 'SHA-256 of the token in the entry''s link, which goes out by mail only.';
comment on column public.waiting_entries.offer_id is
  'The order that holds the seats which were offered; null: not offered yet, or the offer was withdrawn because its returned ticket was taken back. Whoever lets an offer lapse waits no longer.';
comment on column public.waiting_entries.begun_at is 'When its pay page was first asked for.';
comment on column public.waiting_entries.mail_due_at is 'When the mail that confirms it is to be sent; null: it was, or is of no use any more. mail_round counts how often it was asked for.';
comment on column public.waiting_entries.mail_first_attempt_at is 'Of this round. Once the provider has forgotten its key, the mail is looked for before it is sent again.';
create unique index waiting_entries_once on public.waiting_entries (ticket_type_id, email) where left_at is null and offer_id is null;
create index waiting_entries_in_order on public.waiting_entries (event_id, arrived) where left_at is null and offer_id is null;
create index waiting_entries_by_event on public.waiting_entries (event_id);
create index waiting_entries_by_type on public.waiting_entries (event_id, ticket_type_id);
create index waiting_entries_by_email on public.waiting_entries (email);
create index waiting_entries_mail_due on public.waiting_entries (mail_due_at) where mail_due_at is not null;
alter table public.waiting_entries enable row level security;
create policy "Managers can read who waits" on public.waiting_entries
  for select to authenticated using ((select internal.is_manager()));
-- By column: nobody may read the hashes of links.
grant select (id, event_id, ticket_type_id, email, name, quantity, locale, joined_at, left_at, offer_id, begun_at) on public.waiting_entries to authenticated;
grant select on public.waiting_entries to service_role;

alter table public.events add column waiting integer not null default 0 check (waiting >= 0);
comment on column public.events.waiting is 'How many entries of its waiting list have neither left nor an offer: a sale looks at the list only if there are any.';

create function internal.count_waiting()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
declare
  v_change int := 0;
begin
  if tg_op <> 'INSERT' then
    v_change := v_change - (old.left_at is null and old.offer_id is null)::int;
  end if;
  if tg_op <> 'DELETE' then
    v_change := v_change + (new.left_at is null and new.offer_id is null)::int;
  end if;
  update public.events e set waiting = e.waiting + v_change where e.id = coalesce(new.event_id, old.event_id) and v_change <> 0;
  return null;
end
$$;
comment on function internal.count_waiting is 'Trigger: keeps events.waiting equal to the number of entries that wait.';
create trigger waiting_entries_count after insert or delete or update of left_at, offer_id on public.waiting_entries
  for each row execute function internal.count_waiting();

create table public.ticket_returns (
  id uuid primary key,
  order_id uuid not null references public.orders (id) on delete cascade,
  ticket_id text not null references public.tickets (ticket_id),
  returned_at timestamptz not null default now(),
  taken_back_at timestamptz,
  offer_id uuid references public.orders (id),
  sold_at timestamptz,
  amount decimal(10, 2) check (amount >= 0),
  constraint ticket_returns_end_once check (taken_back_at is null or sold_at is null),
  constraint ticket_returns_are_sold_to_somebody check (sold_at is null or offer_id is not null and amount is not null)
);
comment on table public.ticket_returns is
  'Tickets that their buyers returned to the waiting list. A ticket stays valid, and its seat its own, until an offer of that seat is paid: then it is void, and its price goes back.';
comment on column public.ticket_returns.offer_id is 'The offer that its seat was last put into; it counts while that order is pending. Once sold: who bought it.';
comment on column public.ticket_returns.amount is 'What goes back to its buyer: what the ticket had cost, or what was left of that.';
create unique index ticket_returns_one_at_a_time on public.ticket_returns (ticket_id) where taken_back_at is null;
create index ticket_returns_by_ticket on public.ticket_returns (ticket_id);
create index ticket_returns_by_order on public.ticket_returns (order_id);
create index ticket_returns_by_offer on public.ticket_returns (offer_id) where offer_id is not null;
alter table public.ticket_returns enable row level security;
create policy "Managers can read returned tickets" on public.ticket_returns
  for select to authenticated using ((select internal.is_manager()));
grant select on public.ticket_returns to authenticated, service_role;

alter table public.settings add column offer_minutes integer not null default 120 check (offer_minutes between 15 and 2880);
comment on column public.settings.offer_minutes is
  'How long seats are kept for whoever is offered them from the waiting list; never beyond the end of the sale. A pay page that was opened in time has its usual time.';

create function internal.lock_waiting(p_event_id uuid)
returns void
language sql volatile
set search_path = ''
as $$ select pg_advisory_xact_lock(hashtextextended('waiting list ' || p_event_id, 0)) $$;
comment on function internal.lock_waiting is
  'Whoever changes an event''s waiting list or its returned tickets takes turns: after orders and tickets, before the seats.';
