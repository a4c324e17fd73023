-- Guest lists of a night and the names on them. Who came is derived from what doormen did; nothing here is set by hand.

create table public.guest_lists (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete cascade,
  promoter_id uuid references public.promoters (id),
  name text not null check (length(name) between 1 and 80),
  quota integer check (quota between 1 and 20000),
  overbook boolean not null default false,
  most_plus integer not null default 3 check (most_plus between 0 and 30),
  price decimal(10, 2) not null default 0 check (price >= 0),
  until_at timestamptz,
  late_price decimal(10, 2) check (late_price >= 0),
  door_note text not null default '' check (length(door_note) <= 200),
  closed_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default now(),
  unique (event_id, name),
  unique (event_id, id),
  constraint guest_lists_late_follows_until check (until_at is not null or late_price is null)
);
comment on table public.guest_lists is 'Lists of a night: the house''s, or a promoter''s.';
comment on column public.guest_lists.promoter_id is 'Whose list it is; null: the house''s.';
comment on column public.guest_lists.quota is 'How many heads the list may let in; null: as many as are on it.';
comment on column public.guest_lists.overbook is 'Whether more heads may be named than the quota lets in: first come, first in.';
comment on column public.guest_lists.most_plus is 'The largest "+n" that one name may bring.';
comment on column public.guest_lists.price is 'What each head pays at the door; 0: free.';
comment on column public.guest_lists.until_at is 'Until when that holds; null: all night. Afterwards each pays late_price, or the list is closed if that is null.';
comment on column public.guest_lists.door_note is 'What the door should know, such as "table 4".';
comment on column public.guest_lists.closed_at is 'Since when no more names are taken; the door goes on.';
create index guest_lists_by_promoter on public.guest_lists (promoter_id) where promoter_id is not null;
alter table public.guest_lists enable row level security;
create policy "Managers can read guest lists" on public.guest_lists
  for select to authenticated using ((select internal.is_manager()));
grant select on public.guest_lists to authenticated, service_role;

create function internal.name_key(p_name text)
returns text
language sql immutable
set search_path = ''
as $$
  select string_agg(w.word, ' ' order by w.word collate "C")
  from regexp_split_to_table(regexp_replace(internal.fold_name(trim(p_name)), '[^[:alnum:]]+', ' ', 'g'), ' +') w (word) where w.word <> ''
$$;
comment on function internal.name_key is 'A name as it is compared with others: case, accents, punctuation and the order of its words don''t count. Null if it has no letter or digit.';

create table public.list_entries (
  id uuid primary key,
  event_id uuid not null,
  list_id uuid not null,
  name text check (length(name) between 1 and 120),
  name_key text,
  plus integer not null default 0 check (plus >= 0),
  note text not null default '' check (length(note) <= 120),
  by_promoter boolean not null default false,
  added_by uuid,
  added_at timestamptz not null default now(),
  removed_at timestamptz,
  arrived integer not null default 0 check (arrived >= 0),
  revision integer not null default 1,
  changed_xid xid8 not null default pg_current_xact_id(),
  foreign key (event_id, list_id) references public.guest_lists (event_id, id) on delete cascade
) with (fillfactor = 70);
comment on table public.list_entries is
  'Names on guest lists. Never deleted before their night is forgotten: a name that was taken off may have come in already.';
comment on column public.list_entries.id is 'Made by whoever added it: sending the same names twice adds them once.';
comment on column public.list_entries.name is 'Null once the night''s guests were forgotten.';
comment on column public.list_entries.plus is 'How many more come with this name: "+3" is four heads.';
comment on column public.list_entries.arrived is 'Heads that came in on this name. Derived from the doormen''s acts.';
comment on column public.list_entries.revision is 'Orders words on this entry: incremented under the row lock at every change that phones show.';
comment on column public.list_entries.changed_xid is 'Transaction that last changed what phones show: its place in the order of the pull''s cursor.';
create index list_entries_by_list on public.list_entries (list_id, name_key);
create index list_entries_by_event on public.list_entries (event_id, list_id);
create index list_entries_changed on public.list_entries (event_id, changed_xid, id);
create index list_entries_same_name on public.list_entries (event_id, name_key) where removed_at is null;
alter table public.list_entries enable row level security;
create policy "Managers can read names on guest lists" on public.list_entries
  for select to authenticated using ((select internal.is_manager()));
grant select on public.list_entries to authenticated, service_role;

create function internal.stamp_list_entry()
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
comment on function internal.stamp_list_entry is 'Trigger: marks the entry as changed by this transaction, for the pull cursor, and increments its revision.';
create trigger list_entries_stamp before update on public.list_entries for each row
  when ((old.name, old.plus, old.note, old.removed_at, old.arrived, old.list_id) is distinct from
    (new.name, new.plus, new.note, new.removed_at, new.arrived, new.list_id))
  execute function internal.stamp_list_entry();

create function internal.list_figures(p_list_id uuid)
returns table (names int, heads int, arrived int)
language sql stable
set search_path = ''
as $$
  select count(*) filter (where e.removed_at is null)::int, coalesce(sum(1 + e.plus) filter (where e.removed_at is null), 0)::int,
    coalesce(sum(e.arrived), 0)::int
  from public.list_entries e where e.list_id = p_list_id
$$;
comment on function internal.list_figures is 'How many names and heads are on a list, and how many heads have come in on it, those of names that were taken off since included.';
