-- Events and what is sold for them. The counters are on the rows that the CHECKs guard: the table refuses overselling.

create function internal.fits_currency(p_amount numeric, p_currency text)
returns boolean
language sql immutable
-- docs.stripe.com/currencies: those without decimals, and two that are charged as if they had some. Searched in a text,
-- because a list is made into a table of its own by each caller, and a hold is one.
return strpos('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf isk ugx', p_currency) = 0 or p_amount = trunc(p_amount);
comment on function internal.fits_currency is 'Whether the amount can be expressed in the currency''s fractions.';

create function internal.is_chargeable(p_amount numeric, p_currency text)
returns boolean
language sql immutable
-- docs.stripe.com/currencies, minimum and maximum charge amounts: eight digits of minor units at most.
return p_amount = 0 or internal.fits_currency(p_amount, p_currency)
  and p_amount >= case p_currency
    when 'aed' then 2 when 'czk' then 15 when 'dkk' then 2.5 when 'gbp' then 0.3 when 'hkd' then 4 when 'huf' then 175 when 'jpy' then 50
    when 'mxn' then 10 when 'myr' then 2 when 'nok' then 3 when 'pln' then 2 when 'ron' then 2 when 'sek' then 3 when 'thb' then 10
    else 0.5 end
  and (p_amount <= 999999.99 or p_amount <= 99999999 and strpos('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf', p_currency) > 0);
comment on function internal.is_chargeable is
  'Whether Stripe can charge this amount; zero is always allowed. Does not check the minimum charge that depends on the Stripe account''s own currency.';

create function internal.is_poster_path(p_path text)
returns boolean
language sql immutable
return p_path ~ '^/(images/[a-z0-9-]+|storage/v1/object/public/posters/[0-9a-f-]+/[0-9a-f-]+)\.(webp|jpg)$';
comment on function internal.is_poster_path is
  'Whether a night may have this poster: a picture that ships with the shop, or one in Storage. packages/wire/src/posters.ts has the same rule, a test compares the two.';

create table public.events (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 200),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  code text not null check (code ~ '^[0-9A-HJKMNP-TV-Z]{2,6}$'),
  event_day date not null,
  description text,
  line_up text check (length(line_up) <= 1000),
  event_date timestamptz not null,
  doors_open_at timestamptz not null,
  admits_from timestamptz check (admits_from <= doors_open_at),
  ends_at timestamptz not null,
  timezone text not null default 'America/Los_Angeles',
  venue_name text not null,
  venue_address text,
  venue_capacity integer not null check (venue_capacity >= 0),
  taken integer not null default 0 check (taken >= 0),
  issued integer not null default 0 check (issued >= 0),
  image_url text check (internal.is_poster_path(image_url)),
  image_alt text check (length(image_alt) <= 300),
  image_focus_x integer not null default 50 check (image_focus_x between 0 and 100),
  image_focus_y integer not null default 50 check (image_focus_y between 0 and 100),
  min_age integer check (min_age between 0 and 99),
  -- No three-decimal currencies: decimal(10, 2) would lose their thousandths.
  currency text not null default 'usd' check (currency ~ '^[a-z]{3}$' and currency not in ('bhd', 'jod', 'kwd', 'omr', 'tnd')),
  tax_name text not null default '' check (length(tax_name) <= 40),
  tax_percent decimal(6, 3) not null default 0 check (tax_percent >= 0 and tax_percent < 100),
  status text not null default 'draft' check (status in ('draft', 'published', 'cancelled')),
  sales_start_at timestamptz,
  sales_end_at timestamptz,
  sales_paused_at timestamptz,
  max_per_order integer not null default 10 check (max_per_order between 1 and 100),
  reentry boolean not null default false,
  unsynced_policy text not null default 'admit' check (unsynced_policy in ('admit', 'ask')),
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (name, event_date),
  unique (code, event_day),
  unique (id, name),
  constraint events_not_oversold check (taken <= venue_capacity),
  constraint events_end_after_doors check (ends_at > doors_open_at)
) with (fillfactor = 50);
comment on table public.events is 'A night that tickets are sold for. Readable by anyone once published; written by functions and the operator.';
comment on column public.events.code is 'Event code of the ticket ids: 2 to 6 Crockford base32 characters, unique per day.';
comment on column public.events.event_day is 'The date in the ticket ids, in the venue''s time zone: a night that starts after midnight may belong to the day before.';
comment on column public.events.line_up is 'Who plays, a name a line, in the order in which the club bills them.';
comment on column public.events.admits_from is
  'From when phones admit guests, if that is before the time on the ticket (a sound check, a rehearsal); null: when doors open.';
comment on column public.events.taken is
  'Seats sold or held of all types, maintained only while the types together could exceed the venue (ticket_types.shares_venue), else 0: a sale then need not touch this row.';
comment on column public.events.issued is 'Number of rows in tickets, maintained by a trigger: the total that a phone compares its list with.';
comment on column public.events.unsynced_policy is 'What a phone does with a valid signature that is not in its list: admit, or ask.';
comment on column public.events.image_url is
  'The poster: a path in the shop (/images/…) or in Storage''s public objects (/storage/v1/object/public/…). Narrower versions are beside it.';
comment on column public.events.image_focus_x is 'What must stay in view when the poster is cropped, in per cent from the left; image_focus_y from the top.';
comment on column public.events.sales_paused_at is 'When a manager paused the sale; null: it is not paused.';
comment on column public.events.tax_percent is 'The tax that the prices include, called tax_name; receipts that were issued keep theirs.';
comment on column public.events.revision is 'Incremented by every edit of a manager, so that concurrent edits are detected.';
create index events_upcoming on public.events (ends_at) where status = 'published';
create index events_by_name on public.events (name, event_date);
alter table public.events enable row level security;
create policy "Anyone can read events that are or were published" on public.events
  for select to anon, authenticated using (status <> 'draft');
create policy "Managers can read all events" on public.events
  for select to authenticated using ((select internal.is_manager()));
grant select on public.events to anon, authenticated, service_role;

create function internal.touch_updated_at()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end
$$;
comment on function internal.touch_updated_at is 'Trigger: sets updated_at to the transaction''s time.';
-- Only for edits by people: the counters change many times a second, and that is no edit.
create trigger events_touch before update of name, slug, description, line_up, event_date, doors_open_at, ends_at, timezone, venue_name,
  venue_address, venue_capacity, image_url, min_age, status, sales_start_at, sales_end_at, max_per_order, reentry, unsynced_policy
  on public.events for each row execute function internal.touch_updated_at();

create table public.ticket_pools (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete cascade,
  name text not null check (length(name) between 1 and 80),
  capacity integer not null check (capacity >= 0),
  taken integer not null default 0 check (taken >= 0),
  sort integer not null default 0,
  unique (event_id, name),
  unique (event_id, id),
  constraint ticket_pools_not_oversold check (taken <= capacity)
) with (fillfactor = 50);
comment on table public.ticket_pools is 'Seats shared by several ticket types of an event, such as 40 places at tables sold at two prices.';
comment on column public.ticket_pools.taken is 'Seats sold or held of all its types, including lapsed holds until they are swept.';
alter table public.ticket_pools enable row level security;
create policy "Managers can read pools" on public.ticket_pools
  for select to authenticated using ((select internal.is_manager()));
grant select on public.ticket_pools to authenticated, service_role;

create table public.ticket_types (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete cascade,
  code text not null check (code ~ '^[0-9A-Z]{1,4}$'),
  name text not null check (length(name) between 1 and 80),
  description text,
  price decimal(10, 2) not null check (price >= 0),
  capacity integer not null check (capacity >= 0),
  sold integer not null default 0 check (sold >= 0),
  held integer not null default 0 check (held >= 0),
  shares_venue boolean not null default false,
  max_per_order integer check (max_per_order between 1 and 100),
  sales_start_at timestamptz,
  sales_end_at timestamptz check (sales_end_at > sales_start_at),
  hidden boolean not null default false,
  pool_id uuid,
  sort integer not null default 0,
  created_at timestamptz not null default now(),
  foreign key (event_id, pool_id) references public.ticket_pools (event_id, id),
  unique (event_id, code),
  unique (event_id, name),
  unique (event_id, id),
  constraint ticket_types_not_oversold check (sold + held <= capacity)
) with (fillfactor = 50);
comment on table public.ticket_types is
  'What can be bought for an event. Its counters are the hot rows of a sale: half-empty pages keep their updates HOT.';
comment on column public.ticket_types.sold is 'Seats paid for. A used ticket stays sold.';
comment on column public.ticket_types.held is 'Seats under a hold that is not paid yet, including lapsed holds until they are swept.';
comment on column public.ticket_types.shares_venue is
  'Whether all types of the event together exceed the venue, so that a sale must count there too. Maintained by a trigger.';
comment on column public.ticket_types.code is 'Type code, signed into the QR text: never change it once a ticket is sold.';
comment on column public.ticket_types.price is 'The price once every release is over, or the only one.';
comment on column public.ticket_types.hidden is 'Neither shown nor sold in the shop; its tickets are valid like any other.';
comment on column public.ticket_types.pool_id is 'The pool whose seats it shares with other types; null: it has its own seats.';
create index ticket_types_by_pool on public.ticket_types (event_id, pool_id) where pool_id is not null;
alter table public.ticket_types enable row level security;
create policy "Anyone can read the ticket types of events that they can read" on public.ticket_types
  for select to anon, authenticated using (not hidden and exists (select from public.events e where e.id = event_id));
create policy "Managers can read all ticket types" on public.ticket_types
  for select to authenticated using ((select internal.is_manager()));
grant select on public.ticket_types to anon, authenticated, service_role;

create table public.ticket_releases (
  id uuid primary key default gen_random_uuid(),
  ticket_type_id uuid not null references public.ticket_types (id) on delete cascade,
  sort integer not null,
  name text not null check (length(name) between 1 and 80),
  price decimal(10, 2) not null check (price >= 0),
  until_taken integer check (until_taken > 0),
  ends_at timestamptz,
  unique (ticket_type_id, sort),
  constraint ticket_releases_end check (until_taken is not null or ends_at is not null)
);
comment on table public.ticket_releases is
  'Earlier prices of a ticket type, in order. The first one that has not ended is the current price; after the last, the type''s own. No job has to switch it.';
comment on column public.ticket_releases.until_taken is 'Ends once this many seats of the type are sold or held, including those of earlier releases; null: no such limit.';
comment on column public.ticket_releases.ends_at is 'Ends at this time; null: no end date.';
alter table public.ticket_releases enable row level security;
create policy "Anyone can read the releases of ticket types that they can read" on public.ticket_releases
  for select to anon, authenticated using (exists (select from public.ticket_types t where t.id = ticket_type_id));
grant select on public.ticket_releases to anon, authenticated, service_role;

create function public.ticket_types(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'price', coalesce(r.price, t.price), 'capacity', t.capacity) order by t.sort, t.name), '[]')
  from public.ticket_types t
  left join lateral (
    select k.price from public.ticket_releases k
    where k.ticket_type_id = t.id and (k.ends_at is null or now() < k.ends_at) and (k.until_taken is null or t.sold + t.held < k.until_taken)
    order by k.sort limit 1
  ) r on true
  where t.event_id = p_event.id
$$;
comment on function public.ticket_types is
  'Computed column events.ticket_types: the jsonb of the first design, [{"name", "price", "capacity"}], from the table that can be locked.';
grant execute on function public.ticket_types to anon, authenticated, service_role;

create function internal.event_base(p_event public.events)
returns jsonb
language sql stable
return jsonb_build_object('id', (p_event).id, 'slug', (p_event).slug, 'name', (p_event).name, 'status', (p_event).status,
  'event_date', (p_event).event_date, 'doors_open_at', (p_event).doors_open_at, 'ends_at', (p_event).ends_at,
  'timezone', (p_event).timezone, 'venue_name', (p_event).venue_name);
comment on function internal.event_base is 'The fields of an event that everybody gets: shop, ticket, phone and manager each add their own.';

create function internal.find_event(p_event text)
returns public.events
language sql stable
set search_path = ''
as $$
  select e.* from public.events e
  where e.status <> 'draft'
    and (e.slug = lower(p_event) or e.id::text = lower(p_event) or e.name = p_event)
  -- A slug or an id identifies one event; a name means its next date, or its last if all are over.
  order by (e.slug = lower(p_event) or e.id::text = lower(p_event)) desc,
    (e.ends_at > now()) desc, abs(extract(epoch from e.event_date - now()))
  limit 1
$$;
comment on function internal.find_event is 'The event with this slug, id or name that was ever published; all null if there is none.';

create function internal.require_event(p_event text)
returns public.events
language plpgsql stable
set search_path = ''
as $$
declare
  v_event public.events := internal.find_event(p_event);
begin
  if v_event.id is null then
    perform internal.fail('event_not_found', 404);
  end if;
  return v_event;
end
$$;
comment on function internal.require_event is 'The event with this slug, id or name, else event_not_found. To the public, a draft does not exist.';
