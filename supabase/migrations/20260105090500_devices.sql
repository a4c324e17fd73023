-- Gates, the door phones that stand at them, and the one-time codes that pair a phone.

create table public.gates (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete cascade,
  name text not null check (length(name) between 1 and 60),
  admits text[] check (cardinality(admits) > 0),
  sort integer not null default 0,
  unique (event_id, name)
);
comment on table public.gates is 'A door of an event.';
comment on column public.gates.admits is 'Codes of the ticket types that this gate admits; null means all.';
alter table public.gates enable row level security;
create policy "Managers can read gates" on public.gates
  for select to authenticated using ((select internal.is_manager()));
grant select on public.gates to authenticated, service_role;

create table public.devices (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null unique references auth.users (id),
  name text not null check (length(name) between 1 and 60),
  gate_id uuid references public.gates (id) on delete set null,
  paired_by uuid references public.staff_members (id) on delete set null,
  paired_at timestamptz not null default now(),
  revoked_at timestamptz,
  last_seen_at timestamptz not null default now(),
  queue_length integer,
  list_age_ms bigint,
  battery real,
  app_version text,
  clock_offset_ms integer
) with (fillfactor = 70);
comment on table public.devices is
  'A paired door phone, with what it last reported about itself. Never deleted: its scans refer to it. A revoked phone may still deliver its queue.';
create index devices_by_gate on public.devices (gate_id);
create index devices_by_pairer on public.devices (paired_by);
alter table public.devices enable row level security;
create policy "Managers can read devices" on public.devices
  for select to authenticated using ((select internal.is_manager()));
create policy "A phone can read its own entry" on public.devices
  for select to authenticated using (user_id = (select auth.uid()));
grant select on public.devices to authenticated, service_role;

create table public.device_events (
  device_id uuid not null references public.devices (id) on delete cascade,
  event_id uuid not null references public.events (id) on delete cascade,
  primary key (device_id, event_id)
);
comment on table public.device_events is 'Which events a phone may scan.';
create index device_events_by_event on public.device_events (event_id);
alter table public.device_events enable row level security;
create policy "Managers can read which phone scans what" on public.device_events
  for select to authenticated using ((select internal.is_manager()));
grant select on public.device_events to authenticated, service_role;

create table public.pairing_codes (
  id uuid primary key default gen_random_uuid(),
  code_hash bytea not null unique,
  event_ids uuid[] not null check (cardinality(event_ids) > 0),
  gate_id uuid references public.gates (id) on delete cascade,
  device_name text not null,
  created_by uuid references public.staff_members (id) on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  device_id uuid references public.devices (id)
);
comment on table public.pairing_codes is
  'One-time codes, stored hashed: the code itself is shown once to the manager. No policy: only functions read it.';
create index pairing_codes_by_gate on public.pairing_codes (gate_id);
create index pairing_codes_by_device on public.pairing_codes (device_id);
create index pairing_codes_by_creator on public.pairing_codes (created_by);
alter table public.pairing_codes enable row level security;
grant select on public.pairing_codes to service_role;

create function internal.require_device()
returns public.devices
language plpgsql stable
set search_path = ''
as $$
declare
  v_device public.devices;
begin
  select d.* into v_device from public.devices d where d.user_id = (select auth.uid());
  if v_device.id is null then
    perform internal.fail('not_a_device', 403);
  end if;
  return v_device;
end
$$;
comment on function internal.require_device is 'The calling phone, revoked or not, else not_a_device.';

create function internal.hash_code(p_code text)
returns bytea
language sql immutable
set search_path = ''
as $$ select sha256(convert_to(translate(upper(regexp_replace(p_code, '[\s-]', '', 'g')), 'OIL', '011'), 'UTF8')) $$;
comment on function internal.hash_code is 'SHA-256 of a pairing code as people type it: any case, spaces and dashes, O for 0, I or L for 1.';

create function public.create_pairing_code(p_event_ids uuid[], p_gate_id uuid, p_device_name text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_code text := internal.random_crockford(8);
  v_name text := trim(coalesce(p_device_name, ''));
  v_expires timestamptz := now() + interval '10 minutes';
begin
  perform internal.require_action('manage_phones');
  if coalesce(cardinality(p_event_ids), 0) = 0 or length(v_name) not between 1 and 60 then
    perform internal.fail('invalid_request', 400);
  end if;
  if exists (select from unnest(p_event_ids) i (id) where not exists (select from public.events e where e.id = i.id)) then
    perform internal.fail('event_not_found', 404);
  end if;
  if p_gate_id is not null and not exists (select from public.gates g where g.id = p_gate_id and g.event_id = any (p_event_ids)) then
    perform internal.fail('not_found', 404, jsonb_build_object('gate', p_gate_id));
  end if;
  insert into public.pairing_codes (code_hash, event_ids, gate_id, device_name, created_by, expires_at)
  values (internal.hash_code(v_code), p_event_ids, p_gate_id, v_name,
    (select s.id from public.staff_members s where s.user_id = (select auth.uid())), v_expires);
  perform internal.log_action('pair_phone', case when cardinality(p_event_ids) = 1 then p_event_ids[1] end, null, '',
    jsonb_build_object('name', v_name, 'event_ids', p_event_ids));
  return jsonb_build_object('code', v_code, 'expires_at', v_expires, 'device_name', v_name);
end
$$;
comment on function public.create_pairing_code is
  'A one-time code of 8 Crockford characters that pairs one phone within 10 minutes. Security definer because no role may write pairing_codes; it checks the caller''s role itself.';
grant execute on function public.create_pairing_code to authenticated;

create function public.pair_device(p_code text, p_device_name text default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_pairing public.pairing_codes;
  v_device uuid := gen_random_uuid();
  v_email text := 'device-' || v_device || '@devices.maguey.invalid';
  v_password text := internal.base64url(extensions.gen_random_bytes(24));
  v_name text;
begin
  -- The row lock serialises two phones with the same code: the second sees that it is used.
  select * into v_pairing from public.pairing_codes c where c.code_hash = internal.hash_code(coalesce(p_code, '')) for update;
  if v_pairing.id is null then
    return jsonb_build_object('ok', false, 'code', 'pairing_code_invalid');
  elsif v_pairing.used_at is not null then
    return jsonb_build_object('ok', false, 'code', 'pairing_code_used');
  elsif v_pairing.expires_at <= now() then
    return jsonb_build_object('ok', false, 'code', 'pairing_code_expired');
  end if;
  v_name := coalesce(nullif(left(trim(p_device_name), 60), ''), v_pairing.device_name);
  insert into public.devices (id, user_id, name, gate_id, paired_by)
  values (v_device, internal.create_sign_in(v_email, v_password), v_name, v_pairing.gate_id, v_pairing.created_by);
  insert into public.device_events (device_id, event_id)
  select v_device, e.id from public.events e where e.id = any (v_pairing.event_ids);
  update public.pairing_codes set used_at = now(), device_id = v_device where id = v_pairing.id;
  return jsonb_build_object('ok', true, 'device_id', v_device, 'email', v_email, 'password', v_password,
    'device_name', v_name, 'event_ids', to_jsonb(v_pairing.event_ids), 'gate_id', v_pairing.gate_id);
end
$$;
comment on function public.pair_device is
  'Trades a one-time code for a sign-in of its own that the phone keeps. A bad code is a normal answer, not an error, so that the caller''s attempt count is committed. Security definer because it creates an auth user.';
grant execute on function public.pair_device to service_role;

create function public.revoke_device(p_device_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_revoked timestamptz;
begin
  perform internal.require_action('manage_phones');
  update public.devices d set revoked_at = coalesce(d.revoked_at, now()) where d.id = p_device_id returning d.revoked_at into v_revoked;
  if v_revoked is null then
    perform internal.fail('not_found', 404);
  end if;
  perform internal.return_stock(v.event_id, p_device_id) from public.device_events v where v.device_id = p_device_id order by v.event_id;
  perform internal.log_action('revoke_phone', null, null, '', jsonb_build_object('device_id', p_device_id));
  return jsonb_build_object('device_id', p_device_id, 'revoked_at', v_revoked);
end
$$;
comment on function public.revoke_device is
  'Revokes a phone; at its next contact it may deliver its queue, and is then wiped. What it has not sold at the door is on sale again at once. Security definer because devices is written by functions only; it checks the caller''s role itself.';
grant execute on function public.revoke_device to authenticated;

create function public.rename_device(p_device_id uuid, p_name text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_name text := trim(coalesce(p_name, ''));
begin
  perform internal.require_action('manage_phones');
  if length(v_name) not between 1 and 60 then
    perform internal.fail('invalid_request', 400);
  end if;
  update public.devices set name = v_name where id = p_device_id;
  if not found then
    perform internal.fail('not_found', 404);
  end if;
  perform internal.log_action('rename_phone', null, null, '', jsonb_build_object('device_id', p_device_id, 'name', v_name));
  return jsonb_build_object('device_id', p_device_id, 'name', v_name);
end
$$;
comment on function public.rename_device is
  'Renames a phone. Security definer because devices is written by functions only; it checks the caller''s role itself.';
grant execute on function public.rename_device to authenticated;
