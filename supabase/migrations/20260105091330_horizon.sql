-- What the list guarantees: which incarnation of the database the transaction ids come from, and up to when it is
-- complete.

create table public.sync_epochs (
  id boolean primary key default true check (id),
  generation integer not null default 1,
  cluster text not null
);
comment on table public.sync_epochs is
  'One row: which cluster and database the changed_xid values are from. No policy: only the pull reads it.';
comment on column public.sync_epochs.generation is 'Raise it by hand to make every phone pull from zero.';
alter table public.sync_epochs enable row level security;
grant select on public.sync_epochs to service_role;

create unlogged table public.horizon_samples (
  sampled_at timestamptz not null,
  next_xid xid8 not null
);
comment on table public.horizon_samples is
  'Samples of what had been committed by when: everything committed by sampled_at has a transaction id below next_xid. No policy: only the pull reads it.';
create index horizon_samples_by_time on public.horizon_samples (sampled_at desc);
alter table public.horizon_samples enable row level security;
grant select on public.horizon_samples to service_role;

create function internal.cluster_id()
returns text
language sql stable
set search_path = ''
as $$
  -- The timeline reveals a point-in-time restore, which keeps the system identifier but takes transactions back.
  select (pg_control_system()).system_identifier || '/' || d.oid || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
  from pg_database d where d.datname = current_database()
$$;
comment on function internal.cluster_id is 'Which cluster, database and timeline the transaction ids are from.';

insert into public.sync_epochs (cluster) values (internal.cluster_id());

create function internal.current_epoch()
returns text
language plpgsql volatile
set search_path = ''
as $$
declare
  v_cluster text := internal.cluster_id();
  v_epoch public.sync_epochs;
begin
  select * into v_epoch from public.sync_epochs;
  if v_epoch.cluster is distinct from v_cluster then
    update public.sync_epochs s set cluster = v_cluster, generation = s.generation + 1 where s.cluster <> v_cluster;
    if found then
      -- Restored elsewhere: the stamps are another cluster's and may be years ahead of ours. Every ticket counts at
      -- once, and no list is whole without it; were created_xid new too, a phone that pulls right now would be told
      -- that its empty list is complete.
      update public.tickets set changed_xid = pg_current_xact_id(), created_xid = '0';
      delete from public.ticket_changes c where c.changed_xid <> pg_current_xact_id();
      delete from public.horizon_samples;
    end if;
    select * into v_epoch from public.sync_epochs;
  end if;
  return left(encode(sha256(convert_to(v_epoch.cluster || '/' || v_epoch.generation, 'UTF8')), 'hex'), 16);
end
$$;
comment on function internal.current_epoch is
  'The name of this incarnation of the database. A database restored from another begins a new one: every ticket counts as changed and every phone pulls from zero.';

create function internal.note_horizon()
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  -- Read the clock first: whatever was committed by then is in the snapshot taken afterwards.
  v_now timestamptz := clock_timestamp();
  v_next xid8 := pg_snapshot_xmax(pg_current_snapshot());
begin
  if exists (select from public.horizon_samples h where h.sampled_at > v_now - interval '500 milliseconds' and h.sampled_at <= v_now) then
    return;
  end if;
  insert into public.horizon_samples values (v_now, v_next);
  -- The newest sample that the horizon has passed is the one in use; older ones will never be needed again.
  delete from public.horizon_samples d where d.ctid in (
    select h.ctid from public.horizon_samples h
    where h.sampled_at < (select max(b.sampled_at) from public.horizon_samples b where b.next_xid <= pg_snapshot_xmin(pg_current_snapshot()))
    for update skip locked);
end
$$;
comment on function internal.note_horizon is
  'Remembers, at most twice a second, what had been committed by now. Called before the transaction writes anything else. Needs no privilege, unlike a look at other sessions.';

create function internal.horizon()
returns timestamptz
language plpgsql volatile
set search_path = ''
as $$
begin
  return coalesce(
    (select max(h.sampled_at) from public.horizon_samples h where h.next_xid <= pg_snapshot_xmin(pg_current_snapshot())),
    -- No sample is old enough, so nothing is guaranteed.
    'epoch'::timestamptz);
end
$$;
comment on function internal.horizon is
  'The instant up to which everything committed lies below the oldest running transaction, so that a pull now brings it. An open transaction that writes holds it back.';

-- A client that hangs in mid-transaction would hold back every phone's list; nothing of ours idles that long inside
-- one.
do $$
begin
  execute format('alter database %I set idle_in_transaction_session_timeout = ''15s''', current_database());
end
$$;
