-- Telling wallets of changes: what is due for the worker, and what Apple's wallet asks for by itself.

create function internal.claim_passes(p_wallet text, p_limit int, p_lease_seconds int)
returns setof public.wallet_passes
language plpgsql volatile
set search_path = ''
as $$
declare
  v_due uuid[];
begin
  perform internal.count_pass_changes();
  v_due := array(
    select p.id from public.wallet_passes p where p.wallet = p_wallet and p.told_revision < p.revision and p.try_at <= now()
    order by p.try_at limit least(greatest(p_limit, 1), 500) for no key update skip locked);
  return query
  update public.wallet_passes p set attempts = p.attempts + 1,
    try_at = now() + greatest(p_lease_seconds, least(60 * power(2, least(p.attempts, 10)), 21600)) * interval '1 second'
  where p.id = any (v_due) returning p.*;
end
$$;
comment on function internal.claim_passes is
  'Passes of a wallet that are due, claimed for p_lease_seconds; tried again with growing pauses, six hours at most, until it is told.';

create function public.claim_google_passes(p_limit int default 40, p_lease_seconds int default 60)
returns jsonb
language sql volatile security definer
set search_path = ''
as $$
  select coalesce(jsonb_agg(internal.pass_shows(c) || jsonb_build_object('id', c.id, 'revision', c.revision)), '[]')
  from internal.claim_passes('google', p_limit, p_lease_seconds) c
$$;
comment on function public.claim_google_passes is
  'What Google is due to be told, with what it is to show. Security definer because no role may write passes.';
grant execute on function public.claim_google_passes to service_role;

create function public.claim_apple_passes(p_limit int default 500, p_lease_seconds int default 60)
returns jsonb
language sql volatile security definer
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'revision', c.revision,
    'push_tokens', (select coalesce(jsonb_agg(r.push_token), '[]') from public.pass_registrations r where r.pass_id = c.id))), '[]')
  from internal.claim_passes('apple', p_limit, p_lease_seconds) c
$$;
comment on function public.claim_apple_passes is
  'Passes whose phones are due to be told that there is something to fetch. Security definer because no role may write passes.';
grant execute on function public.claim_apple_passes to service_role;

create function public.finish_passes(p_passes jsonb)
returns integer
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_ids uuid[] := array(select (f ->> 'id')::uuid from jsonb_array_elements(p_passes) f);
  v_noted int;
begin
  update public.wallet_passes p set error = left(f.error, 200),
    told_revision = case when f.error is null then least(greatest(p.told_revision, f.revision), p.revision) else p.told_revision end
  from jsonb_to_recordset(p_passes) f (id uuid, revision int, error text) where p.id = any (v_ids) and p.id = f.id;
  get diagnostics v_noted = row_count;
  if exists (select from jsonb_array_elements(p_passes) f where (f ->> 'away')::boolean) then
    -- The others need not be tried now. Whoever holds one of them has just claimed or changed it.
    v_ids := array(
      select o.id from public.wallet_passes o
      where o.wallet = (select x.wallet from public.wallet_passes x where x.id = v_ids[1]) and o.told_revision < o.revision
        and o.try_at < now() + interval '1 minute'
      for no key update skip locked);
    update public.wallet_passes p set try_at = now() + interval '1 minute' where p.id = any (v_ids);
  end if;
  return v_noted;
end
$$;
comment on function public.finish_passes is
  'Notes that a wallet was told of these revisions, else why not: [{id, revision, error, away}]; away: nobody answered, so that all of that wallet wait a minute. Returns how many it noted. Security definer because no role may write passes.';
grant execute on function public.finish_passes to service_role;

create function public.apple_pass(p_ticket_id text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_pass public.wallet_passes;
begin
  select * into v_pass from public.wallet_passes p where p.ticket_id = p_ticket_id and p.wallet = 'apple';
  if v_pass.id is null then
    perform internal.fail('not_found', 404);
  end if;
  return internal.pass_shows(v_pass) || jsonb_build_object('changed_at', v_pass.changed_at);
end
$$;
comment on function public.apple_pass is
  'What an Apple pass shows now, void or not, and when that last changed. The caller has checked the pass''s token. Security definer because it reads across tables.';
grant execute on function public.apple_pass to service_role;

create function public.register_pass(p_device_id text, p_ticket_id text, p_push_token text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  c_devices constant int := 20;
  v_pass public.wallet_passes;
  v_added boolean;
begin
  -- Whoever was forgotten is not remembered by their phone.
  perform from public.orders o join public.tickets t on t.order_id = o.id
  where t.ticket_id = p_ticket_id and o.forgotten_at is null for share of o;
  if found then
    select * into v_pass from public.wallet_passes p where p.ticket_id = p_ticket_id and p.wallet = 'apple';
  end if;
  if v_pass.id is null then
    perform internal.fail('not_found', 404);
  end if;
  insert into public.pass_registrations as r (device_id, pass_id, push_token) values (p_device_id, v_pass.id, p_push_token)
  on conflict (device_id, pass_id) do update set push_token = excluded.push_token
  returning r.xmax = 0 into v_added;
  if v_added then
    -- One ticket is on few phones; whoever has its pass can't make us keep and call any number.
    delete from public.pass_registrations r where r.pass_id = v_pass.id and r.device_id in (
      select o.device_id from public.pass_registrations o where o.pass_id = v_pass.id order by o.registered_at desc offset c_devices);
    -- It changed between the download and now, when there was nobody to tell. As a revision of its own, which the answer to
    -- an earlier round doesn't settle; what it shows is the same.
    update public.wallet_passes p set revision = p.revision + 1, try_at = '-infinity' where p.id = v_pass.id and p.handed_revision < p.revision;
  end if;
  return jsonb_build_object('added', v_added);
end
$$;
comment on function public.register_pass is
  'Notes that a device holds a pass, and where Apple reaches it: the last twenty of a pass. The caller has checked the pass''s token. Security definer because no role may write registrations.';
grant execute on function public.register_pass to service_role;

create function public.unregister_pass(p_device_id text, p_ticket_id text)
returns boolean
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  delete from public.pass_registrations r using public.wallet_passes p
  where r.device_id = p_device_id and p.id = r.pass_id and p.ticket_id = p_ticket_id and p.wallet = 'apple';
  return found;
end
$$;
comment on function public.unregister_pass is
  'Forgets that a device holds a pass, and returns whether it was known. The caller has checked the pass''s token. Security definer because no role may write registrations.';
grant execute on function public.unregister_pass to service_role;

create function public.passes_of_device(p_device_id text, p_since text default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_epoch text := internal.current_epoch();
  -- Below it every change is there to be read; at or above it one may still commit, and is listed once more.
  v_until xid8 := pg_snapshot_xmin(pg_current_snapshot());
  v_from xid8 := case when p_since ~ ('^' || v_epoch || '\.[0-9]{1,19}$') then split_part(p_since, '.', 2)::xid8 else '0'::xid8 end;
begin
  return jsonb_build_object('tag', v_epoch || '.' || v_until,
    'ticket_ids', (select coalesce(jsonb_agg(p.ticket_id order by p.ticket_id), '[]')
      from public.pass_registrations r join public.wallet_passes p on p.id = r.pass_id
      where r.device_id = p_device_id and p.changed_xid >= v_from));
end
$$;
comment on function public.passes_of_device is
  'The passes of a device that changed since the tag of an earlier answer; without one, or with one of another database, all. Volatile, as current_epoch may begin a new one. Security definer because registrations are closed to the API''s roles.';
grant execute on function public.passes_of_device to service_role;

create function public.forget_push_tokens(p_push_tokens text[])
returns integer
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_forgotten int;
begin
  -- What somebody else is just deleting is theirs: several rows, in no common order.
  delete from public.pass_registrations r where (r.device_id, r.pass_id) in (
    select o.device_id, o.pass_id from public.pass_registrations o where o.push_token = any (p_push_tokens) for update skip locked);
  get diagnostics v_forgotten = row_count;
  return v_forgotten;
end
$$;
comment on function public.forget_push_tokens is
  'Forgets devices that Apple no longer reaches, and returns how many. Security definer because no role may write registrations.';
grant execute on function public.forget_push_tokens to service_role;

create function public.sweep_pass_registrations()
returns integer
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_swept int;
begin
  delete from public.pass_registrations r where (r.device_id, r.pass_id) in (
    select o.device_id, o.pass_id from public.pass_registrations o join public.wallet_passes p on p.id = o.pass_id
    join public.events e on e.id = p.event_id
    where e.ends_at < now() - interval '7 days' for update of o skip locked);
  get diagnostics v_swept = row_count;
  return v_swept;
end
$$;
comment on function public.sweep_pass_registrations is
  'Forgets the devices that hold passes of nights that ended a week ago, and returns how many. Security definer because no role may write registrations.';
grant execute on function public.sweep_pass_registrations to service_role;
