-- The house's ban list: who may not come in, until when and why. Phones never get it, only keyed hashes of the names
-- (scanner_bans).

create table public.house_bans (
  id uuid primary key,
  number integer generated always as identity unique,
  given_names text not null check (length(given_names) between 1 and 80),
  family_names text not null check (length(family_names) between 1 and 80),
  born_on date check (born_on >= date '1900-01-01'),
  until date not null,
  reason text not null check (length(reason) between 1 and 500),
  entered_by uuid references public.staff_members (id) on delete set null,
  entered_at timestamptz not null default now(),
  changed_by uuid references public.staff_members (id) on delete set null,
  changed_at timestamptz,
  lifted_by uuid references public.staff_members (id) on delete set null,
  lifted_at timestamptz,
  lift_reason text check (length(lift_reason) between 1 and 500),
  check ((lifted_at is null) = (lift_reason is null))
);
comment on table public.house_bans is
  'People whom the house doesn''t let in. No policy: whoever may see it reads it by ban_list. Rows are deleted some time after they end (forget_old_bans).';
comment on column public.house_bans.id is 'Made by whoever enters it, so that entering it twice is entering it once.';
comment on column public.house_bans.number is 'What a phone shows instead of the name, for the manager to find the entry by.';
comment on column public.house_bans.until is 'The last day on which it applies, by a night''s date in the venue''s time zone. Never open-ended.';
create index house_bans_by_enterer on public.house_bans (entered_by);
create index house_bans_by_changer on public.house_bans (changed_by);
create index house_bans_by_lifter on public.house_bans (lifted_by);
alter table public.house_bans enable row level security;
grant select on public.house_bans to service_role;

alter table public.settings
  add column bans_mark uuid,
  add column ban_retention_days integer not null default 90 check (ban_retention_days between 0 and 3650);
comment on column public.settings.bans_mark is 'Another one after each change of the house''s ban list, so that phones know when to fetch it; null before the first.';
comment on column public.settings.ban_retention_days is 'A ban''s row is deleted this many days after it ended or was lifted.';

create table public.ban_keys (
  event_id uuid primary key references public.events (id) on delete cascade,
  key bytea not null default extensions.gen_random_bytes(32),
  made_at timestamptz not null default now()
);
comment on table public.ban_keys is
  'One night''s key for the hashes of the ban list: those of two nights can''t be compared. Deleted after the night. No policy: only functions read it.';
alter table public.ban_keys enable row level security;
grant select on public.ban_keys to service_role;

create function internal.own_staff_id()
returns uuid
language sql stable
set search_path = ''
as $$ select s.id from public.staff_members s where s.user_id = (select auth.uid()) $$;
comment on function internal.own_staff_id is 'The calling staff member; null for anybody else.';

create function internal.ban_row(p_ban public.house_bans)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('id', p_ban.id, 'number', p_ban.number, 'given_names', p_ban.given_names, 'family_names', p_ban.family_names,
    'born_on', p_ban.born_on, 'until', p_ban.until, 'reason', p_ban.reason, 'entered_at', p_ban.entered_at, 'changed_at', p_ban.changed_at,
    'lifted_at', p_ban.lifted_at, 'lift_reason', p_ban.lift_reason,
    'entered_by', (select s.name from public.staff_members s where s.id = p_ban.entered_by),
    'changed_by', (select s.name from public.staff_members s where s.id = p_ban.changed_by),
    'lifted_by', (select s.name from public.staff_members s where s.id = p_ban.lifted_by),
    'state', case when p_ban.lifted_at is not null then 'lifted' when p_ban.until < current_date then 'ended' else 'active' end,
    'deleted_on', coalesce(p_ban.lifted_at::date, p_ban.until) + (select s.ban_retention_days from public.settings s))
$$;
comment on function internal.ban_row is 'An entry of the ban list as those who may see it read it.';

create function public.ban_list()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('see_bans');
  return (select coalesce(jsonb_agg(internal.ban_row(b) order by b.number desc), '[]') from public.house_bans b);
end
$$;
comment on function public.ban_list is
  'The house''s ban list, newest first, with those that ended until they are deleted. Security definer because the table is closed; it checks the caller''s role itself.';
grant execute on function public.ban_list to authenticated;

create function internal.wished_ban(p_ban jsonb)
returns public.house_bans
language plpgsql stable
set search_path = ''
as $$
declare
  v_ban public.house_bans;
  v_field text;
begin
  v_ban.given_names := trim(coalesce(p_ban ->> 'given_names', ''));
  v_ban.family_names := trim(coalesce(p_ban ->> 'family_names', ''));
  v_ban.reason := trim(coalesce(p_ban ->> 'reason', ''));
  foreach v_field in array array['born_on', 'until'] loop
    if p_ban ->> v_field is not null and (p_ban ->> v_field !~ '^\d{4}-\d\d-\d\d$' or not pg_input_is_valid(p_ban ->> v_field, 'date')) then
      perform internal.fail('invalid_request', 400, jsonb_build_object('field', v_field));
    end if;
  end loop;
  v_ban.born_on := (p_ban ->> 'born_on')::date;
  v_ban.until := (p_ban ->> 'until')::date;
  v_field := case
    -- A name without a word to compare would never be found at the door.
    when length(v_ban.given_names) > 80 or cardinality(internal.name_words(v_ban.given_names)) = 0 then 'given_names'
    when length(v_ban.family_names) > 80 or cardinality(internal.name_words(v_ban.family_names)) = 0 then 'family_names'
    when v_ban.born_on not between date '1900-01-01' and current_date then 'born_on'
    when v_ban.until is null or v_ban.until < current_date - 1 or v_ban.until > current_date + interval '5 years' then 'until'
    when length(v_ban.reason) not between 1 and 500 then 'reason' end;
  if v_field is not null then
    perform internal.fail('invalid_request', 400, jsonb_build_object('field', v_field));
  end if;
  return v_ban;
end
$$;
comment on function internal.wished_ban is
  'Reads {given_names, family_names, born_on, until, reason}; raises invalid_request with the first wrong field. A ban lasts five years at most; yesterday counts as today, which somewhere it is.';

create function public.save_ban(p_id uuid, p_ban jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_wish public.house_bans;
  v_before public.house_bans;
  v_ban public.house_bans;
begin
  perform internal.require_action('change_bans');
  v_wish := internal.wished_ban(p_ban);
  if p_id is null then
    perform internal.fail('invalid_request', 400);
  end if;
  insert into public.house_bans (id, given_names, family_names, born_on, until, reason, entered_by)
  values (p_id, v_wish.given_names, v_wish.family_names, v_wish.born_on, v_wish.until, v_wish.reason, internal.own_staff_id())
  on conflict (id) do nothing returning * into v_ban;
  if v_ban.id is not null then
    perform internal.log_action('enter_ban', null, null, '', jsonb_build_object('ban_number', v_ban.number, 'until', v_ban.until));
  else
    select * into v_before from public.house_bans b where b.id = p_id for update;
    if v_before.lifted_at is not null then
      perform internal.fail('ban_lifted', 409);
    end if;
    update public.house_bans b set given_names = v_wish.given_names, family_names = v_wish.family_names, born_on = v_wish.born_on,
      until = v_wish.until, reason = v_wish.reason, changed_by = internal.own_staff_id(), changed_at = now()
    where b.id = p_id and (b.given_names, b.family_names, b.born_on, b.until, b.reason) is distinct from
      (v_wish.given_names, v_wish.family_names, v_wish.born_on, v_wish.until, v_wish.reason)
    returning * into v_ban;
    if v_ban.id is null then
      return internal.ban_row(v_before);
    end if;
    -- The log outlives the entry: never the name or the words about the person.
    perform internal.log_action('change_ban', null, null, '', jsonb_build_object('ban_number', v_ban.number, 'until', v_ban.until,
      'until_before', v_before.until));
  end if;
  update public.settings set bans_mark = gen_random_uuid();
  return internal.ban_row(v_ban);
end
$$;
comment on function public.save_ban is
  'Enters a ban under an id that the caller made, or changes the one with that id; saving the same again changes nothing. Refuses one that was lifted (ban_lifted). Security definer because the table is closed; it checks the caller''s role itself.';
grant execute on function public.save_ban to authenticated;

create function public.lift_ban(p_id uuid, p_reason text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_ban public.house_bans;
begin
  perform internal.require_action('change_bans');
  perform internal.require_reason(p_reason);
  update public.house_bans b set lifted_at = now(), lifted_by = internal.own_staff_id(), lift_reason = trim(p_reason)
  where b.id = p_id and b.lifted_at is null returning * into v_ban;
  if v_ban.id is null then
    select * into v_ban from public.house_bans b where b.id = p_id;
    if v_ban.id is null then
      perform internal.fail('not_found', 404);
    end if;
    -- Lifted before: nothing to do.
    return internal.ban_row(v_ban);
  end if;
  perform internal.log_action('lift_ban', null, null, '', jsonb_build_object('ban_number', v_ban.number));
  update public.settings set bans_mark = gen_random_uuid();
  return internal.ban_row(v_ban);
end
$$;
comment on function public.lift_ban is
  'Ends a ban before its date, with a reason; another ban of the same person is another entry. Security definer because the table is closed; it checks the caller''s role itself.';
grant execute on function public.lift_ban to authenticated;

create function internal.forget_old_bans()
returns void
language sql volatile
set search_path = ''
as $$
  delete from public.house_bans b using public.settings s
  where coalesce(b.lifted_at::date, b.until) + s.ban_retention_days < current_date;
  delete from public.ban_keys k using public.events e where e.id = k.event_id and e.ends_at < now() - interval '2 days';
$$;
comment on function internal.forget_old_bans is 'Deletes bans some time after their end, and the hashes'' keys of nights that are over.';
