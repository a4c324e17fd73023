-- Wallet passes: which tickets were handed out as passes, what they show that has changed since, and the phones that Apple's
-- wallet told us of. Which of them are due to be told follows from these.

create table public.wallet_passes (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete cascade,
  ticket_id text references public.tickets (ticket_id),
  wallet text not null check (wallet in ('apple', 'google')),
  handed_at timestamptz not null default now(),
  handed_revision integer not null default 1,
  revision integer not null default 1,
  told_revision integer not null default 1,
  changed_at timestamptz not null default date_trunc('second', now()),
  changed_xid xid8 not null default pg_current_xact_id(),
  try_at timestamptz not null default now(),
  attempts integer not null default 0,
  error text,
  constraint wallet_passes_once unique nulls not distinct (event_id, ticket_id, wallet),
  constraint wallet_passes_of_a_night_are_googles check (ticket_id is not null or wallet = 'google'),
  constraint wallet_passes_tell_what_was check (told_revision <= revision and handed_revision <= revision)
);
comment on table public.wallet_passes is
  'Tickets that were handed out as a pass of a wallet, and how far that wallet was told of changes; whether anybody saved one, only the wallet knows. No policy: functions only.';
comment on column public.wallet_passes.ticket_id is 'Null: what all passes of the night share at Google (its class).';
comment on column public.wallet_passes.handed_revision is 'What it showed when it was last handed out.';
comment on column public.wallet_passes.revision is 'How often what it shows has changed, from 1: counted from pass_changes.';
comment on column public.wallet_passes.told_revision is 'The last revision that its wallet was told of. It is due while this is lower.';
comment on column public.wallet_passes.changed_at is 'When it last changed, in whole seconds as HTTP has them, and later by one at least at each change.';
comment on column public.wallet_passes.changed_xid is 'Transaction that counted its last change: what a phone compares with the point up to which it was told.';
create index wallet_passes_due on public.wallet_passes (wallet, try_at) where told_revision < revision;
create index wallet_passes_by_ticket on public.wallet_passes (ticket_id) where ticket_id is not null;
alter table public.wallet_passes enable row level security;
grant select on public.wallet_passes to service_role;

create table public.pass_changes (
  id bigint generated always as identity primary key,
  event_id uuid not null,
  ticket_id text,
  of_tickets boolean not null
);
comment on table public.pass_changes is
  'Changes of what passes show, until the worker has counted them into wallet_passes: whoever changes a ticket or a night only adds a row, and waits for no pass. No policy: functions only.';
comment on column public.pass_changes.ticket_id is 'Null: the night changed.';
comment on column public.pass_changes.of_tickets is 'Whether the tickets themselves changed, and not only what is said of their night.';
alter table public.pass_changes enable row level security;
grant select on public.pass_changes to service_role;

create table public.pass_registrations (
  device_id text not null check (length(device_id) between 1 and 128),
  pass_id uuid not null references public.wallet_passes (id) on delete cascade,
  push_token text not null check (length(push_token) between 1 and 200),
  registered_at timestamptz not null default clock_timestamp(),
  primary key (device_id, pass_id)
);
comment on table public.pass_registrations is
  'Phones and watches that hold an Apple pass, as they told us themselves: for as long as the pass is there, and a week after its night at most. No policy: functions only.';
comment on column public.pass_registrations.device_id is 'Apple''s name for the device''s library of passes: it names no person and no phone, and the device proves itself by it.';
comment on column public.pass_registrations.push_token is 'Where Apple''s push service reaches it; of use only with the pass certificate.';
create index pass_registrations_by_pass on public.pass_registrations (pass_id, registered_at);
create index pass_registrations_by_token on public.pass_registrations (push_token);
alter table public.pass_registrations enable row level security;
grant select on public.pass_registrations to service_role;

create function internal.note_ticket_change()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  insert into public.pass_changes (event_id, ticket_id, of_tickets)
  select new.event_id, new.ticket_id, true where exists (select from public.wallet_passes p where p.ticket_id = new.ticket_id);
  return null;
end
$$;
comment on function internal.note_ticket_change is 'Trigger: notes that a ticket''s passes show something else. An entry is nothing that they show.';
create trigger tickets_change_passes after update of status, guest_name, ticket_type on public.tickets for each row
  when ((old.status, old.guest_name, old.ticket_type) is distinct from (new.status, new.guest_name, new.ticket_type))
  execute function internal.note_ticket_change();

create function internal.note_night_change()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  insert into public.pass_changes (event_id, of_tickets)
  select new.id, old.status <> new.status where exists (select from public.wallet_passes p where p.event_id = new.id);
  return null;
end
$$;
comment on function internal.note_night_change is 'Trigger: notes that the passes of a night show something else.';
create trigger events_change_passes
  after update of name, status, event_date, doors_open_at, ends_at, timezone, venue_name, venue_address, min_age, reentry
  on public.events for each row
  when ((old.name, old.status, old.event_date, old.doors_open_at, old.ends_at, old.timezone, old.venue_name, old.venue_address, old.min_age, old.reentry)
    is distinct from
    (new.name, new.status, new.event_date, new.doors_open_at, new.ends_at, new.timezone, new.venue_name, new.venue_address, new.min_age, new.reentry))
  execute function internal.note_night_change();

create function internal.count_pass_changes()
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_changed uuid[];
begin
  -- One at a time: two would wait for each other's passes. The second finds what the first has counted.
  perform pg_advisory_xact_lock(hashtextextended('count pass changes', 0));
  with counted as (
    delete from public.pass_changes returning event_id, ticket_id, of_tickets
  )
  -- "offset 0" makes each change look up its passes: the changes are few, the passes many.
  select array_agg(distinct p.id) into v_changed from counted c cross join lateral (
    select k.id from public.wallet_passes k where k.ticket_id = c.ticket_id
    union all
    select k.id from public.wallet_passes k
    where c.ticket_id is null and k.event_id = c.event_id and (k.wallet = 'apple' or k.ticket_id is null or c.of_tickets)
    offset 0) p;
  -- Due at once, also to whoever has waited for this: their now() is earlier.
  update public.wallet_passes p set revision = p.revision + 1, changed_xid = pg_current_xact_id(), try_at = '-infinity', attempts = 0,
    changed_at = greatest(date_trunc('second', now()), p.changed_at + interval '1 second')
  where p.id = any (v_changed);
end
$$;
comment on function internal.count_pass_changes is 'Counts what has changed into the passes that show it.';

create function internal.pass_shows(p_pass public.wallet_passes)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('event', internal.event_of_order(p_pass.event_id),
    'order', (select jsonb_build_object('number', o.number, 'locale', o.locale) from public.tickets t join public.orders o on o.id = t.order_id
      where t.ticket_id = p_pass.ticket_id),
    'ticket', (select x.ticket from public.tickets t, jsonb_array_elements(internal.tickets_of_order(t.order_id, t.transfer_id)) x (ticket)
      where t.ticket_id = p_pass.ticket_id and x.ticket ->> 'ticket_id' = p_pass.ticket_id))
$$;
comment on function internal.pass_shows is 'What a pass shows; order and ticket are null for what a night''s passes share.';

create function public.hand_out_pass(p_ticket_id text, p_wallet text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_event uuid;
  v_pass public.wallet_passes;
begin
  -- Whoever is changing them has committed before they are read below, or finds the pass and notes the change.
  select t.event_id into v_event from public.tickets t where t.ticket_id = p_ticket_id and t.order_id is not null for share;
  if not found then
    perform internal.fail('not_found', 404);
  end if;
  perform from public.events e where e.id = v_event for share;
  if p_wallet = 'google' then
    insert into public.wallet_passes (event_id, wallet) values (v_event, p_wallet) on conflict do nothing;
  end if;
  insert into public.wallet_passes as p (event_id, ticket_id, wallet) values (v_event, p_ticket_id, p_wallet)
  on conflict (event_id, ticket_id, wallet) do update set handed_at = now(), handed_revision = p.revision
  returning * into v_pass;
  return internal.pass_shows(v_pass);
end
$$;
comment on function public.hand_out_pass is
  'Notes that a ticket is handed out as a pass, and returns what the pass shows: from here on its wallet is told of changes. The caller has checked who asks. Security definer because no role may write passes.';
grant execute on function public.hand_out_pass to service_role;
