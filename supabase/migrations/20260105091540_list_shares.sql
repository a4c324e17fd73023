-- A quota that holds offline: each phone carries a share of what a list has left, and may borrow more while it is online.

create table public.list_shares (
  list_id uuid not null references public.guest_lists (id) on delete cascade,
  device_id uuid not null references public.devices (id),
  granted integer not null check (granted >= 0),
  wants boolean not null default false,
  primary key (list_id, device_id)
);
comment on table public.list_shares is
  'How many heads of an overbooked list each phone may let in without asking. The shares of a list, and what nobody holds, are its quota.';
comment on column public.list_shares.wants is 'It asked for more than there was: others may give some of theirs back.';
create index list_shares_by_device on public.list_shares (device_id);
alter table public.list_shares enable row level security;
create policy "Managers can read shares of lists" on public.list_shares
  for select to authenticated using ((select internal.is_manager()));
grant select on public.list_shares to authenticated, service_role;

create function internal.spent_share(p_list_id uuid, p_device_id uuid)
returns int
language sql stable
set search_path = ''
as $$
  select greatest(0, coalesce(sum(a.heads), 0))::int from public.list_entries e
  join internal.list_arrivals a on a.entry_id = e.id and a.event_id = e.event_id
  where e.list_id = p_list_id and a.device_id = p_device_id
$$;
comment on function internal.spent_share is 'Heads of a list that this phone let in, as far as the server has heard.';

create function internal.unheld_share(p_list public.guest_lists)
returns int
language sql stable
set search_path = ''
as $$
  select greatest(0, p_list.quota - coalesce(sum(
    -- A revoked phone spends nothing more; one that let in more than its share has spent it.
    case when d.revoked_at is null then greatest(s.granted, internal.spent_share(p_list.id, s.device_id))
      else internal.spent_share(p_list.id, s.device_id) end), 0)
    -- Let in by a phone that has no share (yet): the list was not overbooked then.
    - coalesce((select sum(greatest(0, x.heads)) from (
      select a.device_id, sum(a.heads) as heads from public.list_entries e
      join internal.list_arrivals a on a.entry_id = e.id and a.event_id = e.event_id where e.list_id = p_list.id group by a.device_id) x
    where not exists (select from public.list_shares k where k.list_id = p_list.id and k.device_id = x.device_id)), 0))::int
  from public.list_shares s join public.devices d on d.id = s.device_id where s.list_id = p_list.id
$$;
comment on function internal.unheld_share is 'Heads of an overbooked list that no phone holds.';

create function internal.first_shares(p_device_id uuid, p_event_id uuid)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_list public.guest_lists;
  v_without int;
begin
  for v_list in
    select l.* from public.guest_lists l
    where l.event_id = p_event_id and l.overbook and l.quota is not null
      and not exists (select from public.list_shares s where s.list_id = l.id and s.device_id = p_device_id)
    order by l.id for no key update
  loop
    select count(*) into v_without from public.device_events v join public.devices d on d.id = v.device_id
    where v.event_id = p_event_id and d.revoked_at is null
      and not exists (select from public.list_shares s where s.list_id = v_list.id and s.device_id = d.id);
    -- One part more than phones, so that there is something to borrow.
    insert into public.list_shares (list_id, device_id, granted)
    values (v_list.id, p_device_id, internal.spent_share(v_list.id, p_device_id) + internal.unheld_share(v_list) / (v_without + 1))
    on conflict do nothing;
  end loop;
end
$$;
comment on function internal.first_shares is 'Gives a phone its share of each overbooked list of the night that it has none of yet.';

create function public.scanner_share(p_event_id uuid, p_list_id uuid, p_wish int)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_device public.devices := internal.require_device();
  v_event public.events := internal.require_device_event(v_device, p_event_id);
  v_list public.guest_lists;
  v_share public.list_shares;
  v_wish int := least(greatest(coalesce(p_wish, 0), 0), 20000);
  v_granted int;
begin
  select * into v_list from public.guest_lists l where l.id = p_list_id and l.event_id = v_event.id for no key update;
  if v_list.id is null or not v_list.overbook or v_list.quota is null or v_device.revoked_at is not null then
    perform internal.fail('not_found', 404);
  end if;
  perform internal.first_shares(v_device.id, v_event.id);
  select * into v_share from public.list_shares s where s.list_id = p_list_id and s.device_id = v_device.id;
  v_granted := case
    -- Not below what is spent: that can't be given back.
    when v_wish <= v_share.granted then least(v_share.granted, greatest(v_wish, internal.spent_share(p_list_id, v_device.id)))
    else least(v_wish, v_share.granted + internal.unheld_share(v_list)) end;
  update public.list_shares s set granted = v_granted, wants = v_granted < v_wish where s.list_id = p_list_id and s.device_id = v_device.id;
  return jsonb_build_object('granted', v_granted, 'unheld', internal.unheld_share(v_list));
end
$$;
comment on function public.scanner_share is
  'Sets how many heads of an overbooked list this phone may let in: as many as it wishes, as far as nobody else holds them. It says the whole and not the difference, so that asking twice is asking once; less than it has gives back. Security definer because a phone may write no table; it gets its own events only.';
grant execute on function public.scanner_share to authenticated;
