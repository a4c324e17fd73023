-- Tickets, and the signing keys with which phones verify them.

create function internal.ticket_id_holds(p_ticket_id text)
returns boolean
language plpgsql immutable strict
set search_path = ''
as $$
declare
  v_symbols text := replace(substr(p_ticket_id, 5), '-', '');
  v_day text := split_part(p_ticket_id, '-', 3);
  v_symbol int;
  v_sum int;
  v_weighted int;
begin
  if p_ticket_id !~ '^MGY-[0-9A-HJKMNP-TV-Z]{2,6}-20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])-[0-9A-HJKMNP-TV-Z]{12}$' then
    return false;
  end if;
  -- Rules out 30 February: that many days after the first must still be in the same month.
  if extract(month from make_date(left(v_day, 4)::int, substr(v_day, 5, 2)::int, 1) + right(v_day, 2)::int - 1) <> substr(v_day, 5, 2)::int then
    return false;
  end if;
  -- The code's length leads the word. Then, over GF(32) = GF(2)[x]/(x^5+x^2+1): the sum of the symbols, and their value
  -- as a polynomial at x by Horner's rule, must both be zero.
  v_sum := length(v_symbols) - 20;
  v_weighted := v_sum;
  for i in 1 .. length(v_symbols) loop
    v_symbol := strpos('0123456789ABCDEFGHJKMNPQRSTVWXYZ', substr(v_symbols, i, 1)) - 1;
    v_weighted := v_weighted << 1;
    if v_weighted > 31 then
      v_weighted := v_weighted # 37;
    end if;
    v_weighted := v_weighted # v_symbol;
    v_sum := v_sum # v_symbol;
  end loop;
  return v_sum = 0 and v_weighted = 0;
end
$$;
comment on function internal.ticket_id_holds is
  'Whether this is a canonical ticket id with valid check characters; the SQL twin of ticket-core''s check-characters.ts, as tests/vectors/ticket-ids.json proves.';

-- A domain and not a CHECK of the table, which would be evaluated again at every scan of the ticket.
create domain internal.ticket_id as text check (internal.ticket_id_holds(value));
comment on domain internal.ticket_id is 'A canonical ticket id: MGY-{event code}-{YYYYMMDD}-{10 random}{2 check}.';

create table public.tickets (
  id uuid primary key default gen_random_uuid(),
  ticket_id internal.ticket_id not null unique,
  event_id uuid not null,
  event_name text not null,
  ticket_type_id uuid not null,
  ticket_type text not null,
  order_id uuid references public.orders (id),
  qr_code_data text not null unique,
  price_paid decimal(10, 2) check (price_paid >= 0),
  stripe_payment_id text,
  guest_name text,
  guest_email text,
  guest_phone text,
  metadata jsonb,
  status text not null default 'issued' check (status in ('issued', 'refunded', 'void')),
  entry_scan_id uuid,
  entered_at timestamptz,
  presence text not null default 'never' check (presence in ('never', 'inside', 'left')),
  is_used boolean not null generated always as (entry_scan_id is not null) stored,
  moved_at timestamptz,
  transfer_id uuid,
  order_position smallint,
  order_size smallint,
  revision integer not null default 1,
  created_xid xid8 not null default pg_current_xact_id(),
  changed_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default now(),
  foreign key (event_id, event_name) references public.events (id, name) on update cascade,
  foreign key (event_id, ticket_type_id) references public.ticket_types (event_id, id),
  constraint tickets_place_in_order check (order_position between 1 and order_size),
  constraint tickets_entry_is_whole check ((entry_scan_id is null) = (entered_at is null) and (entry_scan_id is null) = (presence = 'never'))
) with (fillfactor = 70);
comment on table public.tickets is
  'One admission for one guest. Never deleted: a ticket that should not admit is refunded or void. Entry columns are derived from scans by internal.merge_tickets.';
comment on column public.tickets.qr_code_data is 'The QR text: {ticket_id}.{type_code}.{kid}{signature}.';
comment on column public.tickets.is_used is 'Generated from the entry, so that the two can never disagree.';
comment on column public.tickets.entry_scan_id is
  'The admission that spent the ticket. No foreign key: it is derived from scans, which are never deleted, and checking it would cost as much as storing the scan.';
comment on column public.tickets.moved_at is 'Merged time of the last admission or exit that counts.';
comment on column public.tickets.transfer_id is
  'The transfer by which somebody else holds it; null: whoever ordered it. Its replacements keep it.';
comment on column public.tickets.order_position is
  'Which of the order''s tickets it is, from 1: what the door says ("2 of 4"). A replacement keeps it, as it keeps order_size.';
comment on column public.tickets.revision is
  'Orders words on this ticket: incremented under the row lock at every change that phones show. A transaction id would not do: it is assigned before the lock and need not increase.';
comment on column public.tickets.created_xid is 'Transaction that wrote the ticket: tells whether it is below the horizon of a pull.';
comment on column public.tickets.changed_xid is
  'Transaction that last changed what phones show: its row in ticket_changes is the one that counts.';
create index tickets_by_order on public.tickets (order_id);
create index tickets_by_type on public.tickets (event_id, ticket_type_id);
create index tickets_by_transfer on public.tickets (transfer_id) where transfer_id is not null;
alter table public.tickets enable row level security;
-- The code of a ticket that was handed on is the recipient's alone.
create policy "Whoever can read an order can read its tickets not handed on" on public.tickets
  for select to authenticated using (transfer_id is null and exists (select from public.orders o where o.id = order_id));
create policy "Managers can read all tickets" on public.tickets
  for select to authenticated using ((select internal.is_manager()));
grant select on public.tickets to authenticated, service_role;

create function internal.stamp_ticket_change()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  new.changed_xid := pg_current_xact_id();
  new.revision := old.revision + 1;
  return new;
end
$$;
comment on function internal.stamp_ticket_change is 'Trigger: marks the row as changed by this transaction, for the pull cursor, and increments its revision.';
create trigger tickets_stamp before update on public.tickets for each row
  -- A merge stamps the tickets of a whole push itself.
  when (old.revision = new.revision
    and (old.ticket_id, old.event_id, old.ticket_type_id, old.guest_name, old.status, old.entry_scan_id, old.entered_at, old.presence, old.moved_at)
    is distinct from
    (new.ticket_id, new.event_id, new.ticket_type_id, new.guest_name, new.status, new.entry_scan_id, new.entered_at, new.presence, new.moved_at))
  execute function internal.stamp_ticket_change();

create table public.ticket_changes (
  event_id uuid not null,
  changed_xid xid8 not null,
  ticket uuid not null,
  spent boolean not null,
  primary key (event_id, changed_xid, ticket)
);
comment on table public.ticket_changes is
  'Changes of tickets in the order of the pull''s cursor. Of a ticket''s rows the one with its changed_xid counts. Kept beside tickets, so that a scan touches none of their indexes. No policy: only the pull reads it.';
comment on column public.ticket_changes.spent is 'Whether it must not be let in (again) since this change: entered, refunded, void.';
alter table public.ticket_changes enable row level security;
grant select on public.ticket_changes to service_role;

create function internal.list_new_tickets()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  insert into public.ticket_changes (event_id, changed_xid, ticket, spent)
  select n.event_id, n.changed_xid, n.id, n.status <> 'issued' or n.entry_scan_id is not null from inserted n
  -- A merge of scans that had waited for the ticket has listed it already, as spent.
  on conflict do nothing;
  return null;
end
$$;
comment on function internal.list_new_tickets is 'Trigger: lists new tickets among the changes.';
create trigger tickets_list_new after insert on public.tickets referencing new table as inserted
  for each statement execute function internal.list_new_tickets();

create function internal.list_ticket_changes()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  insert into public.ticket_changes as c (event_id, changed_xid, ticket, spent)
  select n.event_id, n.changed_xid, n.id, n.status <> 'issued' or n.entry_scan_id is not null
  from after n where n.changed_xid = pg_current_xact_id()
  on conflict (event_id, changed_xid, ticket) do update set spent = excluded.spent where c.spent <> excluded.spent;
  return null;
end
$$;
comment on function internal.list_ticket_changes is 'Trigger: lists the tickets that this statement stamped.';
create trigger tickets_list_changes after update on public.tickets referencing new table as after
  for each statement execute function internal.list_ticket_changes();

create view internal.listed_tickets as
select c.event_id, c.changed_xid, c.ticket as id, c.spent, t.created_xid
-- "offset 0" makes each change look up its ticket: the changes after a cursor are few, the tickets many.
from public.ticket_changes c cross join lateral (
  select k.created_xid from public.tickets k where k.id = c.ticket and k.changed_xid = c.changed_xid offset 0) t;
comment on view internal.listed_tickets is 'The last change of each ticket.';

create function internal.count_issued()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  update public.events e set issued = e.issued + n.issued
  from (select event_id, count(*) as issued from inserted group by event_id) n
  where e.id = n.event_id;
  return null;
end
$$;
comment on function internal.count_issued is 'Trigger: keeps events.issued equal to the number of ticket rows.';
create trigger tickets_count after insert on public.tickets referencing new table as inserted
  for each statement execute function internal.count_issued();

create table public.signing_keys (
  kid text primary key check (kid ~ '^[0-9A-HJKMNP-TV-Z]{2}$'),
  public_key bytea not null unique check (length(public_key) = 32),
  retired_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table public.signing_keys is
  'Ed25519 public keys of tickets. The secret half is in the functions'' configuration and nowhere else. No policy: phones get keys with the pull.';
alter table public.signing_keys enable row level security;
grant select on public.signing_keys to service_role;

create function internal.base64url(p_bytes bytea)
returns text
language sql immutable
return rtrim(translate(encode(p_bytes, 'base64'), E'+/\n', '-_'), '=');
comment on function internal.base64url is 'RFC 4648 section 5, without padding.';

create function public.register_signing_key(p_kid text, p_public_key text)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_key bytea;
begin
  if p_public_key !~ '^[A-Za-z0-9_-]{43}$' or p_kid !~ '^[0-9A-HJKMNP-TV-Z]{2}$' then
    perform internal.fail('invalid_request', 400);
  end if;
  v_key := decode(translate(p_public_key, '-_', '+/') || '=', 'base64');
  insert into public.signing_keys (kid, public_key) values (p_kid, v_key) on conflict do nothing;
  -- A kid stands for one key forever: phones keep what they have seen.
  if not exists (select from public.signing_keys k where k.kid = p_kid and k.public_key = v_key) then
    perform internal.fail('invalid_request', 400, jsonb_build_object('kid', p_kid));
  end if;
end
$$;
comment on function public.register_signing_key is
  'Publishes a public key (base64url, 32 bytes) to phones under its kid; calling it again with the same key does nothing. Security definer because no role may write signing_keys directly.';
grant execute on function public.register_signing_key to service_role;
